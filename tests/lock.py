"""Renews the pinned and hashed requirements. No host of a registry stands in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
    "--upgrade",
]
LOCKS = {
    "runtime": ["pyproject.toml", "--extra", "app", "requirements/runtime.in"],
    "development": ["requirements/development.in"],
    "frontend": ["requirements/frontend.in"],
    "postgres": ["requirements/postgres.in"],
}


def main() -> None:
    for name, sources in LOCKS.items():
        subprocess.run([ROOT / ".venv/bin/uv", "pip", "compile", *OPTIONS, *sources, "-o", f"requirements/{name}.txt"], cwd=ROOT, check=True)
        print(f"Wrote requirements/{name}.txt.")


if __name__ == "__main__":
    main()
