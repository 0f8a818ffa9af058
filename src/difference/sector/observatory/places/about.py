"""What a page, a table or a picture by place says about itself: what it is, of which period, from which files, when and where it was fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from difference.foundations import clock
from difference.sector.official.held import Held
from difference.web.components.moments import in_words


@dataclass(frozen=True)
class About:
    """Everything but the numbers."""

    title: str
    period: str
    method: str
    sources: Sequence[str]
    licences: Sequence[str]
    retrieved: str
    address: str

    @property
    def lines(self) -> list[str]:
        """One thing a line, as heads a table and stands under a picture."""
        return [
            f"{self.title}. Period: {self.period}", self.method, f"Sources: {'; '.join(self.sources) or 'none is loaded'}",
            f"Licence: {'; '.join(self.licences) or 'none'}", f"Retrieved on {self.retrieved} from {self.address}",
        ]  # fmt: skip

    @property
    def citation(self) -> str:
        """As it is cited."""
        return f"Difference, “{self.title}”. Period: {self.period}. Computed from {'; '.join(self.sources) or 'no data'}. Retrieved on {self.retrieved} from {self.address}"


def about(request: HttpRequest, data: Held, title: str, period: str, method: str, datasets: Sequence[str]) -> About:
    """What is to be said of what stands at the address that was asked for, and rests on these data sets."""
    files = [each for dataset in dict.fromkeys(datasets) if data.has(dataset) for each in data.provenance(dataset)]
    return About(
        title, period or "none", method,
        sources=list(dict.fromkeys(f"{each['publisher']}, {each['title']} ({each['file']}, SHA-256 {str(each['sha256'])[:12]}…)" for each in files)),
        licences=list(dict.fromkeys(each["licence"] for each in files)), retrieved=in_words(clock.today(), weekday=False),
        address=request.build_absolute_uri(),
    )  # fmt: skip
