"""Writes the table of who gets in where anew: `python -m tests.safety.write_expected`. Read what changed before you commit it."""

from __future__ import annotations

import os


def main() -> None:
    """In a database of its own, which goes again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.test.utils import get_runner, setup_test_environment

    from tests.safety.expecting import TABLE, as_toml, table_of
    from tests.safety.judging import judged
    from tests.safety.world import open_world

    setup_test_environment()
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with open_world() as world:
            TABLE.write_text(as_toml(table_of(world, judged(world))))
    finally:
        runner.teardown_databases(databases)
    print(f"Written: {TABLE.name}. Read what changed.")


if __name__ == "__main__":
    main()
