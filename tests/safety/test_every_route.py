"""Every page about nothing in particular, as every role: nobody is let in whom the policy keeps out, and nothing breaks.

Pages about something are tried in `test_every_object`; what they should answer stands in `expected_access.toml`.
"""

import pytest
from django.test import Client
from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.actors import ANYONE
from difference.foundations.people.queries import actor_for
from tests.safety.judging import ours

pytestmark = pytest.mark.django_db

ROLES = [
    None,
    (),
    ("candidate",),
    ("participant",),
    ("alumnus",),
    ("assessor",),
    (("coach", "", "cohort", "none"),),
    (("host_lead", "", "organisation", "999999"),),
    (("vacancy_school", "", "organisation", "999999"),),
    *[(("staff", function),) for function in ("recruitment", "safer_recruitment", "placement", "training", "examinations", "careers", "evidence")],
    ("research_partner",),
    ("data_protection_officer",),
    ("administrator",),
]
REFUSED = {302, 401, 403, 404}


def test_there_are_routes_of_both_kinds_to_try():
    with_arguments = [bool(arguments) for _, _, arguments in ours()]
    assert (with_arguments.count(True) > 60, with_arguments.count(False) > 40) == (True, True)


def visitor(role, sign_in):
    if role is None:
        return Client(), ANYONE
    client = sign_in(*role)
    return client, actor_for(client.account)


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_pages_open_for_those_whom_the_policy_lets_in_and_for_nobody_else(role, sign_in):
    client, actor = visitor(role, sign_in)
    wrong = []
    for name, declared, arguments in ours():
        if arguments or "GET" not in declared or declared["GET"].load:
            continue
        status = client.get(reverse(name)).status_code
        allowed = allows(actor, declared["GET"].action)
        if (allowed and status not in {200, 302, 404, 409, 410, 422}) or (not allowed and status not in REFUSED):
            wrong.append((name, status, allowed))
    assert wrong == []
