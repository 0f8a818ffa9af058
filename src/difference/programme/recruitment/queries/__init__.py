"""Every read of recruitment by candidates and recruitment staff. Selection’s reads stand in `selection`."""

from difference.programme.recruitment.queries.applications import find, own, reach, standing, untouched_drafts, visible_to

__all__ = ["find", "own", "reach", "standing", "untouched_drafts", "visible_to"]
