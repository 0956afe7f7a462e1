"""What goes on for as long as the server does: a turn that fails is told to the log, and the next one comes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.errors import EnvironmentFault

_log = logging.getLogger(__name__)


@contextmanager
def lasting(what: str, pause: Callable[[], object] = lambda: None) -> Iterator[None]:
    """One turn. ``what`` is a sentence of ours that names nobody; of a mistake the log has kind and places.

    ``pause`` comes after a turn that failed.
    """
    try:
        yield
    except (EnvironmentFault, OSError) as why:
        _log.warning(what, extra={"facts": {"trouble": type(why)}})
        pause()
    except Exception:  # noqa: BLE001 - who is sent away must be out, whatever a turn before met
        _log.exception(what)
        pause()
