"""The open line to every desk: "there is news", and who is how and where. A desk that is out loses it in seconds."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Event, Thread

from anyio.to_thread import run_sync
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from core.errors import EnvironmentFault, RuleViolation
from core.ids import DeskId
from core.ports_server import Fresh
from core.reading import Directory
from core.sync.live import FromDesk, MyTicket
from core.sync.messages import from_message, to_message
from core.sync.records import ticket_ref
from core.sync.who import Who
from core.sync.wire import parsed
from core.trust import Turned
from server.answers import json_bytes
from server.bodies import check_texts
from server.doors import token_of
from server.lasting import lasting
from server.peer import PEER
from server.refusals import TurnedAway
from server.room import Room
from server.seats import NOBODYS, Seat, Seats

LONGEST_MESSAGE = 16_384
CLOSED = 4_000  # the word that says why is the reason
_LOOK_EVERY = 2.0  # seconds between looks at who may not be connected any more
_TOUCH_EVERY = timedelta(minutes=1)
_WAIT = 1.0
_BREATH = 0.0005  # seconds for each desk between two news: what comes meanwhile is told together
_MOST_MESSAGES, _WITHIN = 40, 10.0  # typing and pauses: no honest desk says more
_log = logging.getLogger(__name__)


class Live:
    """One thread waits for the ledger; everything else happens on the event loop."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._seats = Seats()
        self._head = 0
        self._directory = Directory()
        self._shaped = 0  # the position from which on the directory is as it is
        self._stop = Event()
        self._thread: Thread | None = None
        self._watch: asyncio.Task[None] | None = None
        self._touched = room.clock.now()

    async def start(self) -> None:
        """A database that went away in this very moment is no reason to end: who waits for it tells when it is back."""
        with suppress(EnvironmentFault):
            self._head = await run_sync(self._room.ledger.head)
            self._directory = await run_sync(self._room.glance.directory)
        loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._wait, args=(loop, self._head), name="news", daemon=True)
        self._thread.start()
        self._watch = asyncio.create_task(self._look())

    async def stop(self) -> None:
        self._stop.set()
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        for seat in self._seats:
            seat.close(Turned.LATER.value)
        if self._thread:
            await run_sync(self._thread.join)

    async def connected(self, socket: WebSocket) -> None:
        """From the opening of a line to its end."""
        await socket.accept()
        try:
            seat, head = await run_sync(self._seat_of, socket)
            while head < self._shaped:  # the directory changed meanwhile
                seat, head = await run_sync(self._seat_of, socket)
        except TurnedAway as why:
            await socket.close(CLOSED, why.word.value)
            return
        except EnvironmentFault:
            await socket.close(CLOSED, Turned.LATER.value)
            return
        self._seats.sit(seat, max(head, self._head))
        self._room.figures.sockets.set(len(self._seats))
        talking = asyncio.create_task(self._talk(socket, seat))
        try:
            await self._listen(socket, seat)
        finally:
            self._seats.leave(seat)
            self._room.figures.sockets.set(len(self._seats))
            seat.close("")
            talking.cancel()
            with suppress(asyncio.CancelledError):
                await talking

    def _seat_of(self, socket: WebSocket) -> tuple[Seat, int]:
        """The seat, and where the operations stand: read, since the desk may know more than was last told to all.

        The teams are not older than that.
        """
        serial = str(socket.scope.get(PEER, ""))
        signed = self._room.gate.enter(serial, token_of(socket.headers.get("authorization", "")))
        head = self._room.ledger.head()
        return Seat(signed, self._room.who(signed), as_of=head), head

    async def _talk(self, socket: WebSocket, seat: Seat) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):  # starlette's word for a line that closed meanwhile
            while socket.application_state is WebSocketState.CONNECTED:
                await seat.wake.wait()
                if seat.close_with:
                    await socket.close(CLOSED, seat.close_with)
                    return
                if news := seat.taken():
                    await socket.send_text(json_bytes(to_message(news)).decode())

    async def _listen(self, socket: WebSocket, seat: Seat) -> None:
        heard: deque[float] = deque(maxlen=_MOST_MESSAGES)
        loop = asyncio.get_running_loop()
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                text = await _text_from(socket)
                if len(heard) == _MOST_MESSAGES and loop.time() - heard[0] < _WITHIN:
                    seat.close(Turned.WAIT.value)
                heard.append(loop.time())
                try:
                    await self._heard(seat, text)
                except (RuleViolation, KeyError):
                    seat.close(Turned.MISSHAPEN.value)

    async def _heard(self, seat: Seat, text: str) -> None:
        message = from_message(FromDesk, check_texts(parsed(text.encode(), once=True)))
        if message.state:
            self._seats.become(seat, message.state)
        if message.ticket:
            may = message.ticket.ticket == NOBODYS or await run_sync(
                partial(self._may_see, seat, message.ticket)
            )
            self._seats.look_at(seat, message.ticket if may else MyTicket(NOBODYS))
        if message.hand_over:
            self._seats.hand_over(seat, message.hand_over)

    def _may_see(self, seat: Seat, ticket: MyTicket) -> bool:
        audience = self._room.glance.audience(ticket_ref(ticket.ticket))
        return bool(audience) and seat.who.sees(audience)

    def _wait(self, loop: asyncio.AbstractEventLoop, head: int) -> None:
        """On its own thread."""
        what = "the ledger does not answer; desks hear of news when it does"
        while not self._stop.is_set():
            with lasting(what, lambda: self._stop.wait(_WAIT)):
                head = self._heard_of(loop, head)

    def _heard_of(self, loop: asyncio.AbstractEventLoop, head: int) -> int:
        """Up to where the news are told then."""
        now = self._room.ledger.wait_for_news(head, _WAIT)
        if now <= head:
            return head
        fresh = self._room.ledger.fresh(head)
        head = fresh.head if fresh else now
        shaped = self._seated_anew(head)
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(self._news, head, fresh, shaped)
        self._stop.wait(len(self._seats) * _BREATH)
        return head

    def _seated_anew(self, head: int) -> Mapping[Seat, Who] | None:
        """Somebody may be in another team now: nothing is brought by the teams of before. None: nobody is."""
        directory = self._room.glance.directory()
        if directory is self._directory:
            return None
        self._shaped = head  # first: who sits down meanwhile is counted by it
        seated = {seat: self._room.who(seat.signed) for seat in self._seats}
        self._directory = directory  # last: broken off before, it is done again
        return seated

    def _news(self, head: int, fresh: Fresh | None, shaped: Mapping[Seat, Who] | None) -> None:
        self._head = head
        self._room.figures.head.set(head)
        if shaped is not None:
            for seat in self._seats:
                seat.who = shaped.get(seat, seat.who)
                if seat not in shaped and seat.as_of < self._shaped:  # it sat down in that very moment
                    seat.close(Turned.LATER.value)
        self._seats.news(head, fresh)

    async def _look(self) -> None:
        """For as long as the server runs, whatever one look met."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            with lasting("nobody could be sent away just now; it is looked again"):
                await self._send_away()

    async def _send_away(self) -> None:
        """Revoked desks, ended sessions, changed roles: whoever is no longer what they were."""
        if not len(self._seats):
            return
        out, living = await run_sync(self._who_is_out)
        for seat in self._seats:
            if seat.signed.desk in out:
                seat.close(Turned.REVOKED.value)
            elif seat.signed.digest not in living:
                seat.close(Turned.SESSION.value)
        await run_sync(self._tidy, {seat.signed.digest for seat in self._seats})

    def _who_is_out(self) -> tuple[frozenset[DeskId], frozenset[str]]:
        return self._room.trust.desks.out(), self._room.trust.sessions.living()

    def _tidy(self, connected: AbstractSet[str]) -> None:
        """Comes last: a database that takes no writes keeps nobody in."""
        now, settings = self._room.clock.now(), self._room.settings
        sessions = self._room.trust.sessions
        if now - self._touched > _TOUCH_EVERY:  # a desk that is connected gives a sign of itself
            sessions.touch(connected, now)
            self._touched = now
        sessions.drop_older(now - settings.whole_session, now - settings.idle)


async def _text_from(socket: WebSocket) -> str:
    """Bytes are no message of ours; an empty text is none either, and is told so."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message["code"])
    return str(message.get("text") or "")
