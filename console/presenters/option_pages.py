"""The pages of the settings and of the assistant: which options stand on each, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.presenters.saying import say
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.calls.line import SoundStatus
from core.words import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """An option on a page. ``choices`` are (value, words); what is spoken by nobody is shown as it is."""

    option: str
    label: Sentence
    kind: FieldKind
    hint: Sentence | None = None
    choices: tuple[tuple[str, Sentence | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it has values."""

    key: str
    title: Sentence
    intro: Sentence
    lines: tuple[Line, ...]


LANGUAGE = Line(
    "language",
    Sentence("Language"),
    FieldKind.CHOICE,
    None,
    (("en", "English"), ("zh_CN", "简体中文")),
)

LOOK = Sheet(
    "look",
    Sentence("Language and look"),
    Sentence("Takes hold at once, without a restart."),
    (
        LANGUAGE,
        Line(
            "theme",
            Sentence("Theme"),
            FieldKind.CHOICE,
            None,
            (
                ("system", Sentence("Like the system")),
                ("light", Sentence("Light")),
                ("dark", Sentence("Dark")),
            ),
        ),
        Line(
            "density",
            Sentence("Rows"),
            FieldKind.CHOICE,
            None,
            (("comfortable", Sentence("Comfortable")), ("compact", Sentence("Compact"))),
        ),
    ),
)

ACCOUNT_LINES = (
    Line("account_user", Sentence("User name"), FieldKind.TEXT, Sentence("The extension, e.g. 8001")),
    Line("account_password", Sentence("Password"), FieldKind.PASSWORD),
    Line("account_registrar", Sentence("PBX"), FieldKind.TEXT, Sentence("host or host:port")),
    Line(
        "account_transport",
        Sentence("Transport"),
        FieldKind.CHOICE,
        None,
        (("udp", "UDP"), ("tcp", "TCP"), ("tls", "TLS")),
    ),
    Line(
        "account_srtp",
        Sentence("Encryption of the voice"),
        FieldKind.CHOICE,
        None,
        (("off", Sentence("Off")), ("optional", Sentence("If offered")), ("required", Sentence("Required"))),
    ),
    Line(
        "account_ca_file",
        Sentence("Certificate authority"),
        FieldKind.FILE,
        Sentence("The file of the authority that signed the PBX's certificate, for TLS."),
    ),
    Line("account_verify_server", Sentence("Refuse a PBX that is not trusted"), FieldKind.CHECK),
)

LINE = Sheet(
    "line",
    Sentence("Line"),
    Sentence("The account of this desk at the PBX. The password is kept encrypted."),
    (
        *ACCOUNT_LINES,
        Line(
            "account_auth_user", Sentence("Name for the password"), FieldKind.TEXT, Sentence("If it differs")
        ),
        Line("account_display_name", Sentence("Shown to who is called"), FieldKind.TEXT),
        Line("account_label", Sentence("Shown on this screen"), FieldKind.TEXT),
        Line(
            "account_register",
            Sentence("Sign in at the PBX"),
            FieldKind.CHECK,
            Sentence("Without it, the line takes direct calls on its own address."),
        ),
        Line("account_registration_seconds", Sentence("Sign-in lasts, seconds"), FieldKind.NUMBER),
        Line("account_watchdog_seconds", Sentence("Ask a silent PBX every, seconds"), FieldKind.NUMBER),
        Line("account_bound_address", Sentence("Own address"), FieldKind.TEXT, Sentence("Empty: any")),
        Line("account_local_port", Sentence("Own port"), FieldKind.NUMBER, Sentence("0: any")),
    ),
)

SOUND_LINES = (
    Line("microphone", Sentence("Microphone"), FieldKind.CHOICE),
    Line("speaker", Sentence("Speaker or headset"), FieldKind.CHOICE),
    Line("ringer", Sentence("Rings on"), FieldKind.CHOICE),
)

SOUND = Sheet(
    "sound",
    Sentence("Sound"),
    Sentence("Speak: the bar must move. A device that is unplugged is replaced at once, and that is said."),
    (
        *SOUND_LINES,
        Line("microphone_volume", Sentence("Microphone volume"), FieldKind.SLIDER),
        Line("speaker_volume", Sentence("Speaker volume"), FieldKind.SLIDER),
        Line("ringer_volume", Sentence("Ring volume"), FieldKind.SLIDER),
        Line("ring_aloud", Sentence("Ring aloud"), FieldKind.CHECK),
    ),
)

CALLS = Sheet(
    "calls",
    Sentence("Calls and numbers"),
    Sentence("How numbers are written in this house, and what follows a call."),
    (
        Line("wrap_up_seconds", Sentence("Wrap-up after a call, seconds"), FieldKind.NUMBER),
        Line("country", Sentence("Country"), FieldKind.TEXT, Sentence("Two letters, e.g. CN")),
        Line("area", Sentence("Own area code"), FieldKind.TEXT, Sentence("e.g. 010")),
        Line(
            "outside_prefix",
            Sentence("Prefix for outside calls"),
            FieldKind.TEXT,
            Sentence("What the PBX puts before outside numbers: 9, 0, or nothing"),
        ),
        Line(
            "account_queue_headers",
            Sentence("Headers that name the queue"),
            FieldKind.TEXT,
            Sentence("SIP headers, with commas between them"),
        ),
    ),
)

CHANNELS = Sheet(
    "channels",
    Sentence("Channels"),
    Sentence("How reminders leave the house. Passwords, keys and secrets are kept encrypted."),
    (
        Line(
            "reminder_duty",
            Sentence("This desk is on duty"),
            FieldKind.CHECK,
            Sentence(
                "It fires reminders and sends them outside. Of several desks without a server, one is enough."
            ),
        ),
        Line("mail_host", Sentence("Mail server"), FieldKind.TEXT, Sentence("Empty: no mail")),
        Line("mail_port", Sentence("Port"), FieldKind.NUMBER),
        Line(
            "mail_security",
            Sentence("Protection"),
            FieldKind.CHOICE,
            choices=(("none", Sentence("None")), ("starttls", "STARTTLS"), ("tls", "TLS")),
        ),
        Line("mail_user", Sentence("User"), FieldKind.TEXT),
        Line("mail_password", Sentence("Password"), FieldKind.PASSWORD),
        Line("mail_sender", Sentence("Sender's address"), FieldKind.TEXT),
        Line("mail_ca_file", Sentence("Certificate authority"), FieldKind.FILE),
        Line(
            "robot_kind",
            Sentence("Robot"),
            FieldKind.CHOICE,
            choices=(
                ("wecom", Sentence("WeCom")),
                ("dingtalk", Sentence("DingTalk")),
                ("feishu", Sentence("Feishu")),
                ("plain", Sentence("Plain JSON")),
            ),
        ),
        Line("robot_url", Sentence("Its webhook"), FieldKind.PASSWORD, Sentence("Empty: no robot")),
        Line("robot_secret", Sentence("Its secret"), FieldKind.PASSWORD),
        Line("sms_url", Sentence("SMS gateway"), FieldKind.PASSWORD, Sentence("Empty: no SMS")),
        Line("sms_method", Sentence("Method"), FieldKind.CHOICE, choices=(("POST", "POST"), ("GET", "GET"))),
        Line("sms_body", Sentence("Message"), FieldKind.TEXT),
        Line("sms_content_type", Sentence("In which form"), FieldKind.TEXT),
        Line(
            "sms_headers",
            Sentence("Headers"),
            FieldKind.PASSWORD,
            Sentence("Name: value, with | between them"),
        ),
        Line(
            "sms_accepted",
            Sentence("Answer when taken"),
            FieldKind.TEXT,
            Sentence("Empty: any answer is good"),
        ),
    ),
)

SHEETS = (LINE, SOUND, CALLS, CHANNELS, LOOK)
DEVICES = {"microphone": "microphones", "speaker": "speakers", "ringer": "speakers"}


def device_choices(option: str, sound: SoundStatus, chosen: str, words: Words) -> tuple[Choice, ...]:
    """The system's choice, what is plugged in, and what was chosen even if it is not there now."""
    names: tuple[str, ...] = getattr(sound, DEVICES[option])
    if chosen and chosen not in names:
        names = (*names, chosen)
    return (Choice("", words("The system's choice")), *(Choice(name, name) for name in names))


def field_of(
    line: Line, values: Mapping[str, str], sound: SoundStatus, words: Words, problem: str = ""
) -> Field:
    value = values.get(line.option, "")
    if line.option in DEVICES:
        choices = device_choices(line.option, sound, value, words)
    else:
        choices = tuple(
            Choice(key, say(words, text) if isinstance(text, Sentence) else text)
            for key, text in line.choices
        )
    hint = say(words, line.hint) if line.hint is not None else ""
    return Field(line.option, say(words, line.label), line.kind, value, hint, problem, choices)


def meters(words: Words) -> tuple[Field, ...]:
    return (Field("microphone_level", words("You are heard like this"), FieldKind.METER, "0"),)
