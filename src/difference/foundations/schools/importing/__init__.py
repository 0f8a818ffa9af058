"""Keeping what a register file says: comparing it with what we hold, and writing the difference."""
