"""Who may do what with the register of schools."""

from __future__ import annotations

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import administrator, anyone, staff, the_system

keepers = staff("placement") | administrator

declare("schools.see-register", "search the register of schools and see a school", anyone)
declare("schools.see-imports", "see which register files have been imported", keepers)
declare("schools.import-register", "import a file of the register of schools", keepers | the_system)
declare("schools.link-successor", "say which school another was succeeded by", keepers | the_system)
