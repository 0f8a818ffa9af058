"""Who may see the pages that span the stages."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, signed_in

declare("pages.see-public", "read what the programme is, and the pages at every page’s foot", anyone)
declare("pages.see-home", "see what is waiting for them", signed_in)
