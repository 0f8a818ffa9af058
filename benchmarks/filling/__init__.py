"""Fills a database with a cohort of any size, straight into the tables: the only way to ten thousand within a minute."""
