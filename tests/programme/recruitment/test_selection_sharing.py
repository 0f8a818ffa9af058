"""Applications are shared out by lot, evenly, never where they must not be, and the same way each time."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.programme.recruitment.sharing import share

pytestmark = pytest.mark.once


def ids(number, start=0):
    return [UUID(int=start + place) for place in range(1, number + 1)]


def loads_of(shares, assessors):
    return [sum(person in given for given in shares.given.values()) for person in assessors]


def test_each_application_gets_two_different_readers_and_everybody_the_same_number():
    applications, assessors = ids(30), ids(6, 1000)
    shares = share(dict.fromkeys(applications, 2), assessors, seed=1)
    assert {len(set(given)) for given in shares.given.values()} == {2}
    assert loads_of(shares, assessors) == [10] * 6
    assert shares.short == {}


def test_the_same_seed_gives_the_same_shares_whatever_the_order_and_another_seed_others():
    applications, assessors = ids(20), ids(5, 1000)
    first = share(dict.fromkeys(applications, 2), assessors, seed=3)
    again = share(dict.fromkeys(reversed(applications), 2), assessors[::-1], seed=3)
    other = share(dict.fromkeys(applications, 2), assessors, seed=4)
    assert (first.given == again.given, first.given == other.given) == (True, False)


def test_nobody_gets_what_is_barred_and_what_nobody_may_read_is_said():
    applications, assessors = ids(2), ids(3, 1000)
    barred = {(applications[0], assessors[0]), (applications[0], assessors[1])}
    shares = share(dict.fromkeys(applications, 2), assessors, barred=barred, seed=1)
    assert (shares.given[applications[0]], shares.short) == ((assessors[2],), {applications[0]: 1})


def test_whoever_has_much_already_gets_less():
    applications, assessors = ids(10), ids(2, 1000)
    shares = share(dict.fromkeys(applications, 1), assessors, load={assessors[0]: 6}, seed=1)
    assert loads_of(shares, assessors) == [2, 8]


def test_shares_are_as_even_as_bars_allow_by_chains_of_exchanges():
    one, two, three = ids(3, 1000)
    a, b, c, d, e, f = ids(6)
    # Only the first may read a and b; the third only what the second may have too.
    barred = {(x, p) for x in (a, b) for p in (two, three)} | {(x, three) for x in (c, d)} | {(x, one) for x in (e, f)}
    for seed in range(20):
        shares = share(dict.fromkeys((a, b, c, d, e, f), 1), [one, two, three], barred=barred, seed=seed)
        assert loads_of(shares, [one, two, three]) == [2, 2, 2]


@settings(max_examples=60)
@given(st.integers(1, 25), st.integers(1, 6), st.integers(0, 2**31), st.sets(st.tuples(st.integers(0, 24), st.integers(0, 5)), max_size=40))
def test_whatever_is_barred_readers_differ_none_is_barred_and_all_who_can_be_found_are(number, people, seed, bars):
    applications, assessors = ids(number), ids(people, 1000)
    barred = {(applications[x], assessors[y]) for x, y in bars if x < number and y < people}
    shares = share(dict.fromkeys(applications, 2), assessors, barred=barred, seed=seed)
    for application, given_to in shares.given.items():
        free = people - sum((application, person) in barred for person in assessors)
        assert (len(set(given_to)), shares.short.get(application, 0)) == (min(2, free), 2 - min(2, free))
        assert not {(application, person) for person in given_to} & barred
