"""The two libraries that place people, on the same ten thousand candidates; minutes long, so that it runs only when it is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.timing import processor_seconds

COUNT, PLACES, PATIENCE = 10_000, 2_000, 300
RIVALS = ("matching", "algmatch")


def measure(home: Path) -> dict[str, object]:
    """Processor seconds of each library over ours, without and with the building of what it works on. Each has five minutes."""
    ours = json.loads(_in_a_process("ours"))
    found: dict[str, object] = {"ours, seconds": ours}
    for rival in RIVALS:
        try:
            theirs = json.loads(_in_a_process(rival))
        except subprocess.TimeoutExpired:
            found[rival] = f"stopped after {PATIENCE} s: more than {PATIENCE / ours['placing']:,.0f} times ours"
            continue
        found[rival] = {"seconds": theirs} | {
            "engine over engine": round(theirs["placing"] / ours["placing"]),
            "with building": round(sum(theirs.values()) / sum(ours.values())),
        }
    return found


def _in_a_process(which: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.rivals", which]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE, cwd=Path(__file__).resolve().parents[1]).stdout


def _lists() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """Strict rankings, since neither library breaks ties: candidates' posts, posts' candidates, seats."""
    import numpy as np

    chance = np.random.default_rng(1)
    wanted = {f"c{one}": [f"p{post}" for post in chance.choice(PLACES, 20, replace=False)] for one in range(COUNT)}
    ranked: dict[str, list[str]] = {f"p{post}": [] for post in range(PLACES)}
    for name in chance.permutation(list(wanted)):
        for post in wanted[str(name)]:
            ranked[post].append(str(name))
    return wanted, ranked, dict.fromkeys(ranked, 4)


def _ours(wanted: Any, ranked: Any, seats: Any) -> tuple[Any, Any]:
    from difference.methods.matching import draw, from_lists
    from difference.methods.matching.kernels.proposing import propose

    market = from_lists(wanted.items(), [(post, seats[post], [[name] for name in names]) for post, names in ranked.items()])
    lottery = draw(market.candidate_ids, 0)
    propose(market.offsets, market.posts, market.priority, market.seats, lottery)
    return market, lambda: propose(market.offsets, market.posts, market.priority, market.seats, lottery)


def _matching(wanted: Any, ranked: Any, seats: Any) -> tuple[Any, Any]:
    from matching.games import HospitalResident

    sys.setrecursionlimit(10**6)
    game = HospitalResident.create_from_dictionaries(wanted, ranked, seats)
    return game, lambda: game.solve(optimal="resident")


def _algmatch(wanted: Any, ranked: Any, seats: Any) -> tuple[Any, Any]:
    from algmatch import HospitalResidentsProblem

    numbered = {
        "residents": {int(name[1:]) + 1: [int(post[1:]) + 1 for post in posts] for name, posts in wanted.items()},
        "hospitals": {
            int(post[1:]) + 1: {"capacity": seats[post], "preferences": [int(name[1:]) + 1 for name in names]} for post, names in ranked.items()
        },
    }
    game = HospitalResidentsProblem(dictionary=numbered)
    return game, game.get_stable_matching


def main() -> None:
    """Print the processor seconds of one of them as JSON."""
    build = {"ours": _ours, "matching": _matching, "algmatch": _algmatch}[sys.argv[1]]
    lists = _lists()
    if sys.argv[1] == "ours":
        build(*lists)  # compiles
    built: list[Any] = []
    building = processor_seconds(lambda: built.append(build(*lists)), 1)
    print(json.dumps({"building": building, "placing": processor_seconds(built[-1][1], 5 if sys.argv[1] == "ours" else 1)}))


if __name__ == "__main__":
    main()
