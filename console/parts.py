"""What lives as long as the program."""

from __future__ import annotations

from dataclasses import dataclass

from console.bridge.background import Background
from console.bridge.heartbeat import Heartbeat
from console.bridge.ui_queue import UiQueue
from console.bridge.ui_timers import UiTimers
from console.demo_ring import DemoRing
from console.door import Door
from console.handle.feed import Feed
from console.handle.reception import Reception
from console.handle.server import HandleServer
from console.presenters.phone import Phone
from console.presenters.unlock_presenter import UnlockPresenter
from console.profiles import Profile
from console.settings.store import Settings
from console.sync.gate import Gate
from console.views.desk_window import DeskWindow
from console.views.theme import Theme
from console.views.tray import Tray
from console.words import Catalogue
from core.calls.line import PhoneLine


@dataclass(slots=True)
class Parts:
    """Handed on whole: the shell and its wiring join nearly all of them."""

    profile: Profile
    settings: Settings
    words: Catalogue
    queue: UiQueue
    timers: UiTimers
    background: Background
    door: Door
    phone: Phone
    line: PhoneLine
    theme: Theme
    window: DeskWindow
    tray: Tray
    unlock: UnlockPresenter
    feed: Feed
    reception: Reception
    server: HandleServer
    heartbeat: Heartbeat
    demo: DemoRing
    gate: Gate
