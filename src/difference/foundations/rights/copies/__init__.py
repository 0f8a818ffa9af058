"""Copies of everything that we hold about a person: gathered by the schedule, shown, and packed."""
