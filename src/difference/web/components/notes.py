"""Words set apart from the page: insets, warnings, details, banners, panels and empty states. Each holds what stands inside its tag."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from difference.web.values import Link

BANNERS = {
    "important": ("Important", "region", ""),
    "success": ("Done", "alert", "govuk-notification-banner--success"),
    "problem": ("There is a problem", "alert", "app-banner--problem"),
}


def inset(content: SafeString) -> SafeString:
    """`{% inset %}You can change this until the cycle closes.{% endinset %}`"""
    return _render("inset", {"content": content})


def warning_text(content: SafeString) -> SafeString:
    """`{% warning_text %}An offer that is not answered lapses.{% endwarning_text %}`"""
    return _render("warning_text", {"content": content})


def details(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """`{% details "What counts as teaching?" %}…{% enddetails %}`: more, for who wants it."""
    return _render("details", {"content": content, "summary": summary, "open": open})


def notification(content: SafeString, kind: str = "important", title: str = "", id: str | int = "banner", focus: bool = False) -> SafeString:
    """`{% notification kind="success" %}…{% endnotification %}`: kind is important, success or problem.

    Two on one page need two `id`s. With `focus` it takes the focus when the page opens. Django's messages are shown by the page itself.
    """
    standard, role, classes = BANNERS[kind]
    return _render("notification", {"content": content, "title": title or standard, "role": role, "classes": classes, "id": id, "focus": focus})


def panel(content: SafeString, title: str) -> SafeString:
    """`{% panel "Application sent" %}Your reference is …{% endpanel %}`: the head of a confirmation page; it carries the page's h1."""
    return _render("panel", {"content": content, "title": title})


def empty(content: SafeString, title: str, action: Link | None = None) -> SafeString:
    """`{% empty "No posts yet" %}They come here when a host school …{% endempty %}`: what will be here and how it comes."""
    return _render("empty", {"content": content, "title": title, "action": action})


def _render(name: str, context: dict[str, object]) -> SafeString:
    return render_to_string(f"web/components/{name}.html", context)
