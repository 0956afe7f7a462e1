"""Any command that a person may give, for hypothesis: a few tickets, calls and customers, so that they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from core.calls.model import EndReason
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.ids import AgentId, CallId, CustomerId, DeskId, FileId, NoteId, TeamId, TicketId
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    AttachFile,
    Command,
    EditTicket,
    LinkNumber,
    MoveTicket,
    OpenTicket,
    RecordCall,
    RemoveAttachment,
    SaveCustomer,
    Stamp,
)
from core.tickets.files import LARGEST, Content
from core.tickets.model import Impact, Kind, Status, Urgency
from tests.storage import making

tickets = st.sampled_from(["t1", "t2", "t3"]).map(TicketId)
calls = st.sampled_from(["c1", "c2"])
customers = st.sampled_from(["k1", "k2"]).map(CustomerId)
agents = st.sampled_from(["wang", "li"]).map(AgentId)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
numbers = st.sampled_from(["13812345678", "010-62345678转801", "021 6234 5678", "无", "8001"])
stamps = st.builds(
    Stamp,
    agents,
    st.sampled_from(["desk-1", "desk-2"]).map(DeskId),
    st.floats(0, 500).map(making.at),
    st.integers(-5000, 5000).map(lambda ms: timedelta(milliseconds=ms)),
)
snapshots = st.builds(
    lambda name, number, ended: (
        replace(making.ended(making.talking(name, number), 9), end=EndReason.LINE_LOST)
        if ended
        else making.talking(name, number)
    ),
    calls,
    numbers,
    st.booleans(),
)
files = st.sampled_from(["f1", "f2"]).map(FileId)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
contents = st.builds(Content, st.integers(0, LARGEST), hashes, hashes, hashes)
edits = st.fixed_dictionaries(
    {},
    optional={
        "subject": texts,
        "description": texts,
        "category": st.sampled_from(["", "paper"]),
        "kind": st.sampled_from(Kind),
        "impact": st.sampled_from(Impact),
        "urgency": st.sampled_from(Urgency),
        "customer": st.none() | customers,
    },
)
cards = st.builds(
    Customer,
    customers,
    texts,
    st.sampled_from(CustomerKind),
    texts,
    st.just("gold"),
    st.lists(st.builds(CustomerNumber, numbers, st.just("办公")), max_size=3).map(tuple),
    texts,
    st.integers(0, 3),
)


def commands() -> st.SearchStrategy[Command]:
    return st.one_of(
        st.builds(OpenTicket, stamps, tickets, st.none() | customers, st.none() | snapshots, edits),
        st.builds(EditTicket, stamps, tickets, edits),
        st.builds(MoveTicket, stamps, tickets, st.sampled_from(Status)),
        st.builds(AssignTicket, stamps, tickets, st.none() | agents, st.none() | st.just(TeamId("sales"))),
        st.builds(
            AddNote,
            stamps,
            tickets,
            st.sampled_from(["n1", "n2", "n3"]).map(NoteId),
            texts,
            st.none() | calls.map(CallId),
            st.none() | st.integers(0, 10**10).map(lambda us: timedelta(microseconds=us)),
        ),
        st.builds(AttachCall, stamps, tickets, snapshots),
        st.builds(AttachFile, stamps, tickets, files, texts, st.just("image/png"), contents),
        st.builds(RemoveAttachment, stamps, tickets, files, st.booleans()),
        st.builds(RecordCall, stamps, snapshots, st.none() | customers),
        st.builds(SaveCustomer, stamps, cards),
        st.builds(LinkNumber, stamps, customers, numbers, texts.map(lambda text: text[:10])),
    )
