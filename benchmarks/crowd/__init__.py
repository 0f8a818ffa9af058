"""Five hundred signed-in candidates send their applications within ten seconds, over HTTP, to two workers."""

from benchmarks.crowd.measuring import measure

__all__ = ["measure"]
