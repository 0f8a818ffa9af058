"""Markets with couples to test with: worked ones from the literature, random ones, and what is true of them found by trying everything."""

import itertools

from difference.methods.matching import from_lists

# One couple, one single candidate, two posts of one seat, and no stable matching: the smallest market of its kind. It is the example with which Klaus and
# Klijn, Journal of Economic Theory 121 (2005), 75-106, are taught (the table was taken from lecture notes that cite them, not from the article).
KLAUS_KLIJN = (
    [("s", ["c1", "c2"]), ("m", []), ("w", [])],
    [("c1", 1, [["m"], ["s"]]), ("c2", 1, [["s"], ["w"]])],
    [("x", ("m", "w"), [("c1", "c2")])],
)


def _pairs(text):
    return [(f"H{pair[0]}", f"H{pair[1]}") for pair in text.split()]


# Two couples and four posts of one seat, without a stable matching: Roth, Journal of Political Economy 92 (1984), 991-1016, as theorem 5.11 of Roth and
# Sotomayor, Two-Sided Matching (1990), tells it. Entered from memory of the book, without a copy at hand; that it has no stable matching is tested.
ROTH_1984 = (
    [("s1", []), ("s2", []), ("s3", []), ("s4", [])],
    [
        ("H1", 1, [["s4"], ["s2"], ["s1"], ["s3"]]),
        ("H2", 1, [["s4"], ["s3"], ["s2"], ["s1"]]),
        ("H3", 1, [["s2"], ["s3"], ["s1"], ["s4"]]),
        ("H4", 1, [["s2"], ["s4"], ["s1"], ["s3"]]),
    ],
    [
        ("one", ("s1", "s2"), _pairs("12 41 43 42 14 13 34 31 32 23 24 21")),
        ("two", ("s3", "s4"), _pairs("42 43 41 31 32 34 24 21 23 12 14 13")),
    ],
)


def market_of(lists):
    return from_lists(lists[0], lists[1], couples=lists[2])


def random_pairs(random, singles, couples, posts, *, ties=True, most_seats=2, longest=6):
    """Lists of candidates, posts and couples: some posts leave some out, some pairs leave one without a post."""
    places = [f"p{i}" for i in range(posts)]
    seats = {place: random.randint(1, most_seats) for place in places}
    candidates = [(f"s{i}", random.sample(places, random.randint(1, posts))) for i in range(singles)]
    found = []
    for number in range(couples):
        first, second = f"a{number}", f"b{number}"
        pairs = [
            pair for pair in itertools.product([*places, None], repeat=2) if pair != (None, None) and not (pair[0] == pair[1] and seats[pair[0]] < 2)
        ]
        found.append((f"x{number}", (first, second), random.sample(pairs, min(len(pairs), random.randint(1, longest)))))
        candidates += [(first, []), (second, [])]
    names = [name for name, _ in candidates]
    ranked = []
    for place in places:
        classes = []
        for name in random.sample(names, random.randint(len(names) // 2, len(names))):
            if ties and classes and random.random() < 0.4:
                classes[-1].append(name)
            else:
                classes.append([name])
        ranked.append((place, seats[place], classes))
    return candidates, ranked, found


class EveryPair:
    """All matchings of a small market with couples, and what blocks them, from the lists alone.

    A post takes newcomers where so many of those it holds as there are seats too few can each be told of a newcomer of their own, whom it ranks better.
    """

    def __init__(self, candidates, posts, couples):
        self.seats = {name: seats for name, seats, _ in posts}
        self.classes = {name: {one: place for place, tied in enumerate(ranking) for one in tied} for name, _, ranking in posts}
        members = {name for _, both, _ in couples for name in both}
        asking = [((name,), [(post,) for post in wanted]) for name, wanted in candidates if name not in members]
        asking += [(tuple(both), [tuple(pair) for pair in pairs]) for _, both, pairs in couples]
        self.asking = [(who, [option for option in options if self.ranked(who, option)] + [(None,) * len(who)]) for who, options in asking]

    def ranked(self, who, option):
        return all(post is None or name in self.classes[post] for name, post in zip(who, option, strict=True))

    def matchings(self):
        for chosen in itertools.product(*(options for _, options in self.asking)):
            outcome = {name: post for (who, _), option in zip(self.asking, chosen, strict=True) for name, post in zip(who, option, strict=True)}
            held = list(outcome.values())
            if all(held.count(post) <= seats for post, seats in self.seats.items()):
                yield outcome

    def blocking(self, outcome):
        found = set()
        for who, options in self.asking:
            now = tuple(outcome[name] for name in who)
            for option in options[: options.index(now)]:
                if all(self.takes(outcome, who, now, option, post) for post in set(option) - {None}):
                    found.add((who, option))
        return found

    def takes(self, outcome, who, now, option, post):
        coming = [name for name, former, new in zip(who, now, option, strict=True) if new == post != former]
        staying = [name for name, former, new in zip(who, now, option, strict=True) if new == post == former]
        held = [name for name, place in outcome.items() if place == post]
        going = max(0, len(held) + len(coming) - self.seats[post])
        if not coming:
            return True
        classes = self.classes[post]
        return any(
            all(classes[new] < classes[old] for new, old in zip(better, worse, strict=True))
            for worse in itertools.permutations([name for name in held if name not in staying], going)
            for better in itertools.permutations(coming, going)
        )

    def stable(self):
        return [outcome for outcome in self.matchings() if not self.blocking(outcome)]
