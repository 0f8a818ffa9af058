"""Who may do what with documents. Each purpose's own app decides, through what it registered."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase, the_system
from difference.foundations.actors import Actor
from difference.foundations.documents.purposes import purpose


def _asks(which: str) -> Any:
    def decides(actor: Actor, thing: Any) -> bool:
        its = purpose(thing.purpose) if thing is not None else None
        return its is not None and bool(getattr(its, which)(actor, thing))

    return decides


may_add = phrase("whoever may hand in a document of its purpose")(_asks("may_add"))
may_see = phrase("whoever may read a document of its purpose")(_asks("may_see"))
may_delete = phrase("whoever may delete a document of its purpose")(_asks("may_delete"))

declare("documents.add", "hand in a document", may_add)
declare("documents.see", "read a document", may_see)
declare("documents.delete", "delete a document", may_delete | the_system)
declare("documents.note-scan", "note whether a document holds a virus", the_system)
