"""What the pages of tables share: a file comes, travels in the form that confirms it, and comes back to be mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.errors import BadInput
from difference.foundations.actors import actor_of
from difference.foundations.sheets import carrying
from difference.foundations.sheets.carrying import Carried
from difference.programme.placement.forms.papers import TableForm, WordForm


def sent(form: TableForm) -> Carried:
    """The file of a form that is in order, with what was said beside it."""
    file = form.cleaned_data["file"]
    return Carried(file.read(), str(file.name or "table"), form.said())


def again(request: HttpRequest, about: str) -> tuple[Carried, str]:
    """The file that travelled in a form, and its word. Raises BadInput where there is none."""
    form = WordForm(request.POST)
    if not form.is_valid():
        raise BadInput("This form was sent without its file. Upload the file again.")
    word = form.cleaned_data["word"]
    return carrying.carried(word, by=actor_of(request), about=about), word


def word_of(request: HttpRequest, carried: Carried, about: str) -> WordForm:
    """The form in which a file travels."""
    return WordForm(initial={"word": carrying.carry(carried, by=actor_of(request), about=about)})


def ask(request: HttpRequest, form: TableForm, context: dict[str, Any], refused: BadInput | None = None) -> HttpResponse:
    """The page that asks for a file; `refused` stands beside it."""
    if refused is not None:
        form.add_error("file", refused.sentence)
    return render(request, "placement/papers/upload.html", {**context, "form": form}, status=422 if form.errors else 200)
