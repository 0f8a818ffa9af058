"""Difference: the open platform of a leadership programme for the children whom school excludes."""
