"""For the administrator: who holds which grant, and what follows when somebody leaves."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.foundations.people import commands, queries
from difference.foundations.people.forms import EndForm
from difference.foundations.people.models import Account, Grant


def load_account(actor: Actor, account_id: UUID) -> Account:
    """One account within the actor's scope."""
    account = queries.accounts_visible_to(actor).filter(pk=account_id).first()
    if account is None:
        raise NotFound()
    return account


def load_grant(actor: Actor, grant_id: UUID) -> Grant:
    """One grant of an account within the actor's scope."""
    grant = Grant.objects.filter(pk=grant_id, person__account__in=queries.accounts_visible_to(actor)).select_related("person__account").first()
    if grant is None:
        raise NotFound()
    return grant


@access(GET=Access("people.see-accounts", shows=Shows.PERSONAL))
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and what they hold."""
    words = request.GET.get("q", "").strip()[:100]
    found = queries.accounts_matching(actor_of(request), words)
    page = page_of(request, found, by_key=True)
    return render(request, "people/accounts.html", {"page": page, "words": words})


@access(GET=Access("people.see-accounts", load=load_account, shows=Shows.PERSONAL, about=lambda account: account.person_id))
def account(request: HttpRequest, account: Account) -> HttpResponse:
    """One account with its grants."""
    return render(request, "people/account.html", {"account": account, "grants": account.person.grants.all()})


def _end(request: HttpRequest, what: str, account: Account, run: object) -> HttpResponse:
    form = EndForm(request.POST or None)
    if form.is_valid():
        run(form.cleaned_data["reason"])  # type: ignore[operator]
        messages.success(request, "Done. It holds from now on.")
        return HttpResponseRedirect(reverse("people:account", args=[account.pk]))
    return render(request, "people/end.html", {"form": form, "what": what, "account": account}, status=422 if form.errors else 200)


@access(
    GET=Access("people.end-grant", load=load_grant, shows=Shows.PERSONAL, about=lambda grant: grant.person_id),
    POST=Access("people.end-grant", load=load_grant, shows=Shows.PERSONAL),
)
def end_grant(request: HttpRequest, grant: Grant) -> HttpResponse:
    """End one grant, with a reason."""
    what = f"End the grant as {grant}"
    return _end(request, what, grant.person.account, lambda reason: commands.end_grant(by=actor_of(request), grant=grant, reason=reason))


@access(
    GET=Access("people.end-everything", load=load_account, shows=Shows.PERSONAL, about=lambda account: account.person_id),
    POST=Access("people.end-everything", load=load_account, shows=Shows.PERSONAL),
)
def leave(request: HttpRequest, account: Account) -> HttpResponse:
    """Somebody leaves: end all they hold."""
    what = f"{account.person} leaves: end every grant and every sign-in"
    return _end(request, what, account, lambda reason: commands.end_everything(by=actor_of(request), account=account, reason=reason))
