"""The invented country of schools: seeded, the same for the same edition, imported as a register file."""
