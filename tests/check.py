"""The rules of the house: style, layers, types, sizes, generated pages, locks and what may not stand in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"

CHECKS = {
    "style": [BIN / "ruff", "check", "--no-cache", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--no-cache", "--check", "--quiet", "."],
    "layers": [BIN / "lint-imports", "--no-cache"],
    "types": [BIN / "mypy", "--no-error-summary"],
    "house": [BIN / "python", "-m", "pytest", "tests/house", "-p", "no:cacheprovider"],
    "migrations": [BIN / "difference", "manage", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "deploy": [BIN / "difference", "manage", "check", "--deploy", "--fail-level", "WARNING"],
    "generated pages": [BIN / "difference", "docs", "--check", "--folder", "docs"],
}
# A production environment with nothing odd in it, so that the deployment check has something to look at.
PRODUCTION = {
    "DIFFERENCE_MODE": "production",
    "DIFFERENCE_SECRET_KEY": "only-for-this-check-" * 4 + "0123456789abcdef",
    "DIFFERENCE_HOSTS": "difference.example.org",
    "DIFFERENCE_ADDRESS": "https://difference.example.org",
    "DIFFERENCE_CHARITY": "An example charity",
    "DIFFERENCE_CHARITY_ADDRESS": "1 Example Street, London",
    "DIFFERENCE_CONTACT": "privacy@example.org",
    "DIFFERENCE_MAIL_URL": "smtp+tls://mail.example.org:587",
}


def main() -> int:
    failed = []
    for name, command in CHECKS.items():
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DIFFERENCE_") and key != "DATABASE_URL"}
        environment |= {"DIFFERENCE_HOME": str(ROOT / "build" / "check")} | (PRODUCTION if name == "deploy" else {})
        started = time.monotonic()
        done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - started:.0f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    print("The house is in order." if not failed else f"Out of order: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
