"""The crowd: exactly so many forms, spread over ten seconds; each answer timed from the moment at which it was due."""

from __future__ import annotations

import http.client
import queue
import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import candidates
from benchmarks.crowd.server import LOOPBACK, serving
from benchmarks.crowd.server import processor_seconds as processor_seconds_of
from benchmarks.timing import processor_seconds

CROWD, SECONDS, WORKERS = 500, 10.0, 2
# Every so many-th candidate clicks twice.
DOUBLE = 50
HANDS, ALONE, WARM = 32, 10, 40
PLAIN = "/cookies/"
# A connection that has been idle for longer may have been closed by the server.
IDLE = 1.0


@dataclass(frozen=True)
class Answer:
    """What came back, after how many seconds, and whether to the receipt."""

    status: int
    seconds: float
    to_receipt: bool


class Hand(threading.Thread):
    """Sends forms, or asks for the plain page, over one connection, each when it is due."""

    def __init__(self, port: int, work: queue.Queue[tuple[float, str, candidates.Candidate]], answers: list[Answer]) -> None:
        super().__init__(daemon=True)
        self.port, self.work, self.answers = port, work, answers
        self.connection, self.used = http.client.HTTPConnection(LOOPBACK, port, timeout=60), 0.0

    def run(self) -> None:
        """Until nothing is left."""
        while True:
            try:
                due, method, candidate = self.work.get_nowait()
            except queue.Empty:
                self.connection.close()
                return
            time.sleep(max(0.0, due - time.monotonic()))
            self.answers.append(self._send(due, method, candidate))

    def _send(self, due: float, method: str, candidate: candidates.Candidate) -> Answer:
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        try:
            if method == "GET":
                self.connection.request("GET", PLAIN, headers=candidate.headers)
            else:
                self.connection.request("POST", candidate.path, candidate.body, candidate.headers)
            response = self.connection.getresponse()
            response.read()
        except OSError as error:
            self.connection.close()
            print(f"crowd: {error!r}", flush=True)
            return Answer(0, time.monotonic() - due, False)
        self.used = time.monotonic()
        return Answer(response.status, self.used - due, response.headers.get("Location", "").endswith("/sent/"))


def _spread(port: int, what: list[tuple[str, candidates.Candidate]]) -> tuple[list[Answer], float]:
    """Ask for all of it, spread evenly over the ten seconds; the answers, and how many seconds it took until the last."""
    work: queue.Queue[tuple[float, str, candidates.Candidate]] = queue.Queue()
    answers: list[Answer] = []
    start = time.monotonic() + 0.5
    for place, (method, candidate) in enumerate(what):
        work.put((start + place * SECONDS / len(what), method, candidate))
    hands = [Hand(port, work, answers) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(120)
    return answers, time.monotonic() - start


def _alone(crowd: list[candidates.Candidate]) -> float:
    """Processor milliseconds of one sending, without a server around it."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client, waiting = Client(), iter(crowd)

    def send() -> None:
        candidate = next(waiting)
        answer = client.post(candidate.path, candidate.body, content_type="application/x-www-form-urlencoded", headers={"Cookie": candidate.cookies})
        assert answer.status_code == 302, answer.status_code

    return round(1000 * processor_seconds(send, runs=len(crowd)), 1)


def measure(home: Path) -> dict[str, object]:
    """Answers, what became of the applications, and how the slowest answers compare with a plain page of the same run."""
    from django.db import connection

    everybody = candidates.make(CROWD + ALONE)
    crowd, alone = everybody[:CROWD], everybody[CROWD:]
    milliseconds = _alone(alone)
    connection.close()
    forms = [("POST", one) for place, one in enumerate(crowd) for _ in range(2 if place % DOUBLE == 0 else 1)]
    with serving(home, WORKERS) as (port, session):
        _spread(port, [("GET", one) for one in crowd[:WARM]])
        plain, _ = _spread(port, [("GET", one) for one in crowd])
        before = processor_seconds_of(session)
        answers, took = _spread(port, forms)
        used = processor_seconds_of(session) - before
    seconds = [answer.seconds for answer in answers]
    slow, slow_plain = _percentile(seconds, 95), _percentile([answer.seconds for answer in plain], 95)
    return {
        "forms sent": len(answers), "statuses": {str(status): number for status, number in sorted(Counter(answer.status for answer in answers).items())},
        "to their receipt": sum(answer.to_receipt for answer in answers), **candidates.what_came(crowd),
        "seconds until the last answer": round(took, 1), "median in milliseconds": round(1000 * statistics.median(seconds)),
        "95 of 100 within milliseconds": round(1000 * slow), "slowest in milliseconds": round(1000 * max(seconds)),
        "95 of 100 over as many asking for a plain page": round(slow / slow_plain, 1), "95 of 100 plain pages within milliseconds": round(1000 * slow_plain),
        "processor milliseconds of one sending": milliseconds, "processor seconds of the server": round(used, 1),
        "share of two processors over ten seconds": round(used / (2 * SECONDS), 2),
    }  # fmt: skip


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
