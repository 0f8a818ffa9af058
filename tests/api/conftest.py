"""A register and a cohort to read, and a way to ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.foundations.schools.files import ACADEMY, full, imported, row

NORTH_EAST = {"LA (code)": "390", "LA (name)": "Gateshead", "GOR (name)": "North East"}
CLOSED = {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2020", "EstablishmentStatus (code)": "2"}


@pytest.fixture
def register(db: None) -> None:
    """Five schools: three in London, one of them an academy, one closed; two in the North East, one of them mainstream."""
    imported(full([
        row(100001, "First Unit"), row(100003, "Second Unit", **ACADEMY), row(100005, "Closed Unit", **CLOSED),
        row(100007, "Northern Unit", **NORTH_EAST, **{"Trusts (code)": "", "Trusts (name)": "", "OfstedRating (name)": ""}),
        row(100009, "Northern School", **NORTH_EAST, **{"TypeOfEstablishment (name)": "Community school", "TypeOfEstablishment (code)": "1"}),
    ]))  # fmt: skip


@pytest.fixture
def ask() -> Any:
    """Ask under /api/v1; returns the status and the answer."""

    def asked(path: str, given: dict[str, Any] | None = None, method: str = "get") -> tuple[int, Any]:
        response = getattr(Client(), method)(f"/api/v1{path}", given or {})
        assert response["Content-Type"].startswith("application/json")
        return response.status_code, response.json()

    return asked
