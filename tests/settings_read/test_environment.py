"""Odd settings stop the start, with a sentence for each, all at once."""

import os
import subprocess
import sys

import pytest

from difference.settings.env import SettingsError
from difference.settings.values import read

pytestmark = pytest.mark.once

PRODUCTION = {
    "DIFFERENCE_MODE": "production",
    "DIFFERENCE_SECRET_KEY": "k" * 50,
    "DIFFERENCE_HOSTS": "difference.example.org",
    "DIFFERENCE_CHARITY": "An example charity",
    "DIFFERENCE_CHARITY_ADDRESS": "1 Example Street, London",
    "DIFFERENCE_CONTACT": "privacy@example.org",
    "DIFFERENCE_MAIL_URL": "smtp+tls://name:secret@mail.example.org",
}


def sentences(tmp_path, **variables):
    with pytest.raises(SettingsError) as caught:
        read({"DIFFERENCE_HOME": str(tmp_path), **variables})
    return caught.value.sentences


def test_every_odd_value_gets_its_sentence_at_once(tmp_path):
    said = sentences(
        tmp_path,
        DIFFERENCE_MODE="live",
        DIFFERENCE_DEBUG="maybe",
        DIFFERENCE_TRUSTED_PROXIES="-1",
        DIFFERENCE_HOSTS="a,,b",
        DATABASE_URL="mysql://name:hunter2@host/db",
        DIFFERENCE_SECRT_KEY="typo",
    )
    assert said == [
        "DIFFERENCE_MODE must be one of local, demo, production, not “live”.",
        "DIFFERENCE_DEBUG must be yes or no (1, 0, true, false, on, off), not “maybe”.",
        "DIFFERENCE_HOSTS must be a list separated by commas, with nothing empty in it, not “a,,b”.",
        "DATABASE_URL must be a database address such as “postgresql://name:password@host:5432/difference” or “sqlite:///path/to/file”.",
        "DIFFERENCE_TRUSTED_PROXIES must be a whole number from 0 to 5, not “-1”.",
        "DIFFERENCE_SECRT_KEY is not a setting that Difference knows.",
    ]


def test_a_password_in_a_wrong_address_is_not_repeated(tmp_path):
    assert "hunter2" not in " ".join(sentences(tmp_path, DATABASE_URL="mysql://name:hunter2@host/db"))


def test_production_refuses_what_would_be_unsafe(tmp_path):
    said = sentences(
        tmp_path,
        DIFFERENCE_MODE="production",
        DIFFERENCE_SECRET_KEY="short",
        DIFFERENCE_DEBUG="on",
        DIFFERENCE_SECURE_COOKIES="off",
        DIFFERENCE_DEMO_SIGN_IN="yes",
        DIFFERENCE_DEMO_CALENDAR="1",
    )
    assert [sentence.split()[0] for sentence in said] == [
        "DIFFERENCE_SECRET_KEY",
        "DIFFERENCE_DEBUG",
        "DIFFERENCE_SECURE_COOKIES",
        "DIFFERENCE_DEMO_SIGN_IN",
        "DIFFERENCE_DEMO_CALENDAR",
        "DIFFERENCE_HOSTS",
        "DIFFERENCE_CHARITY,",
        "DIFFERENCE_MAIL_URL",
    ]


def test_production_refuses_any_host(tmp_path):
    assert [sentence.split()[0] for sentence in sentences(tmp_path, **{**PRODUCTION, "DIFFERENCE_HOSTS": "*"})] == ["DIFFERENCE_HOSTS"]


def test_production_starts_with_what_it_needs(tmp_path):
    values = read({"DIFFERENCE_HOME": str(tmp_path), **PRODUCTION})
    assert (values.debug, values.secure_cookies, values.demo_sign_in, values.demo_calendar, values.mail.port) == (False, True, False, False, 587)


def test_the_default_is_neither_production_nor_a_demonstration(tmp_path):
    values = read({"DIFFERENCE_HOME": str(tmp_path)})
    assert (values.mode, values.demo_sign_in, values.database["ENGINE"]) == ("local", False, "django.db.backends.sqlite3")


def test_outside_production_a_secret_is_made_once_and_kept_to_oneself(tmp_path):
    first, second = (read({"DIFFERENCE_HOME": str(tmp_path)}).secret_key for _ in range(2))
    assert (first == second, len(first) >= 50, (tmp_path / "secret").stat().st_mode & 0o777) == (True, True, 0o600)


def test_postgresql_addresses_are_read_whole(tmp_path):
    database = read({"DIFFERENCE_HOME": str(tmp_path), "DATABASE_URL": "postgresql://a%40b:p%2Fw@db.example:6432/difference"}).database
    assert {key: database[key] for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")} == {
        "NAME": "difference", "HOST": "db.example", "PORT": "6432", "USER": "a@b", "PASSWORD": "p/w",
    }  # fmt: skip


def test_a_servers_socket_can_be_named(tmp_path):
    database = read({"DIFFERENCE_HOME": str(tmp_path), "DATABASE_URL": "postgresql://postgres:@/difference?host=/run/postgresql"}).database
    assert (database["NAME"], database["HOST"], database["USER"]) == ("difference", "/run/postgresql", "postgres")


def test_the_program_ends_with_status_2_and_the_sentences(tmp_path):
    environment = {**os.environ, "DIFFERENCE_HOME": str(tmp_path), "DIFFERENCE_MODE": "live", "DJANGO_SETTINGS_MODULE": "difference.settings"}
    done = subprocess.run([sys.executable, "-m", "difference", "prepare"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Difference cannot start:\n  - DIFFERENCE_MODE must be one of local, demo, production, not “live”.\n"
