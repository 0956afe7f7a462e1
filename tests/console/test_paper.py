"""Paper without a screen: what is wanted, made and dropped, what leaves, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from console.paper.joining import Gathered, gather, list_rows, service_report, ticket_facts
from console.presenters.export_book import ExportBook
from console.presenters.layout_editor import LayoutEditor
from console.presenters.paper_batch import PaperBatch
from console.presenters.paper_check import Checked, PaperCheck, verdict
from console.presenters.paper_list import PaperList
from console.presenters.paper_preview import PaperPreview, is_address
from console.presenters.paper_wish import Left, PaperKind, PaperWish, Sheets
from console.viewmodels.paper import PaperShown
from console.viewmodels.words import Tone
from core.customers.identity import NumberRules
from core.errors import EnvironmentFault, Trouble
from core.ids import NoteId, TicketId, new_id
from core.reading import TicketFilter, TicketScope
from core.tickets.commands import AddNote
from core.words import Sentence, sentence
from reports.ticket_print import for_customer
from tests.console.rig import Rig


class Jammed(EnvironmentFault):
    """The printer."""

    def __init__(self) -> None:
        super().__init__("The printer is jammed.")


@dataclass(frozen=True)
class Sheet:
    """A paper that somebody made."""

    wish: PaperWish
    name: str = "2026-P-000001"
    about: str = "2026-000001"
    remark: Sentence | None = None
    content: bytes = b"%PDF"
    sizes: tuple[tuple[float, float], ...] = ((595.0, 842.0),)


@dataclass
class SlowPress:
    """Answers when the test says so."""

    made: list[tuple[PaperWish, Callable[[Sheets], None], Callable[[Trouble], None]]] = field(
        default_factory=list
    )
    going: list[tuple[str, Any, Any]] = field(default_factory=list)

    def make(self, wish: PaperWish, done: Any, failed: Any) -> None:
        self.made.append((wish, done, failed))

    def save(self, _sheets: Sheets, done: Any, failed: Any) -> None:
        self.going.append(("saved", done, failed))

    def print(self, _sheets: Sheets, done: Any, failed: Any) -> None:
        self.going.append(("printed", done, failed))

    def mail(self, _sheets: Sheets, to: str, done: Any, failed: Any) -> None:
        self.going.append((to, done, failed))

    def keep_in(self, name: str, _sheets: Sheets, done: Any, failed: Any) -> None:
        self.going.append((name, done, failed))

    def open_folder(self, name: str) -> None:
        self.going.append((name, None, None))

    def folder_of(self, name: str) -> str:
        return f"/documents/{name}"

    def finish(self, at: int = -1) -> None:
        wish, done, _ = self.made.pop(at)
        done(Sheet(wish))


@pytest.fixture
def press() -> SlowPress:
    return SlowPress()


def preview(rig: Rig, press: SlowPress) -> PaperPreview:
    return PaperPreview(rig.place, press, rig.view)


def shown(rig: Rig) -> PaperShown:
    last: PaperShown = rig.view.last("show_paper")
    return last


def test_a_paper_that_comes_when_another_is_wanted_is_dropped(rig: Rig, press: SlowPress) -> None:
    paper = preview(rig, press)
    paper.open_ticket(TicketId("t1"))
    assert not shown(rig).can_leave
    paper.choose_kind("customer")
    press.finish(0)
    assert not shown(rig).can_leave, "it is not the one that is wanted"
    press.finish()
    assert paper.sheets is not None
    assert paper.sheets.wish.kind is PaperKind.CUSTOMER
    assert shown(rig).can_leave
    assert shown(rig).title == "Ticket for the customer · no. 2026-P-000001"


def test_the_paper_speaks_another_language_than_the_screen_if_asked(rig: Rig, press: SlowPress) -> None:
    paper = preview(rig, press)
    paper.open_ticket(TicketId("t1"))
    paper.turn_language()
    assert [wish.language for wish, _, _ in press.made] == ["en", "zh_CN"]
    assert shown(rig).language == "Print in English"


def test_what_leaves_leaves_once_and_what_came_of_it_is_said(rig: Rig, press: SlowPress) -> None:
    paper = preview(rig, press)
    paper.open_ticket(TicketId("t1"))
    paper.save()
    assert press.going == [], "there is nothing to save yet"
    press.finish()
    paper.save()
    paper.save()
    [(_, done, _)] = press.going
    assert not shown(rig).can_leave
    done(Left(Sentence("Saved."), "/documents"))
    assert (shown(rig).said, shown(rig).folder, shown(rig).can_leave) == ("Saved.", "/documents", True)


def test_a_refusal_keeps_the_paper_and_says_why(rig: Rig, press: SlowPress) -> None:
    paper = preview(rig, press)
    paper.open_ticket(TicketId("t1"))
    press.finish()
    paper.print()
    press.going[0][2](Jammed())
    assert (shown(rig).said, shown(rig).tone, shown(rig).can_leave) == (
        "The printer is jammed.",
        Tone.LATE,
        True,
    )
    paper.mail("no address")
    assert "“no address” is not a mail address" in shown(rig).said
    assert len(press.going) == 1


def test_who_closed_the_preview_hears_what_became_of_the_paper(rig: Rig, press: SlowPress) -> None:
    heard: list[tuple[str, Tone]] = []
    paper = PaperPreview(rig.place, press, rig.view, lambda text, tone: heard.append((str(text), tone)))
    paper.open_ticket(TicketId("t1"))
    press.finish()
    paper.mail("a@b.example")
    paper.leave()
    press.going[0][2](Jammed())
    assert heard == [("The printer is jammed.", Tone.LATE)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a@b.example", True),
        ("王@例子.公司", True),
        ("", False),
        ("a@", False),
        ("@b", False),
        ("a b@c", False),
        ("a@b,c@d", False),
    ],
)
def test_a_slip_in_an_address_is_seen(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


def gathered(rig: Rig) -> Gathered:
    rig.know("王芳", "13812345678", "华信公司")
    ticket = rig.make(rig.answered_call().id)
    for text, told in (("for us", False), ("for them", True)):
        note = NoteId(new_id())
        rig.writer.perform(AddNote(rig.place.stamp(), ticket, note, text, informs=told))
    rig.lane.settle()
    found = gather(rig.desk, ticket, NumberRules())
    assert found is not None
    return found


def test_only_what_the_customer_was_told_is_on_a_paper_for_them(rig: Rig) -> None:
    what = gathered(rig)
    assert service_report(what).done == "for them"
    whole = ticket_facts(what, rig.place.clock.now())
    assert [note.text for note in whole.notes] == ["for us", "for them"]
    assert [note.text for note in for_customer(whole).notes] == ["for them"]
    assert for_customer(whole).calls == ()
    assert (whole.calls[0].number, whole.notes[0].by) == ("138 1234 5678", "王敏")


def test_a_company_is_the_customer_and_the_person_the_contact(rig: Rig) -> None:
    party = service_report(gathered(rig)).customer
    assert (party.name, party.contact, party.phone) == ("华信公司", "王芳", "13812345678")


def test_what_the_model_does_not_have_is_left_out(rig: Rig) -> None:
    report = service_report(gathered(rig))
    assert (report.parts, report.photos, report.times, report.asset.name) == ((), (), (), "")


def test_a_ticket_that_is_gone_gives_nothing(rig: Rig) -> None:
    assert gather(rig.desk, TicketId("nowhere"), NumberRules()) is None


def test_a_long_list_is_read_a_page_at_a_time(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.presenters.paper_list.PAGE", 2)
    made = [rig.make() for _ in range(5)]
    found: list[Any] = []
    PaperList(rig.place).read_all(TicketFilter(TicketScope.ALL), found.append, lambda _: None)
    assert rig.lane.step()
    assert found == [], "others have their turn between two pages"
    rig.lane.settle()
    [rows] = found
    assert {row.id for row in rows} == set(made)
    late = replace(rows[0], due=rig.clock.at)
    rig.clock.at = rig.clock.at.replace(hour=23)
    assert [row.is_late for row in list_rows((late, rows[1]), rig.clock.at)] == [True, False]


def batch(rig: Rig, press: SlowPress, count: int) -> PaperBatch:
    papers = PaperBatch(rig.place, press, rig.notices, ExportBook(rig.place, lambda: False))
    papers.start(tuple(TicketId(f"t{n}") for n in range(count)))
    return papers


def one_more(press: SlowPress) -> None:
    press.finish()
    press.going.pop()[1](Left(Sentence("")))


def test_a_batch_makes_one_after_the_other_and_tells_how_far_it_is(rig: Rig, press: SlowPress) -> None:
    batch(rig, press, 25)
    for _ in range(20):
        assert len(press.made) == 1
        one_more(press)
    assert rig.notices.sentences == ("Service reports: 20 of 25 are saved.",)
    for _ in range(5):
        one_more(press)
    assert rig.notices.sentences[0].startswith(
        "25 service reports are saved in /documents/ringdesk-2026-05-04-"
    )


def test_a_cancelled_batch_finishes_what_is_under_way_and_begins_nothing(rig: Rig, press: SlowPress) -> None:
    papers = batch(rig, press, 9)
    one_more(press)
    press.finish()
    rig.notices.act("papers")
    press.going.pop()[1](Left(Sentence("")))
    assert press.made == []
    assert not papers.is_going
    assert rig.notices.sentences[0].startswith("Cancelled: 2 of 9 service reports are saved whole")


def test_a_batch_that_meets_a_full_disk_says_what_is_safe(rig: Rig, press: SlowPress) -> None:
    papers = batch(rig, press, 9)
    one_more(press)
    press.finish()
    press.going.pop()[2](Jammed())
    expected = "Stopped: 1 of 9 service reports are saved whole. The printer is jammed."
    assert rig.notices.sentences == (expected,)
    papers.start((TicketId("t1"),))
    assert papers.is_going


@dataclass
class Oracle:
    """Knows one code."""

    codes: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def check_text(self, code: str, done: Callable[[Checked], None], _failed: Any) -> None:
        self.codes.append(code)
        done(
            Checked(
                Sentence("This paper is what we printed."), is_same=True, ticket=TicketId("t1"), number="7"
            )
        )

    def check_file(self, file: Path, _done: Any, failed: Callable[[Trouble], None]) -> None:
        self.files.append(file)
        failed(Jammed())


CODE = "RD1:SR:2026-000001:12:ABCD:ABCDEFGHIJKLMNOP:ABCDEFGH:ABCDEFGHIJKL"


def test_a_code_is_known_when_its_last_letter_is_there_and_opens_its_ticket(rig: Rig) -> None:
    oracle, opened = Oracle(), list[TicketId]()
    check = PaperCheck(rig.place, oracle, rig.notices, opened.append)
    assert [check.takes(CODE[:n]) for n in range(len(CODE))] == [False] * len(CODE)
    assert check.takes(f" {CODE.lower()} ")
    assert (oracle.codes, opened) == ([CODE], [TicketId("t1")])
    assert rig.notices.sentences == ("7: This paper is what we printed.",)
    check.dropped("/somewhere/scan.png")
    assert rig.notices.sentences == ("The printer is jammed.",)
    assert opened == [TicketId("t1")]


def test_every_field_that_differs_is_named_as_far_as_a_line_holds() -> None:
    fields = tuple(sentence("field {n}", n=n) for n in range(6))
    found = Checked(
        Sentence("It differs."), is_same=False, differs=fields, number="7", archived=Sentence("No. 1.")
    )
    assert str(verdict(found)) == (
        "7: It differs. (It differs in: field 0; field 1; field 2; field 3; and 2 more.) No. 1."
    )


@dataclass
class SlowShop:
    """Draws when the test says so."""

    drawn: list[tuple[dict[str, str], Any, Any]] = field(default_factory=list)
    kept: list[dict[str, str]] = field(default_factory=list)

    def read(self, done: Any, _failed: Any) -> None:
        done({"name": "Ringdesk", "logo": ""})

    def sample(self, texts: Any, _language: str, done: Any, failed: Any) -> None:
        self.drawn.append((dict(texts), done, failed))

    def keep(self, texts: Any, done: Any, _failed: Any) -> None:
        self.kept.append(dict(texts))
        done(None)

    def picture(self, _file: Path, done: Any, _failed: Any) -> None:
        done("iVBOR")


def test_a_layout_is_drawn_at_each_pause_and_kept_only_when_it_is_saved(rig: Rig) -> None:
    shop = SlowShop()
    layout = LayoutEditor(rig.place, shop, rig.view)
    layout.open()
    shop.drawn.pop()[1](Sheet(PaperWish(PaperKind.SERVICE, "en")))
    for text in ("H", "Hu", "Hua"):
        layout.edit("name", text)
    assert shop.drawn == []
    rig.wait(0.5)
    [(texts, _, failed)] = shop.drawn
    assert texts["name"] == "Hua"
    failed(Jammed())
    assert rig.view.last("show_layout").said == "The printer is jammed."
    layout.leave()
    layout.open()
    assert rig.view.last("show_layout").texts["name"] == "Hua", "what was typed is not thrown away"
    layout.choose_picture("logo", "/somewhere/logo.png")
    assert rig.view.last("show_layout").has_logo
    layout.save()
    assert shop.kept == [{"name": "Hua", "logo": "iVBOR"}]
    assert not rig.view.last("show_layout").is_changed
