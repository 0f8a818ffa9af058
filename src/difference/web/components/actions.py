"""Ways to act and to go: buttons, back links and breadcrumbs."""

from __future__ import annotations

from collections.abc import Iterable

from difference.web.values import Link

BUTTON_CLASSES = {
    "primary": "govuk-button",
    "secondary": "govuk-button govuk-button--secondary",
    "warning": "govuk-button govuk-button--warning",
    "start": "govuk-button govuk-button--start",
    "link": "app-button-link govuk-link",
}


def button(label: str, kind: str = "primary", href: str = "", name: str = "", value: str = "", about: str = "", form: str = "") -> dict[str, object]:
    """`{% button "Save and continue" %}`: a submit button, or with `href` a link that looks like one.

    `kind` is primary, secondary, warning, start or link; `about` is read aloud after the label;
    `name` and `value` are sent with the form; `form` is the id of a form elsewhere on the page.
    """
    if kind not in BUTTON_CLASSES:
        raise ValueError(f"There is no {kind} button: choose from {', '.join(BUTTON_CLASSES)}.")
    return {
        "label": label, "kind": kind, "classes": BUTTON_CLASSES[kind], "href": href, "name": name, "value": value,
        "about": about, "form": form,
    }  # fmt: skip


def back_link(href: str, label: str = "Back") -> dict[str, object]:
    """`{% back_link "/tasks" %}`: the way to the page before, for the `before` block."""
    return {"href": href, "label": label}


def breadcrumbs(links: Iterable[Link]) -> dict[str, object]:
    """`{% breadcrumbs trail %}`: where the page stands, for the `before` block. Takes Links, the highest first."""
    return {"links": list(links)}
