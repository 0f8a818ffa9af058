"""Spoils forms: odd values, fields missing, doubled or sent as files, the identifiers of other things, and whole bodies that are nonsense."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test.client import BOUNDARY, MULTIPART_CONTENT

FORM = "application/x-www-form-urlencoded"
ODD: list[bytes] = [
    *(word.encode() for word in (
        "", " ", "\0", "a\0b", "x" * 20_000, "-1", "0", "9" * 400, "99999999999999999999", "1e999", "NaN", "Infinity", "-0.0", "∞", "٣", "²", "null",
        "<script>alert(1)</script>", "'; DROP TABLE people_person; --", "{{ 7*7 }}", "../../../etc/passwd", "🙂" * 300, "true", "on", "yes", "no", "[]", "{}",
        "2026-02-30", "0000-00-00", "9999-12-31", "31/12/0001", "2026-11-23T10:00", "25:61", "12am", "\r\n.\r\nBcc: a@b.example", "a@b", "\u202eabc",
        "\ufeff", "ﬀ", "İ", "ß" * 100, "00000000-0000-0000-0000-000000000000", "not-a-uuid", "2147483648", "9223372036854775808", "1.5", "1,5", "¼",
    )),
    b"\xff\xfe", b"\xed\xa0\xbd", b"\xc3\x28", b"%", b"%00", b"&", b"\x1b[31m",
]  # fmt: skip
STALE = [b"-1", b"0", b"1", b"999999999", b"9" * 30, b"", b"one", b"1.0", b" 1 "]


@dataclass(frozen=True)
class Body:
    """What is sent."""

    data: bytes
    content_type: str


@dataclass(frozen=True)
class Upload:
    """A file in a field, whatever the field is for."""

    name: bytes
    contents: bytes


def _file(chance: random.Random) -> Upload:
    contents = chance.choice([b"", b"\0\xff" * 50, b"%PDF-1.7\n", b"URN,LA (code)\n1,2\n", b"PK\3\4" + b"\0" * 40])
    return Upload(chance.choice([b"a.txt", b"..", b"", b"a\0b.csv", b"x" * 300 + b".pdf", b"edubase.csv", b"\xff.zip"]), contents)


def spoil(chance: random.Random, values: dict[str, list[Any]], others: list[str]) -> None:
    """Spoil one thing about a filled form."""
    names = sorted(values) or ["revision"]
    name = chance.choice(names)
    how = chance.choice(["odd", "odd", "odd", "odd", "missing", "doubled", "file", "other", "stale", "extra", "all"])
    if how == "odd":
        values[name] = [chance.choice(ODD)]
    elif how == "missing":
        values.pop(name, None)
    elif how == "doubled":
        values[name] = [*values.get(name, []), chance.choice(ODD)] * chance.choice([1, 2, 30])
    elif how == "file":
        values[name] = [_file(chance)]
    elif how == "other":
        values[name] = [chance.choice(others)]
    elif how == "stale":
        for each in [each for each in names if each in {"revision", "seen", "then"}] or ["revision"]:
            values[each] = [chance.choice(STALE)]
    elif how == "extra":
        values[chance.choice(["id", "pk", "state", "person_id", "submitted_at", "__proto__", "", "x" * 500, "csrfmiddlewaretoken"])] = [
            chance.choice(ODD)
        ]
    else:
        for each in names:
            values[each] = [chance.choice(ODD)]


def _nonsense(chance: random.Random, values: dict[str, list[Any]]) -> Body:
    """A body that is no form at all, or too much of one."""
    return chance.choice([
        Body(b"", FORM),
        Body(b'{"revision": 0}', "application/json"),
        Body(b"--nothing\r\n", MULTIPART_CONTENT),
        Body(f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"revision\"\r\n\r\n1".encode(), MULTIPART_CONTENT),
        Body(b"revision=1", "multipart/form-data"),
        Body(b"%%%=%zz&&&=&\0=\0", FORM),
        Body("&".join(f"f{number}=1" for number in range(1100)).encode(), FORM),
        Body(b"text=" + b"x" * (2 * 1024 * 1024 + 10), FORM),
        Body(urlencode({name: "é".encode("utf-16") for name in values}).encode(), f"{FORM}; charset=utf-16"),
        Body(urlencode(dict.fromkeys(values, "é")).encode(), f"{FORM}; charset=no-such"),
    ])  # fmt: skip


def body_of(values: dict[str, list[Any]]) -> Body:
    """A form as a browser sends it: in parts where there is a file."""
    sent = [(name, value.encode() if isinstance(value, str) else value) for name, listed in values.items() for value in listed]
    if not any(isinstance(value, Upload) for _, value in sent):
        return Body(urlencode(sent).encode(), FORM)
    parts = []
    for name, value in sent:
        head = b'Content-Disposition: form-data; name="%s"' % name.encode()
        if isinstance(value, Upload):
            head += b'; filename="%s"\r\nContent-Type: application/octet-stream' % value.name
        parts.append(b"--%s\r\n%s\r\n\r\n%s\r\n" % (BOUNDARY.encode(), head, value.contents if isinstance(value, Upload) else value))
    return Body(b"".join(parts) + b"--%s--\r\n" % BOUNDARY.encode(), MULTIPART_CONTENT)


def mutated(chance: random.Random, values: dict[str, list[Any]], others: list[str]) -> Body:
    """A filled form, spoiled in one to four ways; now and then no form at all."""
    if chance.random() < 0.05:
        return _nonsense(chance, values)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 4])):
        spoil(chance, values, others)
    return body_of(values)
