"""Settings are a table: name, type, default, sentence, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from typing import Any, TypeVar

from core.calls.line import Account, SoundChoice, Srtp, Transport
from core.customers.identity import NumberRules
from core.post import Channels, MailServer, Robot, RobotKind, Security, SmsGateway
from core.robots import read_robots, robots_text

Kind = TypeVar("Kind", bound=Enum)


class Place(Enum):
    """Where a setting is kept: what is personal or secret lies in the encrypted desk."""

    OPEN = "profile folder"
    DESK = "desk"


def _option(default: Any, sentence: str, place: Place = Place.DESK) -> Any:
    return field(default=default, metadata={"sentence": sentence, "place": place})


@dataclass(frozen=True, slots=True)
class Options:
    """The table, and the values of one profile at one moment. Code asks ``options.wrap_up_seconds``."""

    language: str = _option("", "The language of the screen. Empty: the system's.", Place.OPEN)
    theme: str = _option("system", "light, dark, or system.", Place.OPEN)
    density: str = _option("comfortable", "comfortable or compact rows.", Place.OPEN)
    window_geometry: str = _option("", "Where the window stood when it was closed.", Place.OPEN)
    desk_columns: str = _option("", "How wide the three columns were.", Place.OPEN)
    list_columns: str = _option("", "Which columns of the ticket list were drawn how wide.", Place.OPEN)
    keys: str = _option("", "Keys that differ from the house's own, as action=key, one a line.", Place.OPEN)

    agent_id: str = _option("", "Who works at this desk.")
    agent_name: str = _option("", "The agent's name.")
    desk_id: str = _option("", "This desk's own name in every operation.")
    wrap_up_seconds: int = _option(30, "How long an agent stays in wrap-up after a call.")

    country: str = _option("CN", "The country whose numbers are written without a country code.", Place.OPEN)
    area: str = _option("010", "The house's own area code.", Place.OPEN)
    outside_prefix: str = _option("", "What the PBX puts before outside numbers.", Place.OPEN)

    account_user: str = _option("", "The line's user name at the PBX. Empty: no line.")
    account_registrar: str = _option("", "The PBX: host or host:port.")
    account_password: str = _option("", "The line's password.")
    account_auth_user: str = _option("", "The name for the password, where it differs from the user name.")
    account_display_name: str = _option("", "The name that called people see.")
    account_label: str = _option("", "What the line is called on screen.")
    account_register: bool = _option(True, "Sign in at the PBX; without it the line is direct.")
    account_transport: str = _option("udp", "udp, tcp or tls.")
    account_srtp: str = _option("off", "Encryption of the voice: off, optional, required.")
    account_ca_file: str = _option("", "The certificate authority that signed the PBX's certificate.")
    account_verify_server: bool = _option(True, "Refuse a PBX whose certificate is not trusted.")
    account_registration_seconds: int = _option(300, "How long a sign-in at the PBX lasts.")
    account_watchdog_seconds: int = _option(20, "How often a silent PBX is asked whether it is there.")
    account_bound_address: str = _option("", "The address of this computer that the line uses.")
    account_local_port: int = _option(0, "The port of this computer that the line uses. 0: any.")
    account_queue_headers: str = _option("X-Queue, X-Queue-Name", "SIP headers that name the queue.")

    reminder_duty: bool = _option(True, "Whether this desk fires reminders and sends them outside.")
    reminder_sound: bool = _option(True, "Whether reminders are heard, where calls ring.")
    mail_host: str = _option("", "The mail server. Empty: no mail.")
    mail_port: int = _option(25, "Its port.")
    mail_security: str = _option("starttls", "none, starttls or tls.")
    mail_user: str = _option("", "The user at the mail server. Empty: none is asked for.")
    mail_password: str = _option("", "The user's password.")
    mail_sender: str = _option("", "The address that reminders come from.")
    mail_ca_file: str = _option(
        "", "The authority that signed the mail server's certificate. Empty: the system's."
    )
    robots: str = _option("", "The groups' robots as JSON: name, kind, url, secret of each.")
    sms_url: str = _option("", "The SMS gateway. Empty: none.")
    sms_method: str = _option("POST", "POST or GET.")
    sms_body: str = _option(
        '{"to": "{number}", "text": "{text}", "id": "{id}"}', "What is sent to the gateway."
    )
    sms_content_type: str = _option("application/json", "In which form.")
    sms_headers: str = _option("", "Headers of the request, name: value, with | between them.")
    sms_accepted: str = _option(
        "", "What the gateway's answer holds when it took the message. Empty: any 2xx."
    )

    microphone: str = _option("", "The microphone. Empty: the system's choice.")
    speaker: str = _option("", "The speaker or headset. Empty: the system's choice.")
    ringer: str = _option("", "Where incoming calls ring. Empty: the system's choice.")
    microphone_volume: int = _option(100, "In per cent, up to 200.")
    speaker_volume: int = _option(100, "In per cent, up to 200.")
    ringer_volume: int = _option(100, "In per cent, up to 200.")
    ring_aloud: bool = _option(True, "Whether incoming calls are heard.")


# A name that was used once is never used for something else: old name to new name, or None when it is gone.
RENAMED: Mapping[str, str | None] = {"robot_kind": None, "robot_url": None, "robot_secret": None}

_DEFAULTS = {one.name: one.default for one in fields(Options) if one.default is not MISSING}
PLACES: Mapping[str, Place] = {one.name: one.metadata["place"] for one in fields(Options)}


def as_text(value: object) -> str:
    """How a value is kept and crosses to a field: a check is "1" or ""."""
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value)


def read_options(texts: Mapping[str, str]) -> Options:
    """Every value that can be read; the default for the rest, so that a damaged file never keeps a desk shut."""
    values: dict[str, object] = {}
    for name, text in named_now(texts).items():
        values[name] = _read(text, _DEFAULTS[name])
    return Options(**values)  # type: ignore[arg-type] # types follow the defaults of the table


def named_now(texts: Mapping[str, str]) -> dict[str, str]:
    """Under the names of today; what is unknown is left out."""
    renamed = ((RENAMED.get(old, old), text) for old, text in {**carried_over(texts), **texts}.items())
    return {name: text for name, text in renamed if name in _DEFAULTS}


def carried_over(texts: Mapping[str, str]) -> dict[str, str]:
    """What several old names hold together: a desk's only robot was what steps told as "robot:team"."""
    url = texts.get("robot_url", "")
    if not url:
        return {}
    kind = _choice(RobotKind, texts.get("robot_kind", ""), RobotKind.WECOM)
    return {"robots": robots_text((Robot("team", kind, url, texts.get("robot_secret", "")),))}


def texts_of(options: Options, place: Place) -> dict[str, str]:
    """What differs from the default, for keeping."""
    texts = {name: as_text(getattr(options, name)) for name, where in PLACES.items() if where is place}
    return {name: text for name, text in texts.items() if text != as_text(_DEFAULTS[name])}


def account_of(options: Options) -> Account | None:
    if not options.account_user:
        return None
    headers = tuple(one.strip() for one in options.account_queue_headers.split(",") if one.strip())
    return Account(
        user=options.account_user,
        registrar=options.account_registrar,
        password=options.account_password,
        auth_user=options.account_auth_user,
        display_name=options.account_display_name,
        label=options.account_label,
        register=options.account_register,
        transport=_choice(Transport, options.account_transport, Transport.UDP),
        srtp=_choice(Srtp, options.account_srtp, Srtp.OFF),
        ca_file=options.account_ca_file,
        verify_server=options.account_verify_server,
        registration_seconds=options.account_registration_seconds,
        watchdog_seconds=options.account_watchdog_seconds,
        bound_address=options.account_bound_address,
        local_port=options.account_local_port,
        queue_headers=headers,
    )


def sound_of(options: Options) -> SoundChoice:
    return SoundChoice(
        options.microphone,
        options.speaker,
        options.ringer,
        options.microphone_volume / 100,
        options.speaker_volume / 100,
        options.ringer_volume / 100,
        options.ring_aloud,
    )


def channels_of(options: Options) -> Channels:
    """The ways outside that were set up."""
    mail = MailServer(
        options.mail_host,
        options.mail_port,
        _choice(Security, options.mail_security, Security.STARTTLS),
        options.mail_user,
        options.mail_password,
        options.mail_sender,
        options.mail_ca_file,
    )
    sms = SmsGateway(
        options.sms_url,
        options.sms_method,
        options.sms_body,
        options.sms_content_type,
        options.sms_headers.replace("|", "\n"),
        options.sms_accepted,
    )
    return Channels(
        mail if options.mail_host else None,
        read_robots(options.robots),
        sms if options.sms_url else None,
    )


def number_rules_of(options: Options) -> NumberRules:
    return NumberRules(options.country, options.area, options.outside_prefix)


def _read(text: str, default: object) -> object:
    if isinstance(default, bool):
        return text == "1"
    if isinstance(default, int):
        return int(text) if text.strip().lstrip("-").isdecimal() else default
    return text


def _choice(kind: type[Kind], text: str, default: Kind) -> Kind:
    return kind(text) if text in {one.value for one in kind} else default
