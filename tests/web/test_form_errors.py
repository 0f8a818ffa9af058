"""What our forms say when something is wrong, and where their summaries lead."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.summary import Problem, summarise
from difference.web.forms.words import WordsField

YES_NO = [("yes", "Yes"), ("no", "No")]


def first_error(field: forms.Field, data: object = "", called: str = "", files: object = None) -> str | None:
    """The first sentence of a form with one field named `it`; text goes to `it`, a mapping is taken whole."""
    form_class = type("One", (Form,), {"it": field, "looks": {"it": Look(called=called)}})
    form = form_class(data if isinstance(data, dict) else {"it": data}, files)
    return form.errors["it"][0] if form.errors else None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.CharField(label="Full name"), "", "Enter full name"),
        (forms.CharField(label="Full name", max_length=3), "Amina", "Full name must be 3 characters or fewer"),
        (forms.CharField(label="DBS number"), "", "Enter DBS number"),
        (forms.CharField(label="What do you teach?"), "", "Answer “What do you teach?”"),
        (forms.EmailField(label="Email"), "x", "Enter an email address in the right form, like name@example.com"),
        (forms.IntegerField(label="Seats"), "x", "Seats must be a whole number"),
        (forms.IntegerField(label="Seats", min_value=1), "0", "Seats must be 1 or more"),
        (forms.DecimalField(label="Distance", max_value=50), "51", "Distance must be 50 or less"),
        (forms.ChoiceField(label="Region", choices=YES_NO), "", "Select region"),
        (forms.ChoiceField(label="Region", choices=YES_NO), "maybe", "Select region from the list"),
        (forms.ChoiceField(label="Is it open?", choices=YES_NO), "", "Choose an answer to “Is it open?”"),
        (forms.BooleanField(label="I agree"), "", "Tick “I agree” to go on"),
        (forms.DateField(label="Start"), "x", "Start must be a real date, like 27/3/2026"),
        (forms.CharField(label="Score (% of 100)", max_length=1), "12", "Score (% of 100) must be 1 characters or fewer"),
        (forms.CharField(label="Name", error_messages={"required": "Who are you?"}), "", "Who are you?"),
    ],
)
def test_standard_errors_name_the_field(field, typed, sentence):
    assert first_error(field, typed) == sentence


def test_errors_use_what_the_form_calls_the_field():
    assert first_error(forms.CharField(label="Full name"), called="your full name") == "Enter your full name"
    long = forms.CharField(label="Full name", max_length=1)
    assert first_error(long, "Amina", called="your full name") == "Your full name must be 1 characters or fewer"


def test_empty_and_missing_files_are_told_apart():
    assert first_error(forms.FileField(label="Letter")) == "Choose a file for letter"
    empty = {"it": SimpleUploadedFile("a.pdf", b"")}
    assert first_error(forms.FileField(label="Letter"), files=empty) == "The file for letter is empty"


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "Enter date of birth"),
        ("1", "2", "", "Date of birth must include a year"),
        ("", "2", "", "Date of birth must include a day and a year"),
        ("31", "2", "1990", "Date of birth must be a real date"),
        ("1", "2", "90", "The year of date of birth must have 4 numbers"),
        ("1", "13", "1990", "Date of birth must be a real date"),
        ("²", "1", "1990", "Date of birth must be a real date"),
        ("-1", "1", "1990", "Date of birth must be a real date"),
        ("1", "1", "99999", "Date of birth must be a real date"),
        ("1", "1", "2020", "Date of birth must be 31 December 2010 or earlier"),
        ("1", "1", "1899", "Date of birth must be 1 January 1900 or later"),
        ("27", "3", "1990", None),
        ("27", "March", "1990", None),
        (" 27 ", "sept", "1990", None),
    ],
)
def test_date_errors_say_what_is_wrong(day, month, year, sentence):
    field = DateField(label="Date of birth", earliest=date(1900, 1, 1), latest=lambda: date(2010, 12, 31))
    assert first_error(field, {"it_day": day, "it_month": month, "it_year": year}) == sentence


@given(*[st.text(max_size=12)] * 3)
def test_nothing_typed_into_a_date_ever_raises(day, month, year):
    form_class = type("One", (Form,), {"it": DateField(required=False)})
    form = form_class({"it_day": day, "it_month": month, "it_year": year})
    value = form.cleaned_data.get("it") if form.is_valid() else None
    assert value is None or isinstance(value, date)
    assert summarise(form) == form.problems()


def test_date_takes_a_whole_date_under_its_own_name_and_shows_its_initial():
    form_class = type("One", (Form,), {"it": DateField()})
    assert form_class({"it": "1990-03-27"}).is_valid()
    assert first_error(DateField(label="Start"), {"it": "yesterday"}) == "Start must be a real date"
    assert form_class({"it": "1990-03-27"}, initial={"it": date(1990, 3, 27)}).changed_data == []
    assert 'value="27"' in str(form_class(initial={"it": date(1990, 3, 27)}))


def test_words_and_characters_are_counted_as_on_the_page():
    words = lambda: WordsField(label="Reasons", words=3)  # noqa: E731
    assert first_error(words(), "one two\r\nthree") is None
    assert first_error(words(), "one – two three") == "Reasons must be 3 words or fewer. You have used 4"
    characters = lambda: WordsField(label="Reasons", characters=3)  # noqa: E731
    assert first_error(characters(), "a\r\nb") is None
    assert first_error(characters(), "ab😀") == "Reasons must be 3 characters or fewer. You have used 4"


def test_limits_in_words_and_characters_together_are_refused():
    with pytest.raises(ValueError, match="not in both"):
        WordsField(words=1, characters=1)


class Whole(Form):
    """Several kinds, out of the order in which they fail."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Name")
    born = DateField(label="Born")
    open = forms.ChoiceField(label="Open", choices=YES_NO, widget=forms.RadioSelect)


def test_summary_follows_the_fields_and_leads_to_the_inputs():
    form = Whole({"born_day": "1", "born_year": "1990"})
    form.add_error(None, "You have applied already")
    form.add_error("token", "Load the page again")
    assert form.problems() == [
        Problem("You have applied already", "id_name"),
        Problem("Load the page again", "id_name"),
        Problem("Enter name", "id_name"),
        Problem("Born must include a month", "id_born_month"),
        Problem("Select open", "id_open_0"),
    ]


def test_summary_is_empty_for_what_was_not_sent_or_is_no_form():
    assert [summarise(thing) for thing in (Whole(), None, "", object())] == [[], [], [], []]


def test_formset_errors_are_in_the_summary():
    formset = forms.formset_factory(Whole)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "A"})
    assert formset.is_valid() is False
    assert [problem.target for problem in summarise(formset)] == ["id_form-0-born_day", "id_form-0-open_0"]


def test_refusal_of_a_command_stands_beside_its_fields():
    form = Whole({"name": "A", "born": "1990-01-01", "open": "yes"})
    assert form.is_valid()
    form.refuse(BadInput("Not possible", fields={"name": ["Name is taken"], "elsewhere": ["The cohort is full"]}))
    assert form.problems() == [Problem("The cohort is full", "id_name"), Problem("Name is taken", "id_name")]


def test_refusal_without_fields_stands_at_the_top():
    form = Whole({"name": "A", "born": "1990-01-01", "open": "yes"})
    form.refuse(BadInput("The window has closed"))
    assert form.non_field_errors() == ["The window has closed"]


def test_page_title_says_error_and_the_summary_escapes():
    template = engines["django"].from_string('{% extends "web/page.html" %}{% block title %}Apply{% endblock %}')
    form = Whole({"name": "A", "born": "1990-01-01", "open": "yes"})
    assert "<title>Apply – Difference</title>" in template.render({"form": form})
    form.add_error("name", "<script>")
    html = template.render({"form": form})
    assert "<title>Error: Apply – Difference</title>" in html
    assert '<a href="#id_name">&lt;script&gt;</a>' in html
