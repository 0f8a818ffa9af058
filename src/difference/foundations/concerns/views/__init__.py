"""The pages about concerns: raising one, for anyone; and the safeguarding leads' work."""
