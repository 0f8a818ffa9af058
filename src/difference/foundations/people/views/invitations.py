"""Inviting people, and answering an invitation by its link."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.foundations.people import commands, queries
from difference.foundations.people.commands.invitations import invitation_for
from difference.foundations.people.forms import InviteForm, JoinByInvitationForm
from difference.foundations.people.models import Account, Invitation
from difference.foundations.people.passwords import SHORTEST_WITH_OTHERS_DATA
from difference.foundations.people.roles import SCOPES, roles

KEPT_IN = "invitation_token"


def load_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """One invitation within the actor's scope."""
    found = queries.invitations_visible_to(actor).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound()
    return found


@access(GET=Access("people.invite", shows=Shows.PERSONAL), POST=Access("people.invite", shows=Shows.PERSONAL))
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and see who has been invited."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            commands.invite(by=actor_of(request), **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The invitation is in the outbox. Its link works once, for 14 days.")
            return HttpResponseRedirect(reverse("people:invite"))
    context = {"form": form, "page": page_of(request, queries.invitations_visible_to(actor_of(request)))}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


@access(POST=Access("people.withdraw-invitation", load=load_invitation, shows=Shows.PERSONAL))
def withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Withdraw one invitation."""
    commands.withdraw_invitation(by=actor_of(request), invitation=invitation)
    messages.success(request, "The invitation has been withdrawn: its link no longer works.")
    return HttpResponseRedirect(reverse("people:invite"))


@access(GET=Access("people.answer-invitation"))
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that it is in no history and no log of a later page. Uses nothing up."""
    request.session[KEPT_IN] = token
    return HttpResponseRedirect(reverse("people:invitation"))


@sensitive_post_parameters("password")
def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    known = Account.objects.filter(email__iexact=invitation.email).first()
    theirs = known is not None and known.person_id == actor_of(request).person_id
    form = JoinByInvitationForm(
        request.POST if known is None and request.method == "POST" else None, length=SHORTEST_WITH_OTHERS_DATA, email=invitation.email
    )
    if request.method == "POST" and (theirs or (known is None and form.is_valid())):
        answer = {} if theirs else form.cleaned_data
        person = commands.accept_invitation(by=actor_of(request), invitation=invitation, **answer)
        del request.session[KEPT_IN]
        messages.success(request, "Welcome. You have taken up the invitation.")
        if theirs:
            return HttpResponseRedirect(reverse("home"))
        # They have just chosen the password: setting up a second factor need not ask for it again.
        record_authentication(request, person.account, method="password", reauthenticated=True)
        entered: HttpResponse = perform_login(request, Login(user=person.account, redirect_url=reverse("home")))
        return entered
    row = roles()[invitation.role]
    context = {"form": form, "invitation": invitation, "role": row, "reach": SCOPES[invitation.scope], "known": known is not None, "theirs": theirs}
    return render(request, "people/invitation.html", context, status=422 if form.errors else 200)


@access(GET=Access("people.answer-invitation", shows=Shows.PERSONAL), POST=Access("people.answer-invitation", shows=Shows.PERSONAL))
def answer(request: HttpRequest) -> HttpResponse:
    """Answer the invitation whose link was opened."""
    return _answer(request, invitation_for(str(request.session.get(KEPT_IN, ""))))
