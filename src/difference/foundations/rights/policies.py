"""Who may do what with requests about data, copies, erasure and holds."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, data_protection_officer, phrase, signed_in, the_system
from difference.foundations.actors import Actor
from difference.foundations.people.policies import somebody_else, themself


@phrase("the person themself, where they asked themself")
def asked_themself(actor: Actor, thing: Any) -> bool:
    """The request is the actor's own and nobody wrote it down for them."""
    return thing is not None and themself.test(actor, thing) and thing.registered_by is None


decides = data_protection_officer & somebody_else

declare("rights.see-own", "see what they asked of us about their data, and ask", signed_in)
declare("rights.ask", "ask for a copy of their data, to be erased, to have something put right, or object", themself)
declare("rights.take-back", "take back a request about their data", themself)
declare("rights.see-register", "see every request about data, by when it is due, and what is past its time", data_protection_officer)
declare("rights.register", "write down a request that somebody made otherwise", decides)
declare("rights.see-request", "see one request about data, with what stands in the way", data_protection_officer)
declare("rights.prepare-copy", "have a copy made of everything we hold about a person", asked_themself | decides | the_system)
declare("rights.answer", "close a request about data as answered", decides | the_system)
declare("rights.refuse", "refuse a request about data, giving a reason", decides)
declare("rights.extend", "take up to two more months for a request about data, giving a reason", decides)
declare("rights.erase", "erase a person", decides | the_system)
declare("rights.retain", "erase what is past its time", the_system)
declare("rights.see-holds", "see what is held back from erasure, and why", data_protection_officer)
declare("rights.place-hold", "hold a person’s data back from erasure, giving a reason", decides)
declare("rights.lift-hold", "lift a hold, giving a reason", decides)
declare("rights.see-schedule", "read how long we keep what", anyone)
