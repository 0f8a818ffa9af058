"""Every setting that comes from the environment, read once and checked together."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.settings.database import parse_database_url
from difference.settings.env import Environment
from difference.settings.mail import MailServer, parse_mail_url

MODES = ("local", "demo", "production")
CHECKOUT = Path(__file__).resolve().parents[3]
SHORTEST_SECRET = 50


@dataclass(frozen=True)
class Values:
    """What the environment says, typed."""

    mode: str
    home: Path
    secret_key: str
    debug: bool
    hosts: list[str]
    database: dict[str, Any]
    secure_cookies: bool
    demo_sign_in: bool
    demo_calendar: bool
    trusted_proxies: int
    mail: MailServer
    mail_from: str
    address: str
    scanner: str
    charity: str
    charity_address: str
    contact: str


def _home(env: Environment) -> Path:
    beside = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return Path(env.text("DIFFERENCE_HOME", str(beside / "var"))).expanduser().absolute()


def _secret(env: Environment, mode: str, home: Path) -> str:
    given = env.text("DIFFERENCE_SECRET_KEY")
    if given or mode == "production":
        return given
    # Outside production each checkout makes a secret of its own, so that none is ever the same on two machines.
    kept = home / "secret"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text().strip()


def _refuse_in_production(env: Environment, values: Values) -> None:
    if len(values.secret_key) < SHORTEST_SECRET:
        env.complain(f"DIFFERENCE_SECRET_KEY must be set in production, to at least {SHORTEST_SECRET} characters that nobody can guess.")
    if values.debug:
        env.complain("DIFFERENCE_DEBUG must be off in production: error pages would show what the programme holds.")
    if not values.secure_cookies:
        env.complain("DIFFERENCE_SECURE_COOKIES must be on in production: sign-ins could be read on the way.")
    if values.demo_sign_in:
        env.complain("DIFFERENCE_DEMO_SIGN_IN must be off in production: anyone could sign in as anyone.")
    if values.demo_calendar:
        env.complain("DIFFERENCE_DEMO_CALENDAR must be off in production: time comes from the clock alone.")
    if not values.hosts or "*" in values.hosts:
        env.complain("DIFFERENCE_HOSTS must name the hosts that we answer to in production, such as “difference.example.org”.")
    if not (values.charity and values.charity_address and values.contact):
        env.complain(
            "DIFFERENCE_CHARITY, DIFFERENCE_CHARITY_ADDRESS and DIFFERENCE_CONTACT must say in production who answers for people's data, and how to reach them."
        )
    if not values.mail.host:
        env.complain("DIFFERENCE_MAIL_URL must name a mail server in production, such as “smtp+tls://name:password@mail.example.org:587”.")


def read(variables: Mapping[str, str]) -> Values:
    """Read all settings. Raises SettingsError with one sentence for each thing to mend."""
    env = Environment(variables)
    mode = env.choice("DIFFERENCE_MODE", "local", MODES)
    home = _home(env)
    production, demo = mode == "production", mode == "demo"
    values = Values(
        mode=mode,
        home=home,
        secret_key=_secret(env, mode, home),
        debug=env.flag("DIFFERENCE_DEBUG", False),
        hosts=env.names("DIFFERENCE_HOSTS", () if production else ("localhost", "127.0.0.1", "[::1]")),
        database=env.parsed(
            "DATABASE_URL",
            f"sqlite:///{home / 'difference.sqlite3'}",
            parse_database_url,
            must="be a database address such as “postgresql://name:password@host:5432/difference” or “sqlite:///path/to/file”",
        ),
        secure_cookies=env.flag("DIFFERENCE_SECURE_COOKIES", production),
        demo_sign_in=env.flag("DIFFERENCE_DEMO_SIGN_IN", demo),
        demo_calendar=env.flag("DIFFERENCE_DEMO_CALENDAR", demo),
        trusted_proxies=env.number("DIFFERENCE_TRUSTED_PROXIES", 0, low=0, high=5),
        mail=env.parsed(
            "DIFFERENCE_MAIL_URL", "outbox:", parse_mail_url, must="be “outbox:” or a mail server such as “smtp+tls://name:password@host:587”"
        ),
        mail_from=env.text("DIFFERENCE_MAIL_FROM", "Difference <no-reply@localhost>"),
        address=env.text("DIFFERENCE_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        scanner=env.text("DIFFERENCE_SCANNER"),
        charity=env.text("DIFFERENCE_CHARITY"),
        charity_address=env.text("DIFFERENCE_CHARITY_ADDRESS"),
        contact=env.text("DIFFERENCE_CONTACT"),
    )
    if production:
        _refuse_in_production(env, values)
    env.finish()
    return values
