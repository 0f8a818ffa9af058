"""Erasure: what stands in its way, doing it by the schedule, and what is past its time."""
