"""The cost pages are one link away from the findings that they take apart, and from no other."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("finding", "leads"), [("cost-per-pupil", True), ("cost-per-cohort", True), ("pupils-in-ap", False)])
def test_findings_about_money_lead_to_their_arithmetic(finding, leads):
    assert ('href="/observatory/cost/"' in Client().get(f"/observatory/{finding}/").content.decode()) == leads
