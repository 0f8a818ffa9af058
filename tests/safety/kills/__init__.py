"""Kills at every statement: an act is killed before and after everything that it sends to the database; nothing is lost, nothing is halved.

`proving.py` starts Django once, prepares a database of its own, forks for each point, kills the child there with SIGKILL, and looks at what
is left: every table, row by row, and every document on the disk.

To add a scenario (an act of training, say): write a module in `scenarios/` with a class that has
- `name`, and `prepare()`, which fills an empty database through real commands;
- `act()`, which does the one thing, from objects loaded afresh, since it is done again after each kill;
- `check_before()` and `check_after()`, which assert in the domain's words how things stand if it has not, or has, been done;
and put it in `ALL` of `scenarios/__init__.py`. Nothing else is needed.
"""
