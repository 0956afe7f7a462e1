"""The one place in the engine where an error without a name is caught: nothing may rise into PJSIP's C++."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from telephony.messages import Event, Fault

P = ParamSpec("P")
Say = Callable[[Event], None]


class Speaking(Protocol):
    """Whoever is called back by PJSIP can say that something went wrong."""

    @property
    def say(self) -> Say: ...


S = TypeVar("S", bound=Speaking)


def guarded(method: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """The call goes on; the kind of error is told, never what was being handled (it may name a person)."""

    @functools.wraps(method)
    def outlive(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - see above
            self.say(Fault(method.__qualname__, type(error).__name__))

    return outlive
