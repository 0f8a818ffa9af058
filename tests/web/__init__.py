"""Tests of the kit, `difference.web`."""
