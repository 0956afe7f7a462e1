"""A setting that IT decided for every desk, as a page shows it."""

from __future__ import annotations

from dataclasses import replace

from console.viewmodels.settings import Field
from console.viewmodels.words import Words


def locked(field: Field, words: Words) -> Field:
    """Shown as it holds, and not to be changed."""
    hint = words("Set by your IT department for all desks; it cannot be changed here.")
    return replace(field, hint=hint, is_enabled=False)
