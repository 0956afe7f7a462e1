"""The pages of the settings about what leaves the house: who is on duty, mail, SMS."""

from __future__ import annotations

from console.presenters.option_lines import Line, Sheet
from console.viewmodels.settings import FieldKind
from core.words import Sentence

REMINDERS = Sheet(
    "reminders",
    Sentence("Reminders"),
    Sentence("Whom steps tell, and when, stands under Service levels; here is what this desk does about it."),
    (
        Line(
            "reminder_duty",
            Sentence("This desk is on duty"),
            FieldKind.CHECK,
            Sentence(
                "It fires reminders and sends them outside. Of several desks without a server, one is enough."
            ),
        ),
        Line(
            "reminder_sound",
            Sentence("Reminders are heard"),
            FieldKind.CHECK,
            Sentence("Where calls ring, as loud as they do, and never during a call."),
        ),
    ),
)

MAIL = Sheet(
    "mail",
    Sentence("Mail"),
    Sentence("How reminders leave the house as mail. The password is kept encrypted."),
    (
        Line("mail_host", Sentence("Mail server"), FieldKind.TEXT, Sentence("Empty: no mail")),
        Line("mail_port", Sentence("Port"), FieldKind.NUMBER),
        Line(
            "mail_security",
            Sentence("Protection"),
            FieldKind.CHOICE,
            choices=(("none", Sentence("None")), ("starttls", "STARTTLS"), ("tls", "TLS")),
        ),
        Line("mail_user", Sentence("User"), FieldKind.TEXT, Sentence("Empty: none is asked for")),
        Line("mail_password", Sentence("Password"), FieldKind.PASSWORD),
        Line("mail_sender", Sentence("Sender's address"), FieldKind.TEXT),
        Line(
            "mail_ca_file", Sentence("Certificate authority"), FieldKind.FILE, Sentence("Empty: the system's")
        ),
    ),
)

SMS = Sheet(
    "sms",
    Sentence("SMS"),
    Sentence(
        "Any gateway that takes one HTTP request for a message. Address and headers are kept encrypted."
    ),
    (
        Line("sms_url", Sentence("SMS gateway"), FieldKind.PASSWORD, Sentence("Empty: no SMS")),
        Line("sms_method", Sentence("Method"), FieldKind.CHOICE, choices=(("POST", "POST"), ("GET", "GET"))),
        Line(
            "sms_body",
            Sentence("Message"),
            FieldKind.TEXT,
            Sentence("{{number}}, {{text}} and {{id}} are filled in"),
        ),
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
