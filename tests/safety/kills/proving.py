"""The program that kills one act at every point and looks at what is left: `python -m tests.safety.kills.proving SCENARIO DATABASE FOLDER`.

A program of its own, with one thread, so that forking is safe. Prints one JSON object: how many points, and what is wrong with which.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import django
import time_machine

WRONG = 3


def _start(database: str, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.MEDIA_ROOT = folder / "documents"
    settings.DATABASES["default"]["NAME"] = database
    # Somewhere for letters to go, so that they are queued, and their delivery too.
    settings.EMAIL_HOST = "mail.tests.example"
    django.setup()


class Proof:
    """One scenario, prepared once and killed again and again."""

    def __init__(self, scenario: Any, store: Any, documents: Path) -> None:
        self.scenario, self.store, self.documents = scenario, store, documents
        self.wrong: list[str] = []

    def prepare(self) -> None:
        """Fill the database, keep it, and see what the act does when nobody kills it."""
        from django.db import connections

        from tests.safety.kills.fingerprints import fingerprint
        from tests.safety.kills.points import COMMIT, Point, same_chance

        self.documents.mkdir()
        self.scenario.prepare()
        connections.close_all()
        self.store.keep()
        self.scenario.check_before()
        self.stages = [fingerprint()]
        # The first doing may import a module that draws by chance itself: it does not count.
        self.in_one_transaction(chance=same_chance())
        self.store.wind_back()
        self.again = self.in_one_transaction(chance=same_chance())
        self.statements = self.fork(None)
        ends = [number for number, statement in enumerate(self.statements, start=1) if statement == COMMIT]
        for number in ends:
            self.put_back()
            self.fork(Point("after", number))
            self.stages.append(fingerprint())
        self.put_back()

    def put_back(self) -> None:
        """As it was prepared."""
        from django.db import connections

        connections.close_all()
        self.store.put_back()
        shutil.rmtree(self.documents)
        self.documents.mkdir()

    def fork(self, die: Any) -> list[str]:
        """Act in a child; where it is to die, see that it did. Returns what it sent."""
        from django.db import connections

        self.store.wind_back()
        connections.close_all()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._act_and_exit(die, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if killed is not bool(die) or (not killed and os.waitstatus_to_exitcode(status)):
            raise RuntimeError(f"{die or 'whole'}: the child ended with {status}")
        return list(json.loads(told or "[]"))

    def _act_and_exit(self, die: Any, writing: int) -> None:
        from django.db import connection

        from tests.safety.kills.points import Watch, same_chance

        status = WRONG
        try:
            watch = Watch(die)
            watch.install(connection)
            with same_chance():
                self.scenario.act()
            os.write(writing, json.dumps(watch.statements).encode())
            os.close(writing)
            status = 0
        except BaseException:  # noqa: BLE001 (whatever it was, the child must not go on as the parent)
            traceback.print_exc()
        finally:
            os._exit(status)

    def in_one_transaction(self, *, chance: Any) -> Any:
        """What the act would leave if done now, found by doing it within a transaction that is then taken back; or its refusal."""
        from django.db import transaction

        from difference.errors import DifferenceError
        from tests.safety.kills.fingerprints import fingerprint

        with transaction.atomic():
            try:
                with chance:
                    self.scenario.act()
            except DifferenceError:
                left = None
            else:
                left = fingerprint()
            transaction.set_rollback(True)
        return left

    def kill_at(self, die: Any) -> None:
        """Kill it here and note whatever is not as it ought to be."""
        self.fork(die)
        over = die.commits(self.statements)
        sound = True
        try:
            self._look(over)
            self._do_again(over)
        except AssertionError:
            sound = False
            self.wrong.append(f"{die} ({self.statements[die.number - 1]}): {traceback.format_exc(limit=-1)}")
        if over or not sound or self.documents_left():
            self.put_back()

    def _look(self, over: int) -> None:
        from tests.safety.kills.fingerprints import (
            ASKED_OF_THE_WORKER,
            differing,
            documents_without_their_file,
            files_without_a_document,
            fingerprint,
        )

        found = fingerprint()
        # Once it is over, the worker is asked to send the letters; if that is lost, the schedule sends them within the minute.
        halved = set(differing(found, self.stages[over])) - ({ASKED_OF_THE_WORKER} if over else set())
        assert halved == set(), f"halved: {differing(found, self.stages[over])}"
        self.scenario.check_after() if over else self.scenario.check_before()
        assert documents_without_their_file() == []
        assert len(files_without_a_document()) <= 1, "more than the one file that was being written"

    def _do_again(self, over: int) -> None:
        from tests.safety.kills.fingerprints import ASKED_OF_THE_WORKER, AUDIT, differing
        from tests.safety.kills.points import same_chance

        if not over:
            self.store.wind_back()
        left = self.in_one_transaction(chance=contextlib.nullcontext() if over else same_chance())
        if not over:
            assert left is not None, "refused after a kill that left nothing"
            assert differing(left, self.again) == {}, f"different the second time: {differing(left, self.again)}"
        elif over < len(self.stages) - 1:
            assert left is not None, "refused after a kill between two of its transactions"
        elif left is not None:
            assert set(differing(left, self.stages[over])) <= {AUDIT, ASKED_OF_THE_WORKER}, "done twice"

    def end(self) -> None:
        """Killed half-way, then done for good."""
        from tests.safety.kills.fingerprints import ASKED_OF_THE_WORKER, differing, fingerprint
        from tests.safety.kills.points import COMMIT, Point

        self.fork(Point("after", self.statements.index(COMMIT) // 2))
        if self.documents_left():
            self.put_back()
        self.fork(None)
        self.scenario.check_after()
        if set(differing(fingerprint(), self.stages[-1])) - {ASKED_OF_THE_WORKER}:
            self.wrong.append("killed half-way and done again, it is not what it is when done once")

    def documents_left(self) -> bool:
        """Whether a file was being written."""
        return any(self.documents.iterdir())


def main() -> int:
    """Prove one scenario."""
    name, origin, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    _start(origin, folder)
    from django.db import connection

    from tests.conftest import FROZEN
    from tests.safety.kills import scenarios, stores
    from tests.safety.kills.points import points

    store = stores.store(origin, folder)
    connection.settings_dict["NAME"] = store.name
    with time_machine.travel(FROZEN, tick=False):
        proof = Proof({**scenarios.ALL, **scenarios.CONTROL}[name](), store, folder / "documents")
        proof.prepare()
        places = list(points(proof.statements))
        for place in places:
            proof.kill_at(place)
        if not proof.wrong:
            proof.end()
    print(json.dumps({"statements": len(proof.statements), "points": len(places), "commits": len(proof.stages) - 1, "wrong": proof.wrong}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
