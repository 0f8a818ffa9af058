"""Every route, as every role: nobody is let in whom the policy keeps out, a missing thing is missing, and nothing breaks."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from difference.foundations.access.actions import allows
from difference.foundations.access.checks import routes
from difference.foundations.actors import ANYONE
from difference.foundations.people.queries import actor_for

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
MISSING = {"uuid": uuid.UUID(int=7), "str": "no-such-word", "slug": "no-such-word", "int": 999999999}
REFUSED = {302, 401, 403, 404}


def ours():
    """Our own routes with their declarations and the kinds of their arguments."""
    resolver = get_resolver()
    for name, view in routes():
        declared = getattr(view, "access", None)
        if declared:
            yield name, declared, arguments_of(resolver, name)


def arguments_of(resolver, name):
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    converters = next(iter(resolver.reverse_dict.getlist(last)))[3]
    return {key: MISSING[type(converter).__name__.replace("Converter", "").lower().replace("string", "str")] for key, converter in converters.items()}


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
        if (allowed and status not in {200, 302, 404, 410, 422}) or (not allowed and status not in REFUSED):
            wrong.append((name, status, allowed))
    assert wrong == []


@pytest.mark.deep
@pytest.mark.parametrize("role", ROLES, ids=str)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_there_is_nobodys_and_breaks_nothing(role, method, sign_in):
    client, _ = visitor(role, sign_in)
    wrong = []
    for name, declared, arguments in ours():
        if not arguments:
            continue
        status = client.generic(method, reverse(name, kwargs=arguments)).status_code
        expected = REFUSED | {405} if method not in declared else REFUSED | {200, 409, 410, 422, 429}
        public_link = declared.get(method) is not None and declared[method].load is None
        if status not in expected or (status == 200 and not public_link):
            wrong.append((name, method, status))
    assert wrong == []


@pytest.mark.deep
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_everywhere(method, sign_in):
    client = sign_in("administrator", ("staff", "recruitment"), "data_protection_officer")
    client.raise_request_exception = True
    assert [name for name, _, arguments in ours() if client.generic(method, reverse(name, kwargs=arguments)).status_code not in {403, 404, 405}] == []
