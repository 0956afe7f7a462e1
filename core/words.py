"""Sentences that are born in English and said in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English template with ``{named}`` places; the template is the key in the catalogue.

    A value may be another ``Sentence`` (a status name inside a refusal): it is translated too.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**{name: str(value) for name, value in self.values.items()})


def sentence(template: str, /, **values: object) -> Sentence:
    """Shorthand for ``Sentence(template, {...})``."""
    return Sentence(template, values)
