"""The demonstration: invented people to sign in as, and a calendar that can be moved. Production has none of it."""
