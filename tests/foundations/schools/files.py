"""Register files as tests make them: the published layouts of 33, 34 and 140 columns, with invented schools."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from difference.foundations.actors import system
from difference.foundations.schools import commands
from difference.foundations.schools.importing.report import Report
from difference.foundations.schools.register.sources import Source

STATE_FUNDED_COLUMNS = [
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)", "ReasonEstablishmentOpened (name)", "OpenDate", "PhaseOfEducation (name)", "StatutoryLowAge",
    "StatutoryHighAge", "Boarders (name)", "OfficialSixthForm (name)", "Gender (name)", "ReligiousCharacter (name)",
    "AdmissionsPolicy (name)", "UKPRN", "Street", "Locality", "Address3", "Town", "County (name)", "Postcode", "SchoolWebsite",
    "TelephoneNum", "HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "GOR (name)",
    "ParliamentaryConstituency (code)", "ParliamentaryConstituency (name)",
]  # fmt: skip
ACADEMIES_COLUMNS = [*STATE_FUNDED_COLUMNS[:26], "FaxNum", *STATE_FUNDED_COLUMNS[26:]]
FULL_COLUMNS = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (code)",
    "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (code)",
    "EstablishmentStatus (name)",
    "ReasonEstablishmentOpened (code)",
    "ReasonEstablishmentOpened (name)",
    "OpenDate",
    "ReasonEstablishmentClosed (code)",
    "ReasonEstablishmentClosed (name)",
    "CloseDate",
    "PhaseOfEducation (code)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Boarders (code)",
    "Boarders (name)",
    "NurseryProvision (name)",
    "OfficialSixthForm (code)",
    "OfficialSixthForm (name)",
    "Gender (code)",
    "Gender (name)",
    "ReligiousCharacter (code)",
    "ReligiousCharacter (name)",
    "ReligiousEthos (name)",
    "Diocese (code)",
    "Diocese (name)",
    "AdmissionsPolicy (code)",
    "AdmissionsPolicy (name)",
    "SchoolCapacity",
    "SpecialClasses (code)",
    "SpecialClasses (name)",
    "CensusDate",
    "NumberOfPupils",
    "NumberOfBoys",
    "NumberOfGirls",
    "PercentageFSM",
    "TrustSchoolFlag (code)",
    "TrustSchoolFlag (name)",
    "Trusts (code)",
    "Trusts (name)",
    "SchoolSponsorFlag (name)",
    "SchoolSponsors (name)",
    "FederationFlag (name)",
    "Federations (code)",
    "Federations (name)",
    "UKPRN",
    "FEHEIdentifier",
    "FurtherEducationType (name)",
    "OfstedLastInsp",
    "OfstedSpecialMeasures (code)",
    "OfstedSpecialMeasures (name)",
    "LastChangedDate",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "County (name)",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "HeadTitle (name)",
    "HeadFirstName",
    "HeadLastName",
    "HeadPreferredJobTitle",
    "BSOInspectorateName (name)",
    "InspectorateReport",
    "DateOfLastInspectionVisit",
    "NextInspectionVisit",
    "TeenMoth (name)",
    "TeenMothPlaces",
    "CCF (name)",
    "SENPRU (name)",
    "EBD (name)",
    "PlacesPRU",
    "FTProv (name)",
    "EdByOther (name)",
    "Section41Approved (name)",
    "SEN1 (name)",
    "SEN2 (name)",
    "SEN3 (name)",
    "SEN4 (name)",
    "SEN5 (name)",
    "SEN6 (name)",
    "SEN7 (name)",
    "SEN8 (name)",
    "SEN9 (name)",
    "SEN10 (name)",
    "SEN11 (name)",
    "SEN12 (name)",
    "SEN13 (name)",
    "TypeOfResourcedProvision (name)",
    "ResourcedProvisionOnRoll",
    "ResourcedProvisionCapacity",
    "SenUnitOnRoll",
    "SenUnitCapacity",
    "GOR (code)",
    "GOR (name)",
    "DistrictAdministrative (code)",
    "DistrictAdministrative (name)",
    "AdministrativeWard (code)",
    "AdministrativeWard (name)",
    "ParliamentaryConstituency (code)",
    "ParliamentaryConstituency (name)",
    "UrbanRural (code)",
    "UrbanRural (name)",
    "GSSLACode (name)",
    "Easting",
    "Northing",
    "MSOA (name)",
    "LSOA (name)",
    "InspectorateName (name)",
    "SENStat",
    "SENNoStat",
    "BoardingEstablishment (name)",
    "PropsName",
    "PreviousLA (code)",
    "PreviousLA (name)",
    "PreviousEstablishmentNumber",
    "OfstedRating (name)",
    "RSCRegion (name)",
    "Country (name)",
    "UPRN",
    "SiteName",
    "QABName (code)",
    "QABName (name)",
    "EstablishmentAccredited (code)",
    "EstablishmentAccredited (name)",
    "QABReport",
    "CHNumber",
    "MSOA (code)",
    "LSOA (code)",
    "FSM",
    "AccreditationExpiryDate",
]
LINK_COLUMNS = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]

PLAIN = {
    "LA (code)": "301", "LA (name)": "Barking and Dagenham", "EstablishmentNumber": "1100", "TypeOfEstablishment (name)": "Pupil referral unit",
    "TypeOfEstablishment (code)": "14", "EstablishmentStatus (name)": "Open", "EstablishmentStatus (code)": "1", "OpenDate": "01-09-2010",
    "PhaseOfEducation (name)": "Not applicable", "StatutoryLowAge": "11", "StatutoryHighAge": "16", "Gender (name)": "Mixed", "UKPRN": "10000001",
    "Street": "1 Invented Road", "Town": "Dagenham", "Postcode": "RM10 7XX", "SchoolWebsite": "www.example.org", "GOR (name)": "London", "GOR (code)": "H",
    "TelephoneNum": "02079460000", "FaxNum": "02079460001", "HeadTitle (name)": "Dr", "HeadFirstName": "Zebedee", "HeadLastName": "Quartermain",
    "HeadPreferredJobTitle": "Headteacher", "PropsName": "Zuleika Proprietor", "Easting": "549000", "Northing": "184000", "Trusts (code)": "2044",
    "Trusts (name)": "Invented Trust", "OfstedRating (name)": "Good", "OfstedLastInsp": "14-03-2023",
}  # fmt: skip
ACADEMY = {"TypeOfEstablishment (name)": "Academy alternative provision converter", "TypeOfEstablishment (code)": "42"}


def row(urn: object, name: str = "Invented School", **changed: str) -> dict[str, str]:
    """One school; `changed` are GIAS columns, given by keyword through a dict."""
    return {**PLAIN, "URN": str(urn), "EstablishmentName": name, **changed}


def text(rows: list[dict[str, str]], columns: list[str] = STATE_FUNDED_COLUMNS) -> str:
    """Rows as a CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[given.get(column, "") for column in columns] for given in rows])
    return out.getvalue()


def source(content: str | bytes, name: str = "edubaseallstatefunded20260602.csv", encoding: str = "cp1252") -> Source:
    """A file of this name."""
    return Source(name, io.BytesIO(content.encode(encoding) if isinstance(content, str) else content))


def state_funded(rows: list[dict[str, str]], day: str = "20260602", **more: Any) -> Source:
    """A state-funded file of a day."""
    return source(text(rows), f"edubaseallstatefunded{day}.csv", **more)


def academies(rows: list[dict[str, str]], day: str = "20260602") -> Source:
    """An academies file of a day."""
    return source(text(rows, ACADEMIES_COLUMNS), f"edubaseallacademiesandfree{day}.csv")


def full(rows: list[dict[str, str]], day: str = "20260602", columns: list[str] = FULL_COLUMNS) -> Source:
    """A full extract of a day."""
    return source(text(rows, columns), f"edubasealldata{day}.csv")


def links(*rows: tuple[object, object, str, str], day: str = "20260602") -> Source:
    """A links file: URN, LinkURN, LinkType, date."""
    given = [
        {"URN": str(urn), "LinkURN": str(other), "LinkName": "Named", "LinkType": kind, "LinkEstablishedDate": on} for urn, other, kind, on in rows
    ]
    return source(text(given, LINK_COLUMNS), f"links_edubasealldata{day}.csv")


def zipped(name: str = "register.zip", **members: str | bytes) -> Source:
    """A zip; members are given by name through a dict."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, content in members.items():
            packed.writestr(member, content)
    return Source(name, io.BytesIO(out.getvalue()))


def imported(*sources: Source, **more: Any) -> Report:
    """Import files as the command line does; the last one's report."""
    return commands.import_register(by=system("test"), files=list(sources), **more)[-1]
