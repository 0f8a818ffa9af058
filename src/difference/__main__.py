"""`python -m difference` is the command line."""

from difference.cli import main

main(prog_name="difference")
