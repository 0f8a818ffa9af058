"""What several studies say together: the effect of each with its interval, and the effect of all of them."""

from difference.methods.synthesis.effects import Effect, effect_size
from difference.methods.synthesis.pooling import Pooled, meta_analysis

__all__ = ["Effect", "Pooled", "effect_size", "meta_analysis"]
