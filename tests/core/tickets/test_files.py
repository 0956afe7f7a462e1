"""Files on tickets: names that are only names, limits said in words, and what a refusal looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleViolation
from core.ids import FileId, TicketId
from core.tickets.files import (
    LARGEST,
    MOST,
    NAME,
    Attachment,
    Content,
    FileMisshapen,
    FileTooLarge,
    TooManyFiles,
    UnknownFile,
    attached,
    clean_name,
    is_program,
    media_of,
    wished_away,
)
from core.tickets.model import Status
from core.tickets.ticket import Moment, Ticket, open_ticket
from tests.storage.making import WANG, at

GOOD = Content(3, "a" * 64, "b" * 64, "c" * 64)


def ticket() -> Ticket:
    return open_ticket(TicketId("t1"), "2026-000001", {"subject": "x"}, None, Moment(at(0), WANG, "0"))


def file(name: str = "f1", content: Content = GOOD, media: str = "image/png") -> Attachment:
    return Attachment(FileId(name), f"{name}.png", media, content, at(1), WANG, name)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\wang\\报价单 v2.pdf", "报价单 v2.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("CON.txt", "_CON.txt"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("two\nlines.txt", "two_lines.txt"),
        (" . ", "file"),
        ("", "file"),
        ("half\ud800.txt", "half_.txt"),
    ],
)
def test_a_name_is_only_a_name(written: str, clean: str) -> None:
    assert clean_name(written) == clean


@given(st.text(max_size=400))
def test_a_cleaned_name_is_clean_and_fits(written: str) -> None:
    name = clean_name(written)
    assert name
    assert len(name) <= NAME
    assert not set(name) & set('/\\<>:"|?*\u202e\u2066\u200b\n\0')
    assert clean_name(name) == name
    name.encode()


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("长" * 300 + ".jpeg").endswith("长.jpeg")


@pytest.mark.parametrize("name", ["a.exe", "a.EXE", "b.pdf.lnk", "m.docm", "x.sh", "page.html", "s.svg"])
def test_what_may_run_is_known_by_its_ending(name: str) -> None:
    assert is_program(name)


def test_papers_and_pictures_are_no_programs() -> None:
    assert not any(map(is_program, ("a.pdf", "b.jpg", "c.docx", "d.txt", "exe", "e.zip")))
    assert media_of("A.JPG") == "image/jpeg"
    assert media_of("unknown.xyz") == "application/octet-stream"


def test_attached_twice_is_once_and_a_closed_ticket_takes_one_too() -> None:
    closed = ticket()
    for status in (Status.RESOLVED, Status.CLOSED):
        closed = closed.moved_to(status, Moment(at(1), WANG, "1"))
    once = attached(closed, file(), Moment(at(2), WANG, "2"))
    assert attached(once, file(), Moment(at(3), WANG, "3")) == once
    assert [one.name for one in once.files] == ["f1.png"]
    assert once.version == closed.version + 1


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (file(content=replace(GOOD, size=LARGEST + 1)), FileTooLarge),
        (file(content=replace(GOOD, blob="../../x")), FileMisshapen),
        (file(content=replace(GOOD, key="")), FileMisshapen),
        (file(content=replace(GOOD, size=-1)), FileMisshapen),
        (file(media="text/html\r\nx: y"), FileMisshapen),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(one: Attachment, why: type[RuleViolation]) -> None:
    with pytest.raises(why):
        attached(ticket(), one, Moment(at(2), WANG, "2"))


def test_a_ticket_takes_so_many_and_no_more() -> None:
    full = ticket()
    for n in range(MOST):
        full = attached(full, file(f"f{n}"), Moment(at(2), WANG, "2"))
    with pytest.raises(TooManyFiles):
        attached(full, file("more"), Moment(at(2), WANG, "2"))


def test_one_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(UnknownFile):
        wished_away(ticket(), FileId("f9"), Moment(at(2), WANG, "2"), away=True)


def test_a_key_is_never_shown() -> None:
    assert "c" * 64 not in repr(file())
