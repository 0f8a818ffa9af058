"""Random walks: for each lifecycle a hundred walks through real commands, by the right people and the wrong ones; no illegal state is ever reached.

To give a new lifecycle its walks, write a module here with a `Provider`:
- `__init__` makes the thing and everybody around it, through real commands (it runs once; each walk starts from there and is taken back);
- `load()` loads the thing as its page does;
- `steps` has a `Step` for each move of the table, by the move's name: `do(actor, thing, reason)` calls the real command, `who` may do so,
  `when` (a moment or several) and with which `reasons`; other names are things done beside the moves, which must not change the state by stealth;
- `everybody` are the actors who try what is not theirs, `moments` the times at which they try;
- a move that is made before a walk begins stands in `made_before`, one that no command makes in `nothing_makes`;
and put it in `PROVIDERS` of `providers.py`, by its noun. `test_walks.py` names whatever lifecycle has none.
"""
