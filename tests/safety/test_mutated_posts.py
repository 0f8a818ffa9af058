"""Five thousand spoiled forms, spread over every route that takes one: each is answered, and none by an error of ours."""

import math
import random
import traceback
from collections import Counter

import pytest
import time_machine
from django.db import connection

from tests.safety.mutating import mutated
from tests.safety.posting import all_targets
from tests.safety.world.making import undone

pytestmark = [pytest.mark.deep, pytest.mark.django_db]


# Five thousand over both databases, other ones on each.
POSTS = {"postgresql": 2_000, "sqlite": 3_000}
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 410, 413, 422, 429}
SEED = 20261123


@pytest.fixture(scope="module")
def targets(world):
    return all_targets(world, random.Random(SEED))


def post(target, body):
    """One post, taken back, attempts counted included; its status, or where it broke."""
    with time_machine.travel(target.offered.at, tick=False), target.visitor.browser(target.offered.at) as browser, undone():
        target.offered.arrange(target.arguments)
        try:
            return browser.generic("POST", target.path, body.data, content_type=body.content_type).status_code
        except Exception as error:  # noqa: BLE001
            ours = [
                f"{frame.filename.partition('src/')[2]}:{frame.lineno}"
                for frame in traceback.extract_tb(error.__traceback__)
                if "src/difference" in frame.filename
            ]
            return f"{type(error).__name__} {str(error)[:120]} at {ours[-1:]}"


def test_every_route_that_takes_a_form_is_tried_by_somebody_whom_it_lets_in(targets):
    assert [number for number, tried in enumerate(targets) if not tried] == []


def test_thousands_of_spoiled_forms_are_answered_and_none_by_an_error_of_ours(world, targets):
    chance, posts = random.Random(f"{SEED} {connection.vendor}"), POSTS[connection.vendor]
    others = [str(value) for offered in world.offered.values() for value in (offered.foreign or {}).values()]
    met, wrong = Counter(), Counter()
    for tried in targets:
        for number in range(math.ceil(posts / len(targets))):
            target = tried[number % len(tried)]
            status = post(target, mutated(chance, target.filled(chance), others))
            met[status] += 1
            if status not in ANSWERS:
                wrong[target.route, target.visitor.name, status] += 1
    print(sorted(met.items(), key=str))
    assert "\n".join(f"{times} × {one}" for one, times in wrong.items()) == ""
    assert sum(met.values()) >= posts
    # Neither the limits on attempts nor the doors make it vacuous: a fifth and more reach a form and are refused by it.
    assert met[429] < posts * 0.05
    assert met[422] > posts * 0.2
