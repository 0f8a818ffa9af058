"""Who may do what with people, accounts and grants."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import administrator, anyone, data_protection_officer, link_holder, phrase, signed_in, the_system
from difference.foundations.actors import Actor


@phrase("the person themself")
def themself(actor: Actor, thing: Any) -> bool:
    """The record, account or grant is the actor's own."""
    owner = getattr(thing, "person_id", None) or getattr(thing, "pk", None)
    return actor.person_id is not None and owner == actor.person_id


@phrase("other than the person concerned")
def somebody_else(actor: Actor, thing: Any) -> bool:
    """Nobody decides about their own grants or second factor."""
    return thing is None or not themself.test(actor, thing)


declare("people.see-own-record", "see what we hold about them, who can see it and who looked", signed_in)
declare("people.see-own-notices", "see which privacy notices they have accepted", themself)
declare("people.change-own-details", "change their own name", themself)
declare("people.accept-notice", "accept the privacy notice", themself)
declare("people.see-account-home", "see how they sign in, and change it", signed_in)
declare("people.join", "make an account with an e-mail address", anyone)
declare("people.answer-invitation", "answer an invitation by its link", anyone | link_holder)
declare("people.report-lost-second-factor", "say that their second factor is lost, with their password", anyone)
declare("people.see-accounts", "see who holds which grant, without anything else about them", administrator)
declare("people.invite", "invite somebody by e-mail to a role", administrator | the_system)
declare("people.withdraw-invitation", "withdraw an invitation", administrator)
declare("people.grant", "grant a role", (administrator & somebody_else) | the_system)
declare("people.end-grant", "end a grant", (administrator & somebody_else) | the_system)
declare("people.end-everything", "end all grants and sign-ins of somebody who leaves", administrator & somebody_else)
declare("people.decide-second-factor", "let somebody set up a new second factor, having checked who they are", administrator & somebody_else)
declare("people.see-events", "read the audit", data_protection_officer)
