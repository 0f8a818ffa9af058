"""The audit: who did or saw what, on what, when and why. Entries are added and never changed."""
