"""The states of the screens that the gallery takes pictures of."""

# ruff: noqa: E501 - a sentence and its translation read best side by side

from __future__ import annotations

from collections.abc import Callable

from console.viewmodels.calls import CallColumn
from console.viewmodels.customers import CustomerColumn, CustomerForm
from console.viewmodels.files import FileLine, FilesShown
from console.viewmodels.frame import Notice, SearchLine, SearchResult, UnlockForm
from console.viewmodels.settings import AssistantForm, Field, FieldKind, Page, SettingsForm
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.gallery_words import GalleryWords
from console.views.theme import Theme


class Stage:
    """A window in one language, brought into one state of the desk after the other."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.samples = Samples(language)
        self.window = DeskWindow(GalleryWords(language), theme)
        self.said = self.samples.said

    def plain(self) -> None:
        self.window.show_screen("desk")
        desk, samples = self.window.desk, self.samples
        desk.leave_panel()
        self.window.show_notices(())
        self.window.show_top(samples.top())
        self.window.show_status(samples.strip())
        self.window.show_page("list")
        desk.calls.show_calls(samples.column())
        desk.customer.hide_form()
        desk.customer.show_customer(
            CustomerColumn(
                empty=self.said(
                    "With a call or a ticket, its customer stands here.", "有来电或打开工单时，这里显示客户。"
                )
            )
        )
        desk.tickets.show_scopes(samples.scopes())
        desk.tickets.show_rows(samples.rows(), has_more=True, empty="")
        desk.ticket.show_problem("")

    def empty(self) -> None:
        self.plain()
        empty = self.said(
            "No calls yet. Calls you make and take are listed here.",
            "还没有通话。打出和接听的电话都会列在这里。",
        )
        self.window.desk.calls.show_calls(CallColumn(empty=empty, can_dial=True))
        said = self.said(
            "No open tickets of yours. F2 makes one from a call, Ctrl+N without.",
            "没有待办工单。来电时按 F2 建单，Ctrl+N 直接建单。",
        )
        self.window.desk.tickets.show_rows((), has_more=False, empty=said)

    def ringing(self) -> None:
        self.plain()
        self.window.show_top(self.samples.top("ringing"))
        self.window.desk.calls.show_calls(self.samples.column(self.samples.ringing()))
        self.window.desk.customer.show_customer(self.samples.customer(ambiguous=True))

    def talking(self) -> None:
        self.plain()
        self.window.show_top(self.samples.top("call"))
        desk = self.window.desk
        desk.calls.show_calls(self.samples.column(self.samples.talking()))
        desk.calls.show_levels(0.55, 0.3)
        desk.customer.show_customer(self.samples.customer())
        desk.ticket.show_ticket(self.samples.form())
        desk.ticket.files.show_files(self.files())
        desk.ticket.show_saved(self.said("draft saved", "草稿已保存"), Tone.DIM)
        self.window.show_page("ticket")
        desk.ticket.focus_subject()

    def files(self) -> FilesShown:
        waits = self.said("waits to be sent", "等待上传")
        lines = (
            FileLine("f1", "IMG_2043.jpg", "2.4 MB", "picture"),
            FileLine("f2", self.said("Quotation.pdf", "报价单.pdf"), f"180 kB · {waits}"),
        )
        return FilesShown(lines)

    def two_calls(self) -> None:
        self.talking()
        samples = self.samples
        calls = (samples.talking(), samples.ringing(selected=False), samples.held())
        self.window.desk.calls.show_calls(samples.column(*calls))

    def form(self) -> None:
        self.ringing()
        self.window.desk.customer.show_form(CustomerForm(number="138 1234 5678"))

    def search(self) -> None:
        self.talking()
        self.window.desk.open_search()
        query = self.said("printer", "打印机")
        self.window.desk.search.field.setText(query)
        rows = self.samples.rows(6)
        kind = self.said("ticket", "工单")
        lines = tuple(
            SearchLine(r.id, f"{r.number} {r.subject}", f"{r.customer} · {r.changed}", kind) for r in rows
        )
        self.window.show_search(SearchResult(query, lines))

    def keys(self) -> None:
        self.plain()
        self.window.desk.turn_keys()

    def settings(self) -> None:
        self.talking()
        self.window.desk.settings.show_settings(
            SettingsForm(pages(self.said), "line", self.said("Save", "保存"))
        )

    def errors(self) -> None:
        self.two_calls()
        said = self.said
        self.window.show_status(self.samples.strip(troubled=True))
        self.window.show_notices((
            Notice("line", said("The line was lost for 12 seconds; the call went on.", "线路中断 12 秒，通话未受影响。"), Tone.LATE),
            Notice("draft", said("A ticket from yesterday was not saved. Its text is kept.", "昨天有一张工单没有保存，文字还在。"),
                   Tone.SOON, said("Open it", "打开"), "open"),
        ))  # fmt: skip
        desk = self.window.desk
        problem = said(
            "The disk is full. Your words are kept in memory; free some room and press Save.",
            "磁盘已满。文字暂存在内存中，请腾出空间后按保存。",
        )
        desk.ticket.show_problem(problem)
        desk.ticket.show_saved(said("not saved yet", "尚未保存"), Tone.LATE)


class FirstScreens(Stage):
    """And the screens before the desk."""

    def assistant(self) -> None:
        self.window.show_screen("assistant")
        said = self.said
        form = AssistantForm(
            pages(self.said)[0],
            said("Step 4 of 5", "第 4 步，共 5 步"),
            said("Back", "上一步"),
            said("Next", "下一步"),
        )
        self.window.assistant.show_step(form)

    def unlock(self) -> None:
        self.window.show_screen("unlock")
        hint = self.said(
            "Demonstration: the passphrase is “harbour lantern 48”.", "演示：口令是“harbour lantern 48”。"
        )
        self.window.unlock.show_unlock(UnlockForm("demo", hint, prefill="harbour lantern 48"))

    def refused(self) -> None:
        self.unlock()
        problem = self.said(
            "This passphrase does not open the desk. Nothing is lost; try again.",
            "口令不对。数据没有损失，请再试一次。",
        )
        self.window.unlock.show_unlock(UnlockForm("demo", "", problem))


def pages(said: Callable[[str, str], str]) -> tuple[Page, ...]:
    line = Page("line", said("Line", "线路"), said("The account of this desk at the PBX.", "本机在总机上的账号。"), (
        Field("user", said("User name", "用户名"), FieldKind.TEXT, "8001"),
        Field("password", said("Password", "密码"), FieldKind.PASSWORD, "secret99"),
        Field("registrar", said("PBX", "总机"), FieldKind.TEXT, "pbx 1", problem=said("This is no host name.", "这不是主机名。")),
        Field("transport", said("Transport", "传输"), FieldKind.CHOICE, "tls", choices=(Choice("udp", "UDP"), Choice("tls", "TLS"))),
        Field("ca", said("CA file", "CA 证书"), FieldKind.FILE, "", said("Empty: the system's own.", "留空：用系统的。")),
        Field("verify", said("Verify the server", "验证服务器"), FieldKind.CHECK, "1"),
        Field("volume", said("Volume", "音量"), FieldKind.SLIDER, "120"),
        Field("meter", said("Microphone", "麦克风"), FieldKind.METER, "45"),
        Field("test", "", FieldKind.BUTTON, said("Test the line", "测试线路")),
        Field("state", said("Now", "现在"), FieldKind.FACT, said("Registered as 8001 at PBX-1.", "已在 PBX-1 注册为 8001。")),
    ), said("Saved.", "已保存。"), Tone.TALKING)  # fmt: skip
    others = (
        (said("Sound", "声音"), "sound"),
        (said("Language and look", "语言与外观"), "look"),
        (said("Passphrase", "口令"), "pass"),
    )
    return (line, *(Page(key, title) for title, key in others))
