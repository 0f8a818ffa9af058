"""What happens to a cohort after it was recruited, chapter by chapter: each does what the invented people have not done yet."""
