"""Lifecycles: what states a thing can be in, which moves lead from one to another, and who may make them. All of it data."""
