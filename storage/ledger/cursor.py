"""The cursor: of which epoch, and for each scope key the position up to which the desk has everything."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cursor:
    """Opaque to the desk. What it says is only where to begin: the keys of the session decide what is seen."""

    epoch: str = ""
    keys: Mapping[str, int] = field(default_factory=dict)

    def written(self) -> str:
        plain = json.dumps([self.epoch, dict(self.keys)], separators=(",", ":"), sort_keys=True)
        return base64.urlsafe_b64encode(plain.encode()).decode()


def cursor_of(text: str) -> Cursor:
    """A damaged one is the beginning."""
    try:
        epoch, keys = json.loads(base64.urlsafe_b64decode(text.encode()))
        places = {str(key): min(max(0, int(place)), 1 << 62) for key, place in keys.items()}
        return Cursor(str(epoch), places)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error):
        return Cursor()
