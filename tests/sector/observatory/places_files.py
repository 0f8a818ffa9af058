"""Small official files by place, made here: authorities, regions and England with the figures that a test wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from difference.sector.official import places
from tests.sector.official.files import OLD, PLACE, place

Figures = tuple[object, object, object, int]


def authority(code: str) -> tuple[str, ...]:
    """An authority as the columns of place have it."""
    found = places.authorities()[code]
    region = next(each for each in places.regions() if each.code == found.region)
    return region.code, region.name, code, found.name, found.ons[0]


def _rates(permanent: object, fixed: object, suspended: object, pupils: int) -> dict[str, str]:
    values = [permanent, "x" if permanent == "x" else f"{100 * float(str(permanent)) / pupils:.3f}", fixed, f"{100 * float(str(fixed)) / pupils:.3f}", suspended, f"{100 * float(str(suspended)) / pupils:.3f}"]  # fmt: skip
    return {"num_schools": "9", "headcount": str(pupils)} | {name: str(value) for name, value in zip(OLD, values, strict=True)}


def exclusions(
    period: str, by: Mapping[str, Figures], regions: Mapping[str, Figures] | None = None, england: Figures | None = None
) -> list[dict[str, str]]:
    """Rows of exclusions: permanent, suspensions, suspended pupils and headcount of each authority (by code), region (by name), and England."""
    rest = {"school_type": "Total", "laestab": ""}
    rows = [place(period, "National") | rest | _rates(*england)] if england else []
    wanted = [(region, regions[region.name]) for region in places.regions() if regions and region.name in regions]
    rows += [place(period, "Regional", (region.code, region.name)) | rest | _rates(*figures) for region, figures in wanted]
    return [*rows, *(place(period, "Local authority", authority(code)) | rest | _rates(*figures) for code, figures in by.items())]


GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def grades(year: str, by: Mapping[str, Sequence[int]], regions: Mapping[str, Sequence[int]] | None = None) -> list[dict[str, str]]:
    """Rows of the grades of alternative provision: how many schools have each of the four, best first, by authority (code) and region (name)."""
    rows = []
    for code, counts in by.items():
        _, region, _, name, _ = authority(code)
        rows += _graded(year, {"geographic_level": "Local authority", "Region": region, "la_name": name}, counts)
    for name, counts in (regions or {}).items():
        rows += _graded(year, {"geographic_level": "Regional", "Region": name, "la_name": ""}, counts)
    return rows


def _graded(year: str, where: Mapping[str, str], counts: Sequence[int]) -> list[dict[str, str]]:
    whole = sum(counts)
    first = {"Year": year, "school_type": "Alternative provision"}
    rows = []
    for grade, count in zip(GRADES, counts, strict=True):
        same = {**first, "Overall effectiveness": grade, "grand_total_schools": str(whole), **where}
        if count:
            rows.append(same | {"Measure": "Overall effectiveness (number of schools)", "Value": f"{count}.0"})
            rows.append(same | {"Measure": "Overall effectiveness (% of schools)", "Value": f"{100 * count / whole:.2f}"})
    return rows


def census(period: str, by: Mapping[str, int]) -> list[dict[str, str]]:
    """Pupils whom each authority (by code) places in alternative provision."""
    return [
        place(period, "Local authority", authority(code)) | {"gender": "Total", "age": "Total", "ethnicity_minor": "Total", "fsm": "Total", "number_of_pupils": str(pupils)}
        for code, pupils in by.items()
    ]  # fmt: skip


def arranged(period: str, by: Mapping[str, int]) -> list[dict[str, str]]:
    """Pupils whom schools of each authority (by code) place."""
    return [
        place(period, "Local authority", authority(code)) | {"characteristic_grouping": "Placement Reason", "pupil_characteristic": "Total", "setting_type": "Total", "pupils": str(pupils)}
        for code, pupils in by.items()
    ]  # fmt: skip


def school(urn: int, code: str, at: tuple[int, int] | None = None, **more: Any) -> dict[str, str]:
    """A row of the register: an open alternative-provision school of an authority, perhaps with coordinates (metres) and pupils."""
    _, region, _, name, _ = authority(code)
    row = {
        "URN": str(urn), "LA (code)": code, "LA (name)": name, "EstablishmentNumber": str(1000 + urn % 1000), "EstablishmentName": f"Unit {urn}",
        "TypeOfEstablishment (name)": "Pupil referral unit", "EstablishmentStatus (name)": "Open", "GOR (name)": region,
        "Easting": str(at[0]) if at else "", "Northing": str(at[1]) if at else "", "NumberOfPupils": "",
    }  # fmt: skip
    return row | {key: str(value) for key, value in more.items()}


def inspection(urn: int, grade: str) -> dict[str, str]:
    """A row of the management information with an overall grade."""
    return {
        "URN": str(urn), "School name": f"Unit {urn}", "Overall effectiveness": grade, "Quality of education": grade, "Inspection start date": "01/02/2023",
        "Category of concern": "NULL", "Region": "", "Local authority": "",
    }  # fmt: skip


def _of_school(period: str, urn: int, code: str) -> dict[str, str]:
    row = place(period, "School", authority(code))
    return {name: row[name] for name in PLACE} | {
        "school_urn": str(urn),
        "school_laestab": f"{code}{1000 + urn % 1000}",
        "school_name": f"Unit {urn}",
        "school_type": "Special and PRU",
    }


def workforce(period: str, by: Mapping[int, tuple[str, int, int, int]]) -> list[dict[str, str]]:
    """By school: authority, teachers, those without qualified status, leaders."""
    return [
        _of_school(period, urn, code)
        | {
            "hc_all_teachers": str(teachers), "fte_all_teachers": str(teachers), "hc_leadership_teachers": str(leaders), "fte_leadership_teachers": str(leaders),
            "hc_all_teachers_without_qts": str(unqualified), "fte_all_teachers_without_qts": str(unqualified),
        }
        for urn, (code, teachers, unqualified, leaders) in by.items()
    ]  # fmt: skip


def vacancies(period: str, by: Mapping[int, tuple[str, int]]) -> list[dict[str, str]]:
    """By school: authority and vacant leadership posts."""
    return [
        _of_school(period, urn, code) | {"grade": "Leadership", "vacancy": str(vacant), "rate": "1", "tempfilled": "0", "temprate": "0"}
        for urn, (code, vacant) in by.items()
    ]
