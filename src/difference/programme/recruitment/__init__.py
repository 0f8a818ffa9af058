"""Recruit: teachers apply, are assessed, are offered a place."""
