"""The job that keeps uploaded register files from waiting for ever."""

from __future__ import annotations

from difference.foundations.jobs.registry import job
from difference.foundations.schools import uploads


@job(says="delete uploaded register files that nobody confirmed", idempotent=True)
def clear_uploads() -> int:
    """Delete what has waited for longer than `limits.toml` allows: such a file still holds heads’ names."""
    return uploads.clear_old()
