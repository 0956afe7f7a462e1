"""Which device does what: chosen by name, replaced while it is away, taken back when it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from threading import Condition, Thread

import miniaudio

from core.calls.line import SoundChoice, SoundStatus
from core.words import Sentence, sentence
from telephony.engine.cards import Card, CardRoom, Cards, Stream
from telephony.engine.guard import Say, guarded

_LOOK_BUSY, _LOOK_IDLE = 1.0, 10.0  # seconds between looks at what is plugged in


class Role(Enum):
    """What a device is used for."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    RINGER = "ringer"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choice, and which roles are to be running now."""

    choice: SoundChoice = field(default_factory=SoundChoice)
    running: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Ends:
    """Where samples come from and go to; called on the devices' threads."""

    speaker: Callable[[int], bytes]
    ringer: Callable[[int], bytes]
    microphone: Callable[[bytes], None]


class SoundDevices(Thread):
    """A thread of its own, since opening a device may take its time. It never touches PJSIP."""

    def __init__(self, say: Say, ends: Ends, report: Callable[[SoundStatus], None]) -> None:
        super().__init__(name="sound", daemon=True)
        self.say = say
        self._ends = ends
        self._report = report
        self._room = CardRoom()
        self._streams: dict[Role, Stream] = {}
        self._wanted = Wanted()
        self._news = Condition()
        self._is_news = True
        self._closing = False
        self._told: SoundStatus | None = None

    def want(self, wanted: Wanted) -> None:
        with self._news:
            if wanted != self._wanted:
                self._wanted, self._is_news = wanted, True
                self._news.notify_all()

    def look_again(self) -> None:
        with self._news:
            self._is_news = True
            self._news.notify_all()

    def close(self) -> None:
        with self._news:
            self._closing = True
            self._news.notify_all()

    def run(self) -> None:
        while True:
            with self._news:
                if not self._is_news and not self._closing:
                    self._news.wait(_LOOK_BUSY if self._wanted.running else _LOOK_IDLE)
                self._is_news = False
                if self._closing:
                    break
                wanted = self._wanted
            self._arrange(wanted)
        for role in tuple(self._streams):
            self._stop(role)
        self._room.close()

    @guarded
    def _arrange(self, wanted: Wanted) -> None:
        cards = self._room.look()
        picked = {role: pick(cards, role, wanted.choice) for role in Role}
        failed: set[Role] = set()
        for role, card in picked.items():
            if not self._run(role, card if role in wanted.running else None):
                failed.add(role)
        status = status_of(cards, picked, wanted.choice, failed)
        if status != self._told:
            self._told = status
            self._report(status)

    def _run(self, role: Role, card: Card | None) -> bool:
        """Have this device running in this role, or none; False if it does not open."""
        stream = self._streams.get(role)
        if stream is not None and card is not None and stream.card.name == card.name and not stream.is_dead:
            return True
        self._stop(role)
        if card is None:
            return True
        try:
            self._streams[role] = self._open(role, card)
        except miniaudio.MiniaudioError:
            return False
        return True

    def _open(self, role: Role, card: Card) -> Stream:
        if role is Role.MICROPHONE:
            return self._room.microphone(card, self._ends.microphone)
        return self._room.speaker(card, self._ends.speaker if role is Role.SPEAKER else self._ends.ringer)

    def _stop(self, role: Role) -> None:
        stream = self._streams.pop(role, None)
        if stream is not None:
            stream.close()


def chosen_name(role: Role, choice: SoundChoice) -> str:
    return {Role.MICROPHONE: choice.microphone, Role.SPEAKER: choice.speaker, Role.RINGER: choice.ringer}[
        role
    ]


def pick(cards: Cards, role: Role, choice: SoundChoice) -> Card | None:
    """The chosen device if it is plugged in, else the system's choice, else none."""
    known = cards.microphones if role is Role.MICROPHONE else cards.speakers
    name = chosen_name(role, choice)
    chosen = next((card for card in known if card.name == name), None)
    if chosen is not None:
        return chosen
    real = [card for card in known if not card.is_monitor]
    return next((card for card in real if card.is_default), next(iter(real), None))


def status_of(
    cards: Cards, picked: Mapping[Role, Card | None], choice: SoundChoice, failed: set[Role]
) -> SoundStatus:
    used = {role: "" if card is None or role in failed else card.name for role, card in picked.items()}
    return SoundStatus(
        microphones=_names(cards.microphones),
        speakers=_names(cards.speakers),
        microphone=used[Role.MICROPHONE],
        speaker=used[Role.SPEAKER],
        ringer=used[Role.RINGER],
        notice=_notice(used, choice),
    )


def _names(cards: Sequence[Card]) -> tuple[str, ...]:
    return tuple(card.name for card in sorted(cards, key=lambda card: card.is_monitor))


def _notice(used: Mapping[Role, str], choice: SoundChoice) -> Sentence | None:
    for role in Role:
        name = chosen_name(role, choice)
        if name and used[role] != name:
            if used[role]:
                return sentence(
                    '"{wanted}" is not there: "{used}" is used instead.', wanted=name, used=used[role]
                )
            return sentence('"{wanted}" is not there, and nothing else: calls are silent.', wanted=name)
    if not used[Role.SPEAKER]:
        return sentence("There is no loudspeaker: calls can be answered, but not be heard.")
    if not used[Role.MICROPHONE]:
        return sentence("There is no microphone: callers cannot hear you.")
    return None
