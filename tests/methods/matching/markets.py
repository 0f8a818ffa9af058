"""Markets to test with: worked ones from the literature, random ones, and what is true of them found by trying everything."""

import itertools

from difference.methods.matching import draw, from_lists


def strict(candidates, posts, seats=None):
    """A market from two tables of lists in which posts have no ties."""
    return from_lists(candidates.items(), [(post, (seats or {}).get(post, 1), [[name] for name in ranking]) for post, ranking in posts.items()])


# Gale and Shapley, American Mathematical Monthly 69 (1962), example 1: three stable sets of marriages.
GALE_SHAPLEY_1 = (
    {"α": ["A", "B", "C"], "β": ["B", "C", "A"], "γ": ["C", "A", "B"]},
    {"A": ["β", "γ", "α"], "B": ["γ", "α", "β"], "C": ["α", "β", "γ"]},
)
# The same, example 2: one stable set.
GALE_SHAPLEY_2 = (
    {"α": ["A", "B", "C", "D"], "β": ["A", "D", "C", "B"], "γ": ["B", "A", "C", "D"], "δ": ["D", "B", "C", "A"]},
    {"A": ["δ", "γ", "α", "β"], "B": ["β", "δ", "α", "γ"], "C": ["δ", "α", "β", "γ"], "D": ["γ", "β", "α", "δ"]},
)
# Roth, Journal of Economic Theory 36 (1985), 277-288: three colleges, the first with two places.
ROTH = (
    {"s1": ["C3", "C1", "C2"], "s2": ["C2", "C1", "C3"], "s3": ["C1", "C3", "C2"], "s4": ["C1", "C2", "C3"]},
    {"C1": ["s1", "s2", "s3", "s4"], "C2": ["s1", "s2", "s3", "s4"], "C3": ["s3", "s1", "s2", "s4"]},
    {"C1": 2},
)
TWO_STABLE = (
    {"a": ["p", "q", "r"], "b": ["q", "p", "r"], "c": ["p", "q", "r"]},
    {"p": ["b", "a", "c"], "q": ["a", "b", "c"], "r": ["a", "b", "c"]},
)


def random_lists(random, candidates=4, posts=3, *, ties=True, most_seats=2):
    """Lists for `from_lists`: short rankings, posts that leave candidates out, seats from none."""
    names, places = [f"c{i}" for i in range(candidates)], [f"p{i}" for i in range(posts)]
    wanted = [(name, random.sample(places, random.randint(0, posts))) for name in names]
    ranked = []
    for place in places:
        classes = []
        for name in random.sample(names, random.randint(0, candidates)):
            if ties and classes and random.random() < 0.5:
                classes[-1].append(name)
            else:
                classes.append([name])
        ranked.append((place, random.randint(0, most_seats), classes))
    return wanted, ranked


def broken(lists, seed):
    """The same lists with ties broken by the lottery."""
    names = [name for name, _ in lists[0]]
    number = dict(zip(names, draw(names, seed).tolist(), strict=True))
    return lists[0], [(post, seats, [[name] for tied in classes for name in sorted(tied, key=number.get)]) for post, seats, classes in lists[1]]


class Everything:
    """All matchings of a small market, from the definitions and the lists alone."""

    def __init__(self, candidates, posts):
        self.wanted = dict(candidates)
        self.seats = {name: seats for name, seats, _ in posts}
        self.classes = {name: {one: place for place, tied in enumerate(ranking) for one in tied} for name, _, ranking in posts}

    def choices(self, candidate):
        return [post for post in self.wanted[candidate] if candidate in self.classes[post]] + [None]

    def matchings(self):
        names = list(self.wanted)
        for outcome in itertools.product(*(self.choices(name) for name in names)):
            if all(outcome.count(post) <= seats for post, seats in self.seats.items()):
                yield dict(zip(names, outcome, strict=True))

    def blocking(self, matching):
        pairs = set()
        for candidate in matching:
            for post in self.choices(candidate)[:-1]:
                if post == matching[candidate]:
                    break
                held = [name for name, place in matching.items() if place == post]
                better = any(self.classes[post][candidate] < self.classes[post][name] for name in held)
                if len(held) < self.seats[post] or better:
                    pairs.add((candidate, post))
        return pairs

    def stable(self):
        return [matching for matching in self.matchings() if not self.blocking(matching)]

    def rank(self, candidate, post):
        return self.choices(candidate).index(post)
