"""Place: accepted teachers and alternative-provision schools choose each other, and a stable matching fills the posts."""
