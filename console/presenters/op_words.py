"""An operation as a person remembers it: what they did, and every word they typed."""

from __future__ import annotations

from collections.abc import Mapping

from console.presenters.saying import STATUSES, say
from console.viewmodels.words import Words
from core.sync.ops import Op
from core.sync.plain import Json
from core.tickets.model import Status
from core.words import Sentence

DEEDS = {
    "open_ticket": Sentence("New ticket"),
    "edit_ticket": Sentence("Changed: {fields}"),
    "move_ticket": Sentence("Status: {status}"),
    "assign_ticket": Sentence("Assigned"),
    "add_note": Sentence("Note"),
    "attach_call": Sentence("Call attached"),
    "record_call": Sentence("Call recorded"),
    "save_customer": Sentence("Customer: {name}"),
    "link_number": Sentence("Number added: {number}"),
    "promise_call_back": Sentence("Call-back promised"),
    "settle_promise": Sentence("Promise settled"),
    "watch_ticket": Sentence("Watching"),
    "note_reminders": Sentence("Reminder fired"),
    "snooze_reminder": Sentence("Reminder put off"),
    "attach_file": Sentence("File attached: {name}"),
    "remove_attachment": Sentence("File removed or put back"),
    "save_edition": Sentence("Service levels"),
    "save_directory": Sentence("People, teams or categories"),
    "delete_record": Sentence("Deleted"),
}
UNKNOWN = Sentence("Something of a newer program")
FIELDS = {
    "subject": Sentence("Subject"),
    "description": Sentence("Description"),
    "kind": Sentence("Kind"),
    "category": Sentence("Category"),
    "impact": Sentence("Impact"),
    "urgency": Sentence("Urgency"),
    "customer": Sentence("Customer"),
    "queue": Sentence("Queue"),
    "level": Sentence("Level"),
    "contract": Sentence("Contract"),
    "asset": Sentence("Asset"),
    "serial": Sentence("Serial no."),
    "parts": Sentence("Parts and prices"),
}
_TYPED = ("subject", "description", "asset", "serial", "parts")


def deed(op: Op, words: Words) -> str:
    given = op.arguments
    fields = _mapping(given.get("fields"))
    customer = _mapping(given.get("customer"))
    status = next((one for one in Status if one.value == given.get("status")), None)
    named = (say(words, FIELDS[name]) for name in fields if name in FIELDS)
    return words(
        DEEDS.get(op.kind, UNKNOWN).template,
        fields=words(", ").join(named),
        status=STATUSES[status] if status is not None else "",
        name=str(customer.get("name", given.get("name", ""))),
        number=str(given.get("written", "")),
    )


def typed_in(op: Op, words: Words) -> str:
    """What would be lost if it were thrown away; "" when only something was chosen."""
    given = op.arguments
    fields = _mapping(given.get("fields"))
    parts = [f"{say(words, FIELDS[name])}: {fields[name]}" for name in _TYPED if fields.get(name)]
    parts += [
        str(given[name]) for name in ("text", "reason") if isinstance(given.get(name), str) and given[name]
    ]
    customer = _mapping(given.get("customer"))
    parts += [str(customer[name]) for name in ("name", "company", "note") if customer.get(name)]
    if op.kind == "link_number":
        parts.append(str(given.get("written", "")))
    return "\n".join(parts)


def ticket_of(op: Op) -> str:
    """The ticket it is about; "" none."""
    ticket = op.arguments.get("ticket")
    return ticket if isinstance(ticket, str) else ""


def _mapping(value: Json | None) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
