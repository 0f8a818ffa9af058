"""Equality monitoring: answers that stand apart, lead to no decision, lose their link to a person, and leave in counts alone."""
