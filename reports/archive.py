"""What was printed, when, by whom: one record for each printing, as plain data that any store can keep."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reports.seal import Content, fingerprints, seal_text
from reports.setup import Setup


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing. ``file_hash`` knows the file again; ``fields`` are keyed hashes, so no content lies here."""

    number: int
    at: datetime
    by: str
    kind: str
    about: str
    language: str
    paper: str
    file_hash: str
    code: str
    fields: Mapping[str, str]

    def to_plain(self) -> dict[str, Any]:
        return {
            "number": self.number, "at": self.at.isoformat(), "by": self.by, "kind": self.kind, "about": self.about,
            "language": self.language, "paper": self.paper, "file_hash": self.file_hash,
            "code": self.code, "fields": dict(self.fields),
        }  # fmt: skip

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Printed:
        return cls(**{**plain, "at": datetime.fromisoformat(plain["at"])})


def record(file: bytes, content: Content, setup: Setup) -> Printed:
    """What the archive keeps of a file that was just made from this content."""
    printing = setup.printing
    return Printed(
        printing.number,
        printing.at,
        printing.by,
        content.kind,
        content.number,
        setup.words.language,
        setup.layout.paper.name,
        hashlib.sha256(file).hexdigest(),
        seal_text(content, printing.number, setup.key),
        fingerprints(content, setup.key),
    )
