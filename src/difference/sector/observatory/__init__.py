"""The observatory: what was published, beside what can be computed here."""
