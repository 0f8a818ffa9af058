"""The few links at the top of each page, by who is looking."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.web.shell import Action, Link, Notice

# Each with the route, its label, the action that it needs and, where the action is open to more, the role that it is for.
PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("home", "Home", "pages.see-home", ""),
    ("recruitment:mine", "My application", "recruitment.start", "candidate"),
    ("placement:my-posts", "Posts", "placement.see-posts", "candidate"),
    ("placement:our-posts", "Our posts", "placement.see-own-posts", "host_lead"),
    ("training:mine", "My training", "training.see-own-studies", "participant"),
    ("training:mine", "My award", "training.see-own-studies", "alumnus"),
    ("training:sessions", "Sessions", "training.see-own-sessions", "participant"),
    ("training:my-coach", "My coach", "training.see-my-coach", "participant"),
    ("training:cases", "Circumstances", "training.see-own-cases", "participant"),
    ("training:coached", "My participants", "training.see-coached", "coach"),
    ("training:led", "Sessions I lead", "training.see-led", "coach"),
    ("careers:vacancies", "Vacancies", "careers.see-vacancies", ""),
    ("careers:my-profile", "My profile", "careers.see-own-profile", ""),
    ("careers:our-vacancies", "Our vacancies", "careers.see-own-vacancies", ""),
    ("evidence:my-projects", "My projects", "evidence.see-own", ""),
    ("evidence:school-projects", "School projects", "evidence.see-school", "host_lead"),
    ("people:my-record", "My record", "people.see-own-record", ""),
    ("cohorts:index", "Cohorts", "cohorts.see", ""),
    ("recruitment:cohorts", "Applications", "recruitment.see-list", ""),
    ("recruitment:selection", "Selection", "recruitment.see-list", ""),
    ("recruitment:references", "References", "recruitment.read-reference", "staff"),
    ("recruitment:checks", "Checks", "recruitment.see-checks", "staff"),
    ("recruitment:queue", "To read", "recruitment.see-queue", ""),
    ("placement:cohorts", "Placement", "placement.see-board", ""),
    ("training:cohorts", "Training", "training.see-cohort", ""),
    ("training:marking", "Marking", "training.see-marking", ""),
    ("training:planned", "Sessions", "training.see-sessions", ""),
    ("training:case-queue", "Circumstances", "training.see-cases", ""),
    ("training:withdrawals", "Withdrawals", "training.read-withdrawal", ""),
    ("careers:board", "Careers", "careers.see-board", ""),
    ("evidence:board", "Projects", "evidence.see-board", ""),
    ("evidence:index", "Evidence", "evidence.see-public", ""),
    ("schools:search", "Schools", "schools.see-register", ""),
    ("observatory:index", "Findings", "observatory.see", ""),
    ("schools:imports", "Register", "schools.see-imports", ""),
    ("concerns:index", "Concerns", "concerns.see", ""),
    ("mail:outbox", "Outbox", "mail.see-outbox", ""),
    ("people:accounts", "Accounts", "people.see-accounts", ""),
    ("people:invite", "Invitations", "people.invite", ""),
    ("people:losses", "Lost second factors", "people.decide-second-factor", ""),
    ("operations:health", "Health", "operations.see-health", ""),
    ("jobs:index", "Jobs", "jobs.see", ""),
    ("rights:requests", "Requests about data", "rights.see-register", ""),
    ("people:events", "Audit", "people.see-events", ""),
)


def places(actor: Actor, path: str) -> tuple[Link, ...]:
    """Where this actor can go from here."""
    found = []
    for route, label, action, role in PLACES:
        if allows(actor, action) and (not role or actor.holds(role)):
            href = reverse(route)
            found.append(Link(label, href, current=path == href))
    return tuple(found)


def account(actor: Actor) -> tuple[Link | Action, ...]:
    """Signing in or out."""
    if actor.signed_in:
        return (Link("How you sign in", reverse("mfa_index")), Action("Sign out", reverse("account_logout")))
    return (Link("Sign in", reverse("account_login")),)


def foot() -> tuple[Link, ...]:
    """The pages at every page's foot."""
    return (
        Link("Raise a concern", reverse("concern")),
        Link("Accessibility statement", reverse("accessibility")),
        Link("Privacy notice", reverse("privacy")),
        Link("Cookies", reverse("cookies")),
        Link("Who may do what", reverse("who-may-do-what")),
        Link("Licence and sources", reverse("licence")),
    )


def notice() -> Notice | None:
    """What this copy is, where it is a demonstration."""
    if not settings.DEMO_SIGN_IN:
        return None
    return Notice("Demonstration", "The people here are invented.", Link("Sign in as somebody else", reverse("demo:personas")))
