"""People: one record a human, how they sign in, and what they have been granted."""
