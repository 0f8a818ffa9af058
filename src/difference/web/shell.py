"""What stands around every page: navigation, account, foot and notice, given as one context variable, `shell`."""

from __future__ import annotations

from dataclasses import dataclass

from difference.web.values import Link

__all__ = ["STANDARD_FOOT", "Action", "Link", "Notice", "Shell"]

STANDARD_FOOT = (
    Link("Raise a concern", "/raise-a-concern"),
    Link("Accessibility statement", "/accessibility"),
    Link("Privacy notice", "/privacy"),
    Link("Cookies", "/cookies"),
    Link("Licence and sources", "/licence-and-sources"),
)


@dataclass(frozen=True)
class Action:
    """Something that changes state, such as signing out: a small form sent by POST, never a link."""

    label: str
    href: str

    posts = True


@dataclass(frozen=True)
class Notice:
    """One line above the page that tells what this copy is, such as a demonstration."""

    tag: str
    sentence: str
    link: Link | None = None


@dataclass(frozen=True)
class Shell:
    """The frame of a page; with no arguments it is the frame of a page that knows nothing, such as an error page."""

    navigation: tuple[Link, ...] = ()
    account: tuple[Link | Action, ...] = ()
    foot: tuple[Link, ...] = STANDARD_FOOT
    notice: Notice | None = None
    service: str = "Difference"
    home: str = "/"
