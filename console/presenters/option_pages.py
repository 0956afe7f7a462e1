"""The pages of the settings and of the assistant: which options stand on each, and in which words."""

from __future__ import annotations

from console.presenters.channel_pages import MAIL, REMINDERS, SMS
from console.presenters.option_lines import Line, Sheet
from console.viewmodels.settings import FieldKind
from core.words import Sentence

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

SHEETS = (LINE, SOUND, CALLS, REMINDERS, MAIL, SMS, LOOK)
