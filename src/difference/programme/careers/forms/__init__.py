"""The forms of careers."""
