"""Who may do what with letters. An administrator sees that mail flows, never a letter; staff see those of their own work."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import administrator, any_staff, phrase, the_system
from difference.foundations.actors import Actor
from difference.foundations.mail import kinds


@phrase("programme staff whose work the letter belongs to")
def staff_concerned(actor: Actor, thing: Any) -> bool:
    """The letter or batch is of a kind that belongs to a function which the actor holds."""
    return thing is not None and thing.kind in kinds.names_for(actor)


declare("mail.see-health", "see how many letters wait, came back or are stuck, without seeing a letter", administrator | any_staff)
declare("mail.see-outbox", "see the outbox, with the letters that belong to their own work", any_staff)
declare("mail.read-letter", "read a letter in the outbox", staff_concerned)
declare("mail.send-again", "send a letter again that may not have arrived", staff_concerned)
declare("mail.draft-batch", "draft many letters at once", staff_concerned | the_system)
declare("mail.read-batch", "read samples of a batch and its list of addresses before it is sent", staff_concerned)
declare("mail.release-batch", "release a batch of letters", staff_concerned)
declare("mail.discard-batch", "discard a batch of letters", staff_concerned)
declare("mail.note-bounce", "note that a letter came back", the_system)
