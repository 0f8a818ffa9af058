"""Who may do what with jobs."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import administrator

declare("jobs.see", "see which jobs wait, run and have failed, and what ran when", administrator)
declare("jobs.run-again", "run a failed job again", administrator)
