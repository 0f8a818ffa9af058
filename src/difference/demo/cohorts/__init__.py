"""Fills the demonstration with a cohort that is being recruited: made by the product's own commands, at moments past."""
