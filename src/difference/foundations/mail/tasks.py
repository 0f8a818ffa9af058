"""What the worker does for mail."""

from __future__ import annotations


def deliver_soon() -> None:
    """Ask the worker to deliver what waits."""
