"""Every read of recruitment by candidates and recruitment staff. Selection’s reads stand in `selection`."""

from difference.programme.recruitment.queries.applications import find, open_drafts, own, standing, untouched_drafts, visible_to
from difference.programme.recruitment.queries.listing import Counts, counts, narrowed, of_cohort, waiting

__all__ = ["Counts", "counts", "find", "narrowed", "of_cohort", "open_drafts", "own", "standing", "untouched_drafts", "visible_to", "waiting"]
