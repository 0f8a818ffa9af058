"""Django's standard errors as plain sentences that name the field."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst

CHOICES = (forms.ChoiceField, forms.ModelChoiceField)


def speak_plainly(field: forms.Field, label: str, called: str = "") -> None:
    """Replace the standard errors of a field; those that the form's author wrote stay."""
    standard = _standard_messages(field)
    for code, sentence in plain_messages(field, label, called).items():
        if field.error_messages.get(code) in (None, standard.get(code)):
            field.error_messages[code] = sentence


def plain_messages(field: forms.Field, label: str, called: str = "") -> dict[str, str]:
    """The sentences for a field, by error code."""
    is_question = label.rstrip().endswith("?") and not called
    name = "your answer" if is_question else called or lower_first(label)
    # A label may hold a percent sign, and these sentences are filled in with %.
    name = name.replace("%", "%%")
    own = getattr(field, "sentences", None)
    messages = own(name) if own else _by_type(field, name)
    if is_question:
        verb = "Choose an answer to" if isinstance(field, CHOICES) else "Answer"
        messages["required"] = f"{verb} “{label}”"
    elif isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        messages["required"] = f"Tick “{label}” to go on"
    return messages


def lower_first(label: str) -> str:
    """The label inside a sentence: "Full name" becomes "full name", while "DBS number" and "I agree" stay."""
    first = label.split(" ", 1)[0]
    if not label or first == "I" or any(letter.isupper() for letter in first[1:]):
        return label
    return label[0].lower() + label[1:]


def _by_type(field: forms.Field, name: str) -> dict[str, str]:
    start = capfirst(name)
    messages = {
        "required": f"Enter {name}",
        "invalid": f"{start} is not in the right form",
        "max_length": f"{start} must be %(limit_value)d characters or fewer",
        "min_length": f"{start} must be %(limit_value)d characters or more",
        "max_value": f"{start} must be %(limit_value)s or less",
        "min_value": f"{start} must be %(limit_value)s or more",
        "null_characters_not_allowed": f"{start} has a character that we cannot store",
    }
    for known, more in _SPECIAL:
        if isinstance(field, known):
            messages |= {code: sentence.format(name=name, start=start) for code, sentence in more.items()}
            break
    return messages


# The first that fits is taken, so a type stands before the type that it extends.
_SPECIAL: tuple[tuple[type[forms.Field] | tuple[type[forms.Field], ...], dict[str, str]], ...] = (
    (forms.EmailField, {"invalid": "Enter an email address in the right form, like name@example.com"}),
    (forms.URLField, {"invalid": "Enter a web address in the right form, like https://www.example.org"}),
    (
        forms.DecimalField,
        {
            "invalid": "{start} must be a number",
            "max_digits": "{start} must have %(max)s digits or fewer",
            "max_decimal_places": "{start} must have %(max)s decimal places or fewer",
            "max_whole_digits": "{start} must have %(max)s digits or fewer before the point",
        },
    ),
    (forms.FloatField, {"invalid": "{start} must be a number"}),
    (forms.IntegerField, {"invalid": "{start} must be a whole number"}),
    (forms.DateTimeField, {"invalid": "{start} must be a real date and time"}),
    (forms.DateField, {"invalid": "{start} must be a real date, like 27/3/2026"}),
    (forms.TimeField, {"invalid": "{start} must be a time, like 14:30"}),
    (
        forms.FileField,
        {
            "required": "Choose a file for {name}",
            "invalid": "Choose a file for {name}",
            "missing": "Choose a file for {name}",
            "empty": "The file for {name} is empty",
            "max_length": "The file’s name must be %(max)d characters or fewer",
            "contradiction": "Either choose a new file for {name} or tick the box to remove the old one",
        },
    ),
    (
        CHOICES,
        {
            "required": "Select {name}",
            "invalid_choice": "Select {name} from the list",
            "invalid_list": "Select {name} from the list",
            "invalid_pk_value": "Select {name} from the list",
        },
    ),
)


def _standard_messages(field: forms.Field) -> dict[str, str]:
    messages: dict[str, str] = {}
    for ancestor in reversed(type(field).__mro__):
        messages |= getattr(ancestor, "default_error_messages", {})
    own = getattr(field, "sentences", None)
    if own:
        messages |= own("the date") if isinstance(field, forms.DateField) else own("your answer")
    return messages
