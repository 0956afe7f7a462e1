"""The program as a whole: which screen is shown, what unlocking, locking and leaving mean."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress

from console import layout
from console.guard import Guard
from console.handle.reception import Room
from console.opening import Opening
from console.parts import Parts
from console.presenters.call_actions import can_be_answered
from console.presenters.call_book import CallInHand
from console.presenters.signing import Typed
from console.presenters.workplace import Me
from console.room import DeskRoom
from console.settings.options import account_of, sound_of
from console.settings.store import SettingsNotKept
from console.sync.entering import Entered
from console.viewmodels.words import Tone
from console.views.desk_window import ASSISTANT, DESK, UNLOCK
from core.calls.line import Account, SoundChoice
from core.errors import Trouble


class Shell:
    """Calls are up whatever the screen shows: the line is started first and stopped last."""

    def __init__(self, parts: Parts, build_room: Callable[[Me], DeskRoom], left: Callable[[], None]) -> None:
        self.parts = parts
        self._build_room = build_room
        self._left = left
        self._is_leaving = False
        self._account: Account | None = None
        self._sound: SoundChoice | None = None
        self._scheme = parts.settings.options.theme
        self.is_open = False
        self.room: DeskRoom | None = None
        self.guard = Guard(parts, self.lock, lambda: self.is_open)
        parts.phone.on_new_call(self._rang)
        parts.phone.book.listen(lambda _: self.show_tray())
        parts.settings.listen(self._settings_changed)
        parts.words.listen(self._language_changed)

    def on_left(self, left: Callable[[], None]) -> None:
        """Who is told when the program is over."""
        self._left = left

    def show_first(self, *, has_profile: bool) -> None:
        parts = self.parts
        layout.restore(parts.window, parts.settings.options)
        parts.window.show_screen(UNLOCK if has_profile or parts.profile.is_demo else ASSISTANT)
        parts.unlock.show()
        parts.window.show()

    def begin(self) -> None:
        """What may come after the window: the handle for other programs, and what the passphrase will need."""
        self.parts.timers.every(1.0, self.tick)
        self.guard.begin()
        self.parts.server.open()
        self.parts.door.warm_up()

    def open(self, typed: Typed, opened: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        """The Door of the unlock screen."""

        def came_in(me: Me, entered: Entered | None) -> None:
            opened()
            self._enter(me, entered)

        Opening(self.parts, came_in, failed).begin(typed)

    def lock(self) -> None:
        """The screen is hidden at once; what was typed is written, then the key leaves the memory.

        A call that is up goes on; who calls now rings with a number alone.
        """
        room, parts = self.room, self.parts
        if room is None or not self.is_open:
            return
        self.is_open = False
        parts.window.unlock.forget()
        parts.unlock.is_shown = True
        parts.reception.opened(None)
        parts.feed.tell({"event": "locked"})
        parts.window.show_screen(UNLOCK)
        parts.unlock.show()
        room.end()
        room.place.writer.when_idle(lambda: parts.door.close(lambda: None))

    def bring_front(self) -> None:
        self.parts.tray.bring()

    def close_wanted(self) -> None:
        """Closing the window never ends a call: it goes to the tray, or stays as a small window."""
        parts = self.parts
        if parts.tray.has_tray:
            parts.window.hide()
        elif parts.phone.book.up:
            parts.window.showMinimized()
        else:
            self.leave()

    def leave(self) -> None:
        if self._is_leaving:
            return
        self._is_leaving = True
        parts = self.parts
        with suppress(SettingsNotKept):
            parts.settings.change(layout.texts_of(parts.window))
        parts.window.hide()
        parts.server.close()
        parts.demo.stop()
        if self.room is not None and self.is_open:
            self.room.end()
            self.room.place.writer.when_idle(self._end)
        else:
            self._end()

    def network_changed(self) -> None:
        """It may be back: line and server are asked now, not at their next try."""
        self.parts.line.network_changed()
        if self.room is not None and self.is_open:
            self.room.sync.look()

    def tick(self) -> None:
        if self.room is not None and self.is_open:
            self.room.tick()

    def show_tray(self) -> None:
        room, up = self.room, self.parts.phone.book.up
        rings = any(can_be_answered(call) for call in up)
        tone, text = (
            (room.frame.agent.tone, room.frame.agent.label) if room and self.is_open else (Tone.DIM, "")
        )
        self.parts.tray.show_state(tone, text, is_ringing=rings and self.is_open)

    def _enter(self, me: Me, entered: Entered | None) -> None:
        parts = self.parts
        if self.room is None:
            self.room = self._build_room(me)
            gc.freeze()  # searching all that lives as long as the program would block the screen for 30 to 50 ms
        room = self.room
        if room.place.me.agent != me.agent:
            room.make_way(me)
        self.is_open = True
        parts.window.unlock.forget()
        self._use_line()
        parts.reception.opened(
            Room(
                room.place,
                room.actions,
                room.maker,
                room.calls.notes,
                room.tickets,
                room.frame,
                room.tickets.open,
                self.lock,
                room.service.standing,
                room.sync.described,
            )
        )
        room.begin()
        if entered is not None:
            room.sync.begin(entered)
        parts.window.show_screen(DESK)
        parts.feed.tell({"event": "unlocked"})

    def _end(self) -> None:
        parts = self.parts
        parts.door.close(lambda: None)
        parts.line.stop()
        parts.timers.close()
        parts.queue.close()
        parts.background.close()
        self._left()

    def _rang(self, call: CallInHand) -> None:
        if not can_be_answered(call):
            return
        words = self.parts.words
        number = call.shown_number or call.snapshot.remote.number or words("number withheld")
        title = words("A call is ringing")
        self.parts.tray.tell(title, f"{call.name} {number}".strip() if self.is_open else number)

    def _settings_changed(self) -> None:
        parts = self.parts
        options = parts.settings.options
        if options.language:
            parts.words.speak(options.language)
        if options.theme != self._scheme:  # until it is changed, what this start was asked for stands
            self._scheme = options.theme
            parts.theme.choose(options.theme)
        is_compact = options.density == "compact"
        if parts.theme.is_compact is not is_compact:
            parts.theme.resize(13, is_compact)
        if self.is_open:
            self._use_line()

    def use_account(self, account: Account | None) -> None:
        """The line is told only what is news: signing in again costs a call that is just coming."""
        if account != self._account:
            self._account = account
            self.parts.line.use_account(account)

    def _use_line(self) -> None:
        options = self.parts.settings.options
        self.use_account(account_of(options))
        sound = sound_of(options)
        if sound != self._sound:
            self._sound = sound
            self.parts.line.use_sound(sound)

    def _language_changed(self) -> None:
        parts = self.parts
        parts.window.retranslate()
        parts.tray.retranslate()
        parts.unlock.show()
        if self.room is not None and self.is_open:
            self.room.show()
