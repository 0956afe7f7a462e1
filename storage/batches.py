"""Many records, a slice at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
_SIZE = 5_000


def batches(many: Iterable[T]) -> Iterator[list[T]]:
    source = iter(many)
    while batch := list(islice(source, _SIZE)):
        yield batch
