"""The forms of placement."""
