"""Mutated forms to every page that takes one: always an answer that says so, never an error of ours, never half a record."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from difference.programme.recruitment import commands
from difference.programme.recruitment.models import Application
from tests.programme.candidates import VALUES, actor_of, as_form, make_cohort, sent

pytestmark = pytest.mark.django_db


ODD = [
    "",
    " ",
    "\0",
    "a\0b",
    "x" * 20_000,
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "∞",
    "٣",
    "²",
    "null",
    "<script>",
    "'; drop table",
    "🙂" * 300,
    "\ud83d",
    "true",
    "[]",
    "2026-02-30",
]
FIELDS = [
    "revision",
    "seen",
    "then",
    "true",
    "reason",
    "objection",
    "because",
    "places",
    "closes_at_day",
    "closes_at_time",
    "boards",
    "programme",
    "sex",
    *{name for values in VALUES.values() for name in values},
]


def mutated(chance, values):
    data = dict(values)
    for name in chance.sample(FIELDS, 6):
        data[name] = chance.choice(ODD).encode("utf-8", "replace").decode()
    for name in chance.sample(sorted(data), 2):
        data[name] = chance.choice([[data[name], "x"], SimpleUploadedFile("a.txt", b"\0\xff"), []])
    for name in chance.sample(sorted(data), 2):
        del data[name]
    return data


@pytest.mark.parametrize("seed", range(4))
def test_mutated_forms_are_answered_and_never_an_error_of_ours(sign_in, seed):
    chance = random.Random(seed)
    cohort = make_cohort()
    candidate, staff = sign_in("candidate"), sign_in(("staff", "recruitment"))
    draft, done = commands.start(by=actor_of(candidate), cohort=cohort), sent(actor_of(sign_in("candidate")), cohort)
    own = f"/recruitment/applications/{draft.pk}"
    pages = [
        *((candidate, f"{own}/sections/{key}/", as_form(VALUES[key])) for key in VALUES),
        *((candidate, f"{own}/{page}/", {"revision": "0"}) for page in ("send", "look-again", "withdraw")),
        (candidate, f"/equality/applications/{draft.pk}/", {"revision": "0"}), (candidate, "/recruitment/check/", {}),
        (candidate, f"/recruitment/apply/{cohort.pk}/", {}), (staff, "/cohorts/new/", {}), (staff, f"/cohorts/{cohort.pk}/change/", {"revision": "0"}),
        (staff, f"/recruitment/candidates/{done.pk}/not-eligible/", {}), (staff, f"/recruitment/candidates/{done.pk}/go-on/", {}),
    ]  # fmt: skip
    for browser, address, values in chance.sample(pages, len(pages)):
        response = browser.post(address, mutated(chance, values))
        assert response.status_code in {200, 302, 409, 422}, (address, response.status_code)
    assert Application.objects.filter(state="draft", submitted_at__isnull=False).count() == 0
