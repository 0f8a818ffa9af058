"""The five stages of a cohort: recruitment, placement, training, careers, evidence."""
