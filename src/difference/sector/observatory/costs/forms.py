"""The numbers of the open model as a form that is sent by GET: whatever is left empty stays free to vary within its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from difference.errors import BadInput
from difference.methods import costing
from difference.methods.costing import UNITS, Parameter
from difference.sector.observatory.costs import words
from difference.sector.observatory.costs.asked import BESIDES, KEPT, PUPILS, Asked, latest_count, read_kept, read_pupils, read_schedule, strange
from difference.sector.observatory.costs.scenario import SCHEDULE, Scenario, open_model, scenario
from difference.web.forms.form import FilterForm
from difference.web.forms.look import Look

LONGEST = 40
SCHEDULES = (
    ("standard", "Standard", "For most things that are bought with public money"),
    ("health", "Health", "Lower, for effects on health and life"),
    ("sensitivity", "Without pure time preference", "To try out what long horizons do"),
)


@dataclass(frozen=True)
class Row:
    """One number with its input and what is known of it. `notice` says where the reader’s own lies outside the model’s range."""

    field: BoundField
    parameter: Parameter
    notice: str

    @property
    def reason(self) -> str:
        """Where the number comes from, or why it is assumed."""
        return self.parameter.assumption or " ".join(filter(None, (f"{self.parameter.source}.", self.parameter.note)))


@dataclass(frozen=True)
class Section:
    """An outcome with the numbers that are first used in it. `also` names numbers that stand in a section before."""

    title: str
    component: str
    rows: tuple[Row, ...]
    also: tuple[str, ...]
    open: bool

    @property
    def summary(self) -> str:
        """What the closed section says."""
        assumed = sum(row.parameter.is_assumption for row in self.rows)
        many = "1 number" if len(self.rows) == 1 else f"{len(self.rows)} numbers"
        return f"{self.title}: {many}, {assumed or 'none'} assumed"


def _looks() -> dict[str, Look]:
    numbers = {key: Look(width=10, prefix="£" if UNITS[each.unit].money else "") for key, each in open_model().parameters.items()}
    hints = {key: hint for key, _, hint in SCHEDULES}
    return numbers | {PUPILS: Look(size="s", width=10), SCHEDULE: Look(size="s", small=True, hints=hints)}


class ScenarioForm(FilterForm):
    """Reads an address of the cost pages. `asked` is what it asks, once it is valid; `strange` are names in it that mean nothing here."""

    looks: ClassVar = _looks()

    def __init__(self, query: QueryDict) -> None:
        data = query.copy()
        for name, text in ((PUPILS, str(latest_count().value)), (SCHEDULE, open_model().schedule)):
            if not data.get(name, "").strip():
                data[name] = text
        self.strange = strange(query)
        self.given = data
        self.asked: Asked
        super().__init__(data)
        self.fields |= {PUPILS: _pupils(), SCHEDULE: _schedule(), KEPT: forms.CharField(widget=forms.HiddenInput, required=False)}
        for key, parameter in open_model().parameters.items():
            self.fields[key] = _number(parameter)

    def clean(self) -> dict[str, Any]:
        """Reads everything, and tells every mistake at once beside its field."""
        for name, texts in self.given.lists():
            if len(texts) > 1 and name in BESIDES:
                self.add_error(name, "It is given twice.")
        pupils, schedule, kept = (self._try(read, name) for name, read in ((PUPILS, read_pupils), (SCHEDULE, read_schedule), (KEPT, read_kept)))
        values = self._values()
        if not self.errors:
            self.asked = Asked(scenario(values, schedule), pupils, kept)
        return self.cleaned_data

    def _try(self, read: Any, name: str) -> Any:
        try:
            return read(self.cleaned_data.get(name, "")) if name in self.cleaned_data else None
        except BadInput as error:
            if name == KEPT:
                self.add_error(None, "The scenario kept beside this one cannot be read. Let go of it, or open the address as it was.")
            else:
                self.refuse(error)
        return None

    def _values(self) -> dict[str, float]:
        model = open_model()
        known = [(key, text) for key, texts in self.given.lists() if key in model.parameters and key not in self.errors for text in texts]
        try:
            return costing.read_values(model, known)
        except BadInput as error:
            # Thirty inputs are much alike: in the summary above, each mistake carries the name of its own.
            named = {key: [f"{model.parameters[key].title}: {sentence}" for sentence in sentences] for key, sentences in error.fields.items()}
            self.refuse(BadInput(error.sentence, fields=named))
            return {}

    @property
    def sections(self) -> list[Section]:
        """The form’s numbers by outcome, in the model’s order, and those of the programme last."""
        return list(_sections(self))


def _pupils() -> forms.CharField:
    counted = ", ".join(f"{one.value:,} in {_year(one.key)}" for one in reversed(costing.counts().values()))
    help_text = f"Permanent exclusions in England: {counted}. Or 1, for a single pupil."
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    return forms.CharField(label="For how many pupils?", required=False, max_length=LONGEST, help_text=help_text, widget=forms.TextInput(attrs))


def _year(key: str) -> str:
    return key.replace("-", "/")


def _schedule() -> forms.CharField:
    choices = [(key, title) for key, title, _ in SCHEDULES]
    source = costing.discounting_source(open_model().edition)
    rates = ", ".join(f"{source['rates'][key][0]:g}% ({title.lower()})" for key, title in choices)
    help_text = (
        f"How much less a pound counts that falls due later. For the first {source['last_years'][0]} years, a year: {rates}. {source['source']}."
    )
    # Not a field of choices: what is not one of them is refused by the model, in the model’s words.
    return forms.CharField(label="By which rates is it discounted?", required=False, help_text=help_text, widget=forms.RadioSelect(choices=choices))


def _number(parameter: Parameter) -> forms.CharField:
    low, best, high = (costing.write_number(number) for number in (parameter.low, parameter.value, parameter.high))
    attrs = {"inputmode": "decimal", "autocomplete": "off"}
    if parameter.low < parameter.high:
        attrs |= {"data-slider-low": low, "data-slider-high": high, "data-slider-best": best}
    ends = f"{words.value(parameter, parameter.low)} to {words.value(parameter, parameter.high)}"
    help_text = f"{words.unit(parameter)}. Best value {words.value(parameter, parameter.value)}, range {ends}."
    return forms.CharField(label=parameter.title, required=False, max_length=LONGEST, help_text=help_text, widget=forms.TextInput(attrs))


def _sections(form: ScenarioForm) -> Iterator[Section]:
    model, shown = open_model(), set[str]()
    components = {component.key: component.title for component in model.components}
    groups = [(outcome.title, components[outcome.component], outcome.parameters) for outcome in model.outcomes]
    if model.programme:
        groups.append((model.programme.title, "The programme", (model.programme.averted, model.programme.cost)))
    asked = form.asked.scenario if form.is_valid() else None
    for title, component, keys in groups:
        own = [key for key in model.parameters if key in keys and key not in shown]
        also = tuple(model.parameters[key].title for key in model.parameters if key in keys and key in shown)
        rows = tuple(_row(form, model.parameters[key], asked) for key in own)
        shown.update(own)
        yield Section(title, component, rows, also, any(row.field.errors or row.field.value() for row in rows))


def _row(form: ScenarioForm, parameter: Parameter, asked: Scenario | None) -> Row:
    outside = asked is not None and any(found.key == parameter.key for found in asked.outside)
    ends = f"{words.value(parameter, parameter.low)} to {words.value(parameter, parameter.high)}"
    return Row(form[parameter.key], parameter, f"This is outside the model’s range of {ends}: it is used all the same." if outside else "")
