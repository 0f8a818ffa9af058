"""From marks to an award: module results, credits, compensation, exits and classes, by the rules that a curriculum states.

A `Curriculum` is read from TOML by `read`; `module_result` works out one module, `award` the whole. Arithmetic is exact and shown.
"""

from difference.methods.awards.curriculum import Award, Component, Curriculum, Grade, Limit, Module, Rules, Strand
from difference.methods.awards.modules import ModuleResult, Sitting, module_result
from difference.methods.awards.outcome import Outcome, award
from difference.methods.awards.reading import read

__all__ = [
    "Award",
    "Component",
    "Curriculum",
    "Grade",
    "Limit",
    "Module",
    "ModuleResult",
    "Outcome",
    "Rules",
    "Sitting",
    "Strand",
    "award",
    "module_result",
    "read",
]
