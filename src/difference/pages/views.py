"""The start page, home, and the pages at every page's foot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.access.sentences import rules_in_words
from difference.foundations.actors import actor_of
from difference.foundations.people import commands, queries
from difference.foundations.people.models import NoticeAccepted
from difference.foundations.people.roles import roles
from difference.pages import notice, reach, waiting
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts import showing as cohorts_in_words

PUBLIC = Access("pages.see-public")


@access(GET=PUBLIC)
def start(request: HttpRequest) -> HttpResponse:
    """What the programme is, and the cohort that opens next or is open."""
    actor = actor_of(request)
    cohort = cohorts.open_cohort(actor) or cohorts.next_cohort(actor)
    context = {"cohort": cohort, "deadline": cohorts_in_words.deadline(cohort) if cohort else ""}
    return render(request, "pages/start.html", context)


@access(GET=Access("pages.see-home", load=queries.own_person, shows=Shows.PERSONAL))
def home(request: HttpRequest, person: object) -> HttpResponse:
    """What is waiting for you, then where things stand."""
    actor = actor_of(request)
    held = [(roles()[grant.role], grant, reach.in_words(actor, grant)) for grant in actor.grants]
    return render(request, "pages/home.html", {"person": person, "waiting": waiting.waiting_for(actor), "held": held})


@access(GET=PUBLIC)
def who_may_do_what(request: HttpRequest) -> HttpResponse:
    """Every action with who may take it."""
    return render(request, "pages/who_may_do_what.html", {"rules": rules_in_words()})


@access(GET=PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html", {})


@access(GET=PUBLIC)
def cookies(request: HttpRequest) -> HttpResponse:
    """What we keep in a browser."""
    return render(request, "pages/cookies.html", {})


@access(GET=PUBLIC)
def licence(request: HttpRequest) -> HttpResponse:
    """Licence of the code, sources of the data."""
    return render(request, "pages/licence.html", {})


@access(GET=PUBLIC, POST=Access("people.accept-notice", load=queries.own_person))
def privacy(request: HttpRequest, person: object = None) -> HttpResponse:
    """The privacy notice, and accepting it."""
    actor, version = actor_of(request), notice.present()
    if request.method == "POST":
        commands.accept_notice(by=actor, person=queries.own_person(actor), version=version.version)
        messages.success(request, "Thank you. We have noted that you accepted this version.")
        return HttpResponseRedirect(reverse("home"))
    accepted = NoticeAccepted.objects.filter(person__in=queries.visible_to(actor), version=version.version).first()
    return render(request, "pages/privacy.html", {"version": version, "accepted": accepted})
