"""Who may see how the system is."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import administrator, anyone

declare("operations.ask-health", "ask whether the service is up", anyone)
declare("operations.see-health", "see how the system is: database, worker, mail, disk and versions", administrator)
