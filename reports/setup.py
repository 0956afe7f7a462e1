"""What every document is printed with, beside its own data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.errors import RuleViolation
from reports.fonts import Faces, bundled_faces
from reports.layout import CompanyLayout
from reports.said import Moments
from reports.seal import SealKey
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Printing:
    """One act of printing: its number in the archive, when, and by whom."""

    number: int
    at: datetime
    by: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise RuleViolation("The time of printing needs its time zone.")


@dataclass(frozen=True, slots=True)
class Setup:
    """Language, company, time zone, this printing, and the key of the house's seal."""

    words: Words
    layout: CompanyLayout
    zone: ZoneInfo
    printing: Printing
    key: SealKey
    faces: Faces = field(default_factory=bundled_faces)

    @property
    def moments(self) -> Moments:
        return Moments(self.words, self.zone)
