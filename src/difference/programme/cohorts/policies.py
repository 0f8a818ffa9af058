"""Who may do what with cohorts."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, staff, the_system

declare("cohorts.see", "see a cohort with its dates and where we place", anyone)
declare("cohorts.make", "set up a cohort", staff("recruitment") | the_system)
declare("cohorts.change", "change a cohort’s dates, places or where we place", staff("recruitment"))
