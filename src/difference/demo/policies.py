"""Who may use the demonstration: anyone, where it is switched on; the routes do not exist elsewhere."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, the_system

declare("demo.sign-in-as", "sign in as an invented person, in the demonstration only", anyone)
declare("demo.move-calendar", "move the calendar, in the demonstration only", anyone)
declare("demo.read-outbox", "read every letter, in the demonstration only", anyone)
declare("demo.come-as-referee", "open the link of an invented referee, in the demonstration only", anyone)
declare("demo.seed", "fill an empty system with invented people", the_system)
