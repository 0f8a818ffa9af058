"""Project, its Dataset and its Estimate. Practices are dated data (see `lists`)."""

from difference.programme.evidence.models.projects import Project
from difference.programme.evidence.models.results import Dataset, Estimate

__all__ = ["Dataset", "Estimate", "Project"]
