"""The pages of training: each parses, calls one command or query, and renders."""
