"""Figures as they are read: “6,685 pupils”, “£2.1bn”, “8 times”."""

from __future__ import annotations

from difference.sector.observatory.published import Number

NO_FIGURE = "No figure"
MILLION, BILLION = 1_000_000, 1_000_000_000


def _plain(value: Number) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def pounds(value: Number) -> str:
    """Whole pounds, whole millions, or billions to two places: “£370,000”, “£324m”, “£2.1bn”."""
    if value >= BILLION - MILLION / 2:
        return f"£{_plain(round(value / BILLION, 2))}bn"
    return f"£{value / MILLION:,.0f}m" if value >= MILLION else f"£{value:,.0f}"


def figure(value: Number | None, unit: str) -> str:
    """A value with its unit; “No figure” for none."""
    if value is None:
        return NO_FIGURE
    if unit == "pounds":
        return pounds(value)
    if unit == "per cent":
        return f"{_plain(value)}%"
    return f"{_plain(value)} {unit}"


def rounded(value: Number | None, unit: str) -> Number | None:
    """As many places as are read: a ratio to one, pounds to two figures of a billion or to the thousand, counts whole."""
    if value is None:
        return None
    if unit == "pounds":
        return round(value, -3) if value < BILLION else value
    return round(value, 1) if unit == "times" else round(value)


def interval(low: Number | None, high: Number | None, unit: str, name: str = "95% interval") -> str:
    """“95% interval 0.3 to 4.1 times”, or nothing where there is none."""
    return "" if low is None or high is None else f"{name} {pounds(low) if unit == 'pounds' else _plain(low)} to {figure(high, unit)}"
