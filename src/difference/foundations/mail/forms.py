"""The form that narrows the outbox."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.foundations.actors import Actor
from difference.foundations.mail import kinds, states


class OutboxFilter(forms.Form):
    """Which letters to show: in which state, of which kind."""

    state = forms.ChoiceField(label="State", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *arguments: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*arguments, **named)
        shown = [(state.name, state.label) for state in states.LETTER.values() if state.name != states.DRAFTED]
        self.fields["state"].choices = [("", "All"), *shown]  # type: ignore[attr-defined]
        mine = [(name, kinds.kind(name).says) for name in kinds.names_for(actor)]
        self.fields["kind"].choices = [("", "All"), *mine]  # type: ignore[attr-defined]
