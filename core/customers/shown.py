"""Numbers as people write them."""

from __future__ import annotations

from core.customers.abroad import shown_abroad
from core.customers.areas import LENGTHS, area_at_start
from core.customers.identity import NumberIdentity, NumberKind


def as_people_write(identity: NumberIdentity) -> str:
    if identity.kind in (NumberKind.EXTENSION, NumberKind.SIP_NAME):
        return identity.whole
    line = _line_shown(identity)
    return f"{line} 转 {identity.extension}" if identity.extension else line


def _line_shown(identity: NumberIdentity) -> str:
    if identity.is_bare:
        return _in_two(identity.local) if identity.kind is NumberKind.LANDLINE else identity.local
    line = identity.line or identity.whole
    national = line.removeprefix("+86")
    if identity.kind is NumberKind.FOREIGN or not line.startswith("+86"):
        return (
            shown_abroad(line) if line.startswith("+") and identity.kind is not NumberKind.UNKNOWN else line
        )
    if identity.kind is NumberKind.MOBILE:
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if identity.kind is NumberKind.SERVICE:
        return f"{national[:3]} {national[3:6]} {national[6:]}"
    if identity.kind in (NumberKind.LANDLINE, NumberKind.SHORT_CODE) and identity.local:
        area = area_at_start(national)
        is_usual = len(identity.local) in LENGTHS.get(area, ())
        local = _in_two(identity.local) if is_usual else identity.local
        return f"0{area}-{local}" if area else local
    return line


def _in_two(local: str) -> str:
    """6234 5678 and 301 2345."""
    return f"{local[:-4]} {local[-4:]}"
