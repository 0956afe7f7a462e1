"""What every paper of this house is printed with: its layout and the key of its seal, both in the encrypted desk."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any

from core.ports import Desk
from reports.layout import CompanyLayout, Paper
from reports.seal import SealKey

KEYS, LAYOUT = "seal keys", "paper layout"
_TEXTS = ("name", "head", "foot", "terms", "accent")
_PICTURES = ("logo", "seal")


@dataclass(frozen=True, slots=True)
class House:
    """``keys``: the newest first; older ones stay for the paper they sealed."""

    layout: CompanyLayout
    keys: tuple[SealKey, ...]

    @property
    def key(self) -> SealKey:
        return self.keys[0]


def read_house(desk: Desk) -> House:
    """On the database lane. The key is made when the first paper asks for it, and never again."""
    texts = json.loads(desk.setting(KEYS) or "[]")
    if not texts:
        texts = [token_bytes(32).hex()]
        desk.set_setting(KEYS, json.dumps(texts))
    return House(read_layout(desk), tuple(SealKey(bytes.fromhex(one)) for one in texts))


def read_layout(desk: Desk) -> CompanyLayout:
    return layout_of(json.loads(desk.setting(LAYOUT) or "{}"))


def keep_layout(desk: Desk, layout: CompanyLayout) -> None:
    desk.set_setting(LAYOUT, json.dumps(plain_of(layout), ensure_ascii=False))


def plain_of(layout: CompanyLayout) -> dict[str, str]:
    plain: dict[str, str] = {name: getattr(layout, name) for name in _TEXTS}
    for name in _PICTURES:
        plain[name] = base64.b64encode(getattr(layout, name)).decode("ascii")
    return {**plain, "paper": layout.paper.name}


def layout_of(plain: dict[str, Any]) -> CompanyLayout:
    """What is missing is as nobody changed it."""
    texts: dict[str, Any] = {name: plain[name] for name in _TEXTS if name in plain}
    pictures: dict[str, Any] = {name: base64.b64decode(plain.get(name, "")) for name in _PICTURES}
    paper = Paper[plain["paper"]] if plain.get("paper") in Paper.__members__ else Paper.A4
    return CompanyLayout(**{"name": "Ringdesk", **texts}, **pictures, paper=paper)
