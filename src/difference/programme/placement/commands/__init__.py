"""Every write of placement: one function a verb, each with its policy, its transaction and its audit entry."""
