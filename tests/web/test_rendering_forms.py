"""Any Django form comes out as GOV.UK markup: labels, hints, errors, and what ties them to the input."""

from __future__ import annotations

import re

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.renderer import KitRenderer
from difference.web.forms.words import WordsField


class Foreign(forms.Form):
    """A form whose author knows nothing of the kit."""

    default_renderer = KitRenderer

    email = forms.EmailField(
        label="Email",
        help_text="We <b>never</b> share it.",
        widget=forms.EmailInput(attrs={"placeholder": "Email", "class": "theirs", "autocomplete": "email", "aria-describedby": "above"}),
    )
    age = forms.IntegerField(min_value=1, max_value=9, required=False)
    colour = forms.ChoiceField(choices=[("Warm", [("r", "Red")]), ("b", "Blue"), ("g", "Green")], widget=forms.RadioSelect)
    remember = forms.BooleanField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


def flat(html: object) -> str:
    return re.sub(r"\s+", " ", str(html)).replace("> <", "><")


def inputs(html: object) -> list[dict[str, str]]:
    """The attributes of every input, text area and select."""
    tags = re.findall(r"<(?:input|textarea|select)\b([^>]*)>", str(html))
    return [dict(re.findall(r'([\w-]+)(?:="([^"]*)")?', tag)) for tag in tags]


def test_input_keeps_its_authors_attributes_and_gets_ours():
    found = inputs(Foreign()["email"].as_field_group())
    assert found == [
        {
            "type": "email",
            "name": "email",
            "class": "theirs govuk-input",
            "autocomplete": "email",
            "aria-describedby": "above id_email-hint",
            "maxlength": "320",
            "id": "id_email",
        }
    ]


def test_hint_is_escaped_and_named_by_the_input():
    html = flat(Foreign()["email"].as_field_group())
    assert '<div class="govuk-hint" id="id_email-hint">We &lt;b&gt;never&lt;/b&gt; share it.</div>' in html


def test_error_stands_before_the_input_and_is_read_with_it():
    html = flat(Foreign({"email": "nonsense"})["email"].as_field_group())
    assert html.startswith('<div class="govuk-form-group govuk-form-group--error"')
    assert '<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> ' in html
    assert html.index('id="id_email-error"') < html.index("<input")
    (found,) = inputs(html)
    assert (found["class"], found["aria-describedby"], found["aria-invalid"]) == (
        "theirs govuk-input govuk-input--error",
        "above id_email-hint id_email-error",
        "true",
    )


def test_number_is_a_text_input_with_a_number_keyboard():
    assert inputs(Foreign()["age"].as_field_group()) == [
        {"type": "text", "name": "age", "class": "govuk-input govuk-input--width-5", "inputmode": "numeric", "id": "id_age"}
    ]


def test_decimal_has_a_keyboard_with_a_point_and_a_negative_number_has_letters():
    class Numbers(Form):
        price = forms.DecimalField()
        change = forms.IntegerField(min_value=-5)

    assert [found["inputmode"] for found in inputs(Numbers())] == ["decimal", "text"]


def test_radios_stand_in_a_fieldset_and_groups_keep_their_headings():
    html = flat(Foreign({"email": "a@b.uk"})["colour"].as_field_group())
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_colour-error">' in html
    assert '<legend class="govuk-fieldset__legend">Colour</legend>' in html
    assert re.findall(r'app-choices__group">(\w+)<', html) == ["Warm"]
    assert html.count('data-module="govuk-radios"') == 2
    assert [found["value"] for found in inputs(html)] == ["r", "b", "g"]


def test_hidden_input_has_no_label_and_no_class():
    assert inputs(Foreign()["secret"]) == [{"type": "hidden", "name": "secret", "id": "id_secret"}]
    assert str(Foreign()).count('name="secret"') == 1


def test_single_checkbox_has_its_label_after_it_and_is_not_marked_optional():
    html = flat(Foreign()["remember"].as_field_group())
    assert html.index("<input") < html.index("<label")
    assert "optional" not in html


def test_every_way_of_printing_a_form_is_the_same():
    form = Foreign()
    assert {str(form), form.as_p(), form.as_div(), form.as_ul()} == {str(form)}


def test_a_form_of_django_itself_is_dressed_too():
    html = flat(AuthenticationForm(renderer=KitRenderer()))
    assert [found["class"] for found in inputs(html)] == [
        "govuk-input",
        "govuk-input govuk-password-input__input govuk-js-password-input-input",
    ]
    assert 'data-module="govuk-password-input"' in html


def test_looks_give_widths_prefixes_sizes_and_hints_for_choices():
    class Looked(Form):
        pay = forms.CharField()
        phases = forms.MultipleChoiceField(choices=[("a", "Any"), ("none", "None of these")], widget=forms.CheckboxSelectMultiple, required=False)
        looks = {
            "pay": Look(prefix="£", suffix="a year", width=10, heading=True, size="l"),
            "phases": Look(hints={"a": "From <4>"}, exclusive="none", small=True),
        }

    html = flat(Looked())
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="id_pay">Pay</label>' in html
    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in html
    assert '<div class="govuk-input__suffix" aria-hidden="true">a year</div>' in html
    assert '<div class="govuk-hint govuk-checkboxes__hint" id="id_phases_0-hint">From &lt;4&gt;</div>' in html
    assert '<div class="govuk-checkboxes__divider">or</div>' in html
    found = {one["id"]: one for one in inputs(html)}
    assert found["id_pay"]["class"] == "govuk-input govuk-input--width-10"
    assert found["id_phases_0"]["aria-describedby"] == "id_phases_0-hint"
    assert found["id_phases_1"]["data-behaviour"] == "exclusive"
    assert 'Phases <span class="app-optional">(optional)</span>' in html


def test_counted_text_area_tells_its_limit():
    class Counted(Form):
        why = WordsField(words=300, rows=4)

    html = flat(Counted())
    assert 'data-module="govuk-character-count" data-maxwords="300"' in html
    assert '<div id="id_why-info" class="govuk-hint govuk-character-count__message">You can enter up to 300 words</div>' in html
    assert inputs(html)[0]["aria-describedby"] == "id_why-info"


def test_date_marks_only_the_boxes_that_are_wrong():
    class Dated(Form):
        born = DateField()

    form = Dated({"born_day": "31", "born_month": "13", "born_year": "1990"})
    marked = {found["name"]: "aria-invalid" in found for found in inputs(form)}
    assert marked == {"born_day": False, "born_month": True, "born_year": False}
    assert [found["value"] for found in inputs(form)] == ["31", "13", "1990"]


def test_date_of_birth_can_be_filled_by_the_browser():
    class Dated(Form):
        born = DateField()

    form = Dated()
    form.fields["born"].widget.attrs["autocomplete"] = "bday"
    assert [found["autocomplete"] for found in inputs(form)] == ["bday-day", "bday-month", "bday-year"]


def test_formset_prints_its_management_and_every_form():
    formset = forms.formset_factory(Foreign, extra=2)()
    formset.renderer = KitRenderer()
    assert [found["name"] for found in inputs(formset) if "TOTAL" in found["name"]] == ["form-TOTAL_FORMS"]
    assert str(formset).count('type="email"') == 2


def test_a_select_keeps_its_groups_its_choice_and_its_attributes_and_escapes_them():
    class Choosing(forms.Form):
        where = forms.ChoiceField(choices=[("", "Anywhere"), ("A&B", [("x", "<b>North</b>"), ("y", "South")])], widget=forms.Select({"data-x": '"'}))

    html = flat(Choosing({"where": "x"})["where"])
    assert html == (
        '<select name="where" class="govuk-select" data-x="&quot;" id="id_where"><option value="">Anywhere</option>'
        '<optgroup label="A&amp;B"><option value="x" selected>&lt;b&gt;North&lt;/b&gt;</option><option value="y">South</option></optgroup></select>'
    )
