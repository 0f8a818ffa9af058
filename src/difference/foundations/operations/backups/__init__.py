"""Backups: one file with every row and every document, the same whichever database it came from or goes to.

Rows are written in a portable form instead of the database's own, so that a demonstration on SQLite can become a
service on PostgreSQL, and the other way round, and so that an older backup can be loaded into the tables of its own
time and then migrated.
"""
