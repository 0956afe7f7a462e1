"""Not one typed word is readable in the profile folder, whatever state it is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from core.ids import TicketId
from core.tickets.commands import LinkNumber
from storage.desk import SqlDesk
from tests.storage import making
from tests.storage.making import PASSPHRASE, at

WORDS = (
    "打印机卡纸",
    "Kaffeemaschine",
    "发票重开",
    "zwischenablage",
    "13812345678",
    "欧阳修",
    "entwurfstext",
    PASSPHRASE,
)


def readable(folder: Path) -> list[tuple[str, str]]:
    forms = [
        (word, word.encode(coding))
        for word in WORDS
        for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    ]
    forms += [(word, form.hex().encode()) for word, form in forms]
    return [
        (file.name, word) for file in folder.iterdir() for word, form in forms if form in file.read_bytes()
    ]


def test_no_typed_word_is_readable_while_open_and_after_closing(desk: SqlDesk, folder: Path) -> None:
    customer = replace(making.somebody("k1", "13812345678", called="欧阳修"), company="Kaffeemaschine")
    desk.perform(making.saving(customer))
    desk.perform(LinkNumber(making.stamp(1), customer.id, "010-62345678", "zwischenablage"))
    desk.perform(making.opening(call=making.talking(), customer="k1", subject="打印机卡纸"))
    desk.perform(making.editing(description="Kaffeemaschine " * 5000))
    desk.perform(making.noting("发票重开 zwischenablage"))
    desk.save_draft(TicketId("t1"), {"description": "entwurfstext"}, at(9))
    desk.read.search("卡纸")
    assert "desk.db-wal" in {file.name for file in folder.iterdir()}
    assert readable(folder) == []
    desk.close()
    assert readable(folder) == []
    assert (folder / "desk.db").stat().st_size > 100_000


def test_an_error_of_the_database_does_not_tell_what_was_being_written(desk: SqlDesk) -> None:
    with pytest.raises(IntegrityError) as caught, desk.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO drafts VALUES (?, ?, ?)", ("nowhere", "entwurfstext", 1))
    assert "entwurfstext" not in str(caught.value)
