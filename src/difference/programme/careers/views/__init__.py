"""The pages of careers."""
