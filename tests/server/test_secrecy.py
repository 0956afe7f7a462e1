"""Who steals the server's files, its backup or its log reads no personal word in them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.errors import RuleViolation
from core.ids import CustomerId, new_id
from core.sync.messages import Fate
from core.tickets.commands import SaveCustomer
from tests.server.rig import RunningServer

WORDS = ("Xenophilia Quartermaine", "诸葛孔明", "13987654321", "the parrot is dead", "quartermaine-login")


def forms(word: str) -> set[bytes]:
    plain = {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    return plain | {form.hex().encode() for form in plain} | {form.hex().upper().encode() for form in plain}


def found_in(content: bytes) -> set[str]:
    return {word for word in WORDS if any(form in content for form in forms(word))}


def test_the_forms_that_are_looked_for_would_be_found() -> None:
    assert found_in(b"..." + WORDS[1].encode("utf-16-le").hex().encode()) == {WORDS[1]}


def test_no_file_of_the_server_and_no_line_of_its_log_holds_a_personal_word(
    own_server: Callable[[], RunningServer], tmp_path: Path
) -> None:
    server = own_server()
    seat = server.seat("quartermaine-login")
    with pytest.raises(RuleViolation):
        seat.link.sign_in("quartermaine-login", "the parrot is dead")
    name = f"{WORDS[0]} {WORDS[1]}"
    numbers = (CustomerNumber(WORDS[2], "mobile"),)
    customer = Customer(CustomerId(new_id()), name, CustomerKind.PERSON, note=WORDS[3], numbers=numbers)
    answers = seat.push(
        seat.wire(SaveCustomer(seat.stamp(), customer)),
        *(seat.open_ticket(f"{WORDS[3]} {n}") for n in range(20)),
    )
    assert {one.fate for one in answers} == {Fate.TAKEN}
    client = server.raw(seat.credentials)
    signed = {"Authorization": f"Bearer {seat.link.token}"}
    for content in (WORDS[1].encode(), gzip.compress(WORDS[1].encode()), b'{"login": "quartermaine-login"}'):
        client.post("/v1/push", content=content, headers=signed)
        client.post(f"/v1/{WORDS[0]}", content=content, headers=signed)
    server.words("backup", "--to", str(tmp_path / "backup"))
    seat.push(seat.open_ticket(WORDS[3]))
    running = {file: file.read_bytes() for file in server.folder.rglob("*") if file.is_file()}
    assert any(file.name == "ledger.db-wal" and content for file, content in running.items())
    server.stop()
    stopped = {file: file.read_bytes() for folder in (server.folder, tmp_path / "backup") for file in folder.rglob("*")
               if file.is_file()}  # fmt: skip
    assert sum(file.name == "ledger.db" for file in stopped) == 2
    assert {
        file: words for files in (running, stopped) for file, c in files.items() if (words := found_in(c))
    } == {}
    log = "\n".join(server.log)
    assert found_in(log.encode()) == set()
    assert server.authority not in log
    assert seat.link.token not in log
