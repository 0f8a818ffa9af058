"""A page with every component, for the eye and for axe. It is routed in tests only; nothing on it is real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from difference.web.charts import Bar, BarChart, Hexagon, HexMap, Home, LineChart, Pin, PointMap, Series, Spot, Unit
from difference.web.components.lists import Fact, Row, Task
from difference.web.components.tables import Column
from difference.web.components.timelines import Happening
from difference.web.errors import render_error
from difference.web.forms.dates import DateField
from difference.web.forms.form import FilterForm, Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField
from difference.web.shell import Action, Link, Notice, Shell
from difference.web.values import Tag, Tone

NOW = datetime(2026, 6, 12, 16, 0, tzinfo=UTC)
FIRST_YEAR = 2012

SHELL = Shell(
    navigation=(
        Link("What is waiting", "/", current=True),
        Link("Applications", "/applications"),
        Link("Posts", "/posts"),
        Link("Findings", "/findings"),
    ),
    account=(Link("Amina Khan", "/my-record"), Action("Sign out", "/sign-out")),
    notice=Notice("Demonstration", "Everyone here is invented.", Link("Move the calendar", "/calendar")),
)

REGIONS = [("ne", "North East"), ("nw", "North West"), ("yh", "Yorkshire and the Humber"), ("wm", "West Midlands")]

EVENTS = [
    Happening(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "Application sent", by="Amina Khan"),
    Happening(
        datetime(2026, 6, 1, 11, 0, tzinfo=UTC),
        "Shortlisted",
        words="You are invited to the assessment day.",
        by="Recruitment team",
        tag=Tag("Shortlisted", "progress"),
        links=(Link("Read the invitation", "/invitation"),),
    ),
    Happening(date(2026, 7, 3), "Assessment day", ahead=True),
]

TONES = [("Draft", "neutral"), ("In review", "progress"), ("Accepted", "good"), ("Waiting for you", "hand"), ("Lapsed", "bad")]


class SpecimenForm(Form):
    """One field of each kind."""

    name = forms.CharField(label="Full name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Email address", help_text="We write only about your application.")
    born = DateField(label="Date of birth", help_text="For example, 27 3 1990")
    years = forms.IntegerField(label="Years of teaching in a mainstream school", min_value=0)
    travel = forms.DecimalField(label="Cost of travel each week", required=False)
    region = forms.ChoiceField(label="Which region do you live in?", choices=[("", "Choose a region"), *REGIONS])
    status = forms.ChoiceField(
        label="Do you have qualified teacher status?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("soon", "I am waiting for it"), ("no", "No")],
    )
    phases = forms.MultipleChoiceField(
        label="Phases you have taught",
        widget=forms.CheckboxSelectMultiple,
        choices=[("primary", "Primary"), ("secondary", "Secondary"), ("none", "None of these")],
        required=False,
    )
    why = WordsField(label="Why do you want to lead in alternative provision?", words=300, help_text="Your own words are enough.")
    letter = forms.FileField(label="Letter from your head teacher", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    agree = forms.BooleanField(label="I have read the privacy notice", help_text="Version 3, of 1 March 2026.")

    looks = {
        "name": Look(called="your full name", width="two-thirds"),
        "born": Look(called="your date of birth"),
        "years": Look(width=2),
        "travel": Look(prefix="£", width=5),
        "status": Look(hints={"soon": "You can apply, and send the number when it comes."}, size="m"),
        "phases": Look(exclusive="none"),
        "why": Look(size="m"),
    }


class SpecimenFilter(FilterForm):
    """A filter of a list."""

    words = forms.CharField(label="Name or reference")
    region = forms.MultipleChoiceField(label="Region", choices=REGIONS, widget=forms.CheckboxSelectMultiple)

    looks = {"region": Look(small=True)}


def bars() -> BarChart:
    """Estimates with intervals, one of them missing, one below zero."""
    return BarChart(
        "Mentoring in the first term cut exclusions; most other practices cannot yet be told from no effect",
        unit=Unit(" months", places=1, noun="Months of progress"),
        mark="dot",
        heading="Practice",
        bars=(
            Bar("Mentoring in the first term", 3.2, 2.1, 4.3, main=True),
            Bar("Restorative conversations after a fixed-term exclusion", 1.1, -0.4, 2.6),
            Bar("Small classes", 0.3, -1.2, 1.8),
            Bar("Isolation rooms", -1.4, -2.9, 0.1),
            Bar("Outdoor learning", None, note="Fewer than 10 pupils"),
        ),
        reading="Dots are estimates; lines are 95% intervals. A line that crosses zero is no evidence of an effect.",
        source="made up for this page",
        download=Link("Download the numbers (CSV)", "/figures.csv"),
    )


def amounts() -> BarChart:
    """Amounts from zero."""
    return BarChart(
        "Tees Valley excludes twice as many pupils as the country",
        unit=Unit(noun="Permanent exclusions for 10,000 pupils"),
        bars=(Bar("Tees Valley", 24, 21, 27, main=True), Bar("North East", 17, 16, 18), Bar("England", 12, 11.8, 12.2)),
    )


def lines() -> LineChart:
    """Two lines, one with a gap."""

    def spots(values: list[float | None]) -> tuple[Spot, ...]:
        return tuple(
            Spot(
                year,
                value,
                None if value is None else value * 0.85,
                None if value is None else value * 1.15,
                label=f"{year}/{(year + 1) % 100}",
            )
            for year, value in enumerate(values, FIRST_YEAR)
        )

    return LineChart(
        "Exclusions in England rose again after 2020, and fastest in schools without places nearby",
        unit=Unit("%", places=2, noun="Pupils permanently excluded"),
        series=(
            Series("Schools without places nearby", spots([0.06, 0.07, 0.08, 0.1, 0.11, 0.12, None, None, 0.08, 0.11, 0.15, 0.17]), main=True),
            Series("All schools", spots([0.06, 0.06, 0.07, 0.08, 0.09, 0.1, 0.1, 0.06, 0.05, 0.08, 0.11, 0.13])),
        ),
    )


def places() -> HexMap:
    """A map with a place of each kind: with a link and without, with no data, withheld, outlined, and of two groups."""
    return HexMap(
        "Redcar excludes four times as many pupils as Darlington",
        unit=Unit(" per 100", places=2, noun="Permanent exclusions per 100 pupils"),
        heading="Local authority",
        hexagons=(
            Hexagon("Durham", "DURH", 0, 0, 0.13, 0.11, 0.15, group="north", href="/durham"),
            Hexagon("Hartlepool", "HART", 1, 0, 0.21, 0.15, 0.28, group="north", href="/hartlepool"),
            Hexagon("Redcar and Cleveland", "REDC", 2, 0, 0.33, 0.26, 0.42, main=True, group="north", href="/redcar"),
            Hexagon("Darlington", "DARL", 0, 1, 0.08, 0.05, 0.13, group="north"),
            Hexagon("Stockton-on-Tees", "STKN", 1, 1, withheld=True, group="north", href="/stockton"),
            Hexagon("Middlesbrough", "MIDD", 2, 1, note="The file has no row for it", group="north"),
            Hexagon("North Yorkshire", "NYOR", 1, 2, 0.17, 0.14, 0.2, group="south"),
        ),
        source="made up for this page",
    )


def journeys() -> PointMap:
    """A map of points: with a journey and without, open and filled, one above another, and one whose place nobody knows."""
    return PointMap(
        "The nearest post is about 9 km from SR1, the farthest about 21 km",
        pins=(
            Pin(("Head of year", "About 9 km"), (445_000, 552_000), journey_from=(440_000, 557_000)),
            Pin(("Lead <b> for care", "About 9 km"), (445_000, 552_000)),
            Pin(("Head of maths", "About 21 km"), (460_000, 550_000), main=False),
            Pin(("Nowhere known", "Unknown"), None),
        ),
        columns=("Post", "How far"),
        home=Home((440_000, 557_000), 2_000, 15_000),
        ground=tuple((430_000 + 1_500 * (number % 20), 545_000 + 1_500 * (number // 20)) for number in range(0, 200, 3)),
        side=1_500,
        reading="The diamond is where distances are told from.",
    )


def context(request: HttpRequest) -> dict[str, object]:
    """Everything that the page shows."""
    form = SpecimenForm(request.POST, request.FILES) if request.method == "POST" else SpecimenForm()
    return {
        "shell": SHELL,
        "now": NOW,
        "form": form,
        "filter_form": SpecimenFilter(request.GET),
        "page": Paginator(range(312), 25).page(3),
        "trail": [Link("Home", "/"), Link("Applications", "/applications")],
        **lists(),
        "events": EVENTS,
        "tones": TONES,
        "bars": bars(),
        "amounts": amounts(),
        "lines": lines(),
        "places": places(),
        "journeys": journeys(),
        "nothing": LineChart("Awards by cohort", series=(Series("All", (Spot(2026, None),)),), when_empty="The first board meets in July 2027."),
    }


def lists() -> dict[str, object]:
    """What the lists and tables of the page hold."""
    return {
        "facts": [
            Fact(312, "applications", "since 2 March 2026", "/applications"),
            Fact(14, "waiting for a reference", "the oldest for 9 days", tone=Tone.HAND),
            Fact("86%", "of hosts have answered"),
        ],
        "tasks": [
            Task("Your details", "Done", "/details", Tone.GOOD),
            Task("Your teaching", "In progress", "/teaching", Tone.PROGRESS, hint="Two answers are missing."),
            Task("Your referees", "To do by Friday", "/referees", Tone.HAND),
            Task("Send", "Cannot be sent yet", hint="Finish the parts above first."),
        ],
        "rows": [
            Row("Full name", "Amina Khan", (Link("Change", "/name", about="your full name"),)),
            Row("Address", ("2 Quay Street", "Sunderland", "SR1 3AB"), (Link("Change", "/address", about="your address"),)),
            Row("Telephone", None, (Link("Add", "/telephone", about="your telephone number"),)),
            Row("Sent", date(2026, 6, 1)),
        ],
        "columns": [Column("Post"), Column("School"), Column("State"), Column("Ranked by", numeric=True)],
        "posts": [
            (Link("Head of year", "/posts/1"), "Riverside Academy", Tag("Approved", "good"), 12),
            (Link("Lead for inclusion", "/posts/2"), "The Harbour School", Tag("Waiting for you", "hand"), 1240),
            (Link("Head of Key Stage 3", "/posts/3"), None, Tag("Draft"), None),
        ],
    }


def specimen(request: HttpRequest) -> HttpResponse:
    """The page; sent by POST, it shows the errors of its form."""
    if request.method == "GET" and "message" in request.GET:
        messages.success(request, "Your application has been sent.")
        messages.error(request, "One file could not be read.")
    template = engines["django"].from_string(Path(__file__).with_name("specimen.html").read_text())
    return HttpResponse(template.render(context(request), request))


def conflict(request: HttpRequest) -> HttpResponse:
    """A stale save."""
    differences = [("Phone for host schools", "0191 496 0001", "0191 496 0077"), ("Notes", "Ring after four", "Ring before nine, <b>not</b> Fridays")]
    return render_error(request, 409, differences=differences, again="/posts/1/edit")


urlpatterns = [path("", specimen), path("conflict", conflict)]
