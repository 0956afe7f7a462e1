"""A believable working day, in both languages, for the gallery and the tests."""

# ruff: noqa: E501 - a sentence and its translation read best side by side

from __future__ import annotations

from console.viewmodels.calls import CallCard, CallColumn, CallLogLine, NoteLine, TicketLink
from console.viewmodels.customers import CandidateLine, CustomerColumn, TicketBrief
from console.viewmodels.frame import Mark, StatusCell, StatusStrip, TopBar
from console.viewmodels.tickets import Choice, ScopeTab, TicketForm, TicketLine, TimelineLine
from console.viewmodels.words import Tone


class Samples:
    """``said(en, zh)`` picks; everything else follows from it."""

    def __init__(self, language: str) -> None:
        self._zh = language != "en"

    def said(self, english: str, chinese: str) -> str:
        return chinese if self._zh else english

    def top(self, state: str = "ready") -> TopBar:
        said = self.said
        texts = {
            "ready": (said("Ready", "就绪"), Tone.TALKING, "00:12:40"),
            "ringing": (said("Ringing", "来电中"), Tone.ACCENT, "00:00:04"),
            "call": (said("On call", "通话中"), Tone.TALKING, "00:01:26"),
        }[state]
        return TopBar(
            agent=said("Grace Wang", "王敏"),
            state=texts[0],
            state_tone=texts[1],
            state_timer=texts[2],
            states=(
                Choice("ready", said("Ready", "就绪")),
                Choice("lunch", said("Not ready: lunch", "小休：午饭")),
            ),
            line=said("8001 · PBX-1", "8001 · 总机 PBX-1"),
            line_tone=Tone.PLAIN,
            missed=said("2 missed", "未接 2"),
            demo=(Choice("known", said("A customer we know", "老客户")),),
        )

    def strip(self, *, troubled: bool = False) -> StatusStrip:
        said = self.said
        line = StatusCell(
            "line", said("Line", "线路"), Mark.GOOD, "", said("Registered as 8001.", "已注册为 8001。")
        )
        if troubled:
            text = said("no answer from the PBX, trying again in 8 s", "总机无应答，8 秒后重试")
            line = StatusCell("line", said("Line", "线路"), Mark.BAD, text, text)
        return StatusStrip(
            (
                line,
                StatusCell(
                    "sound", said("Sound", "声音"), Mark.GOOD, said("headset", "耳机"), "Jabra Evolve2"
                ),
                StatusCell(
                    "disk", said("Disk", "磁盘"), Mark.GOOD, "", said("All is on disk.", "全部已写入磁盘。")
                ),
                StatusCell("sync", said("Sync", "同步"), Mark.OFF, said("this desk only", "仅本机"), ""),
            ),
            "12:28",
        )

    def ringing(self, *, selected: bool = True) -> CallCard:
        said = self.said
        return CallCard(
            "c2", said("Ringing", "来电"), Tone.ACCENT, "00:04", said("Huaxin Trading", "华信公司 总机"), "010-6234 5678",
            (said("queue: After-sales", "售后服务队列"), said("diverted by 400 820 8820", "由 400 820 8820 转入")),
            is_selected=selected, can_answer=True, can_decline=True,
        )  # fmt: skip

    def talking(self) -> CallCard:
        said = self.said
        return CallCard(
            "c1", said("Talking", "正在通话"), Tone.TALKING, "01:26", said("Grace Li", "李秀英"), "138 1234 5678",
            (said("queue: After-sales", "售后服务队列"), said("diverted by 400 820 8820", "由 400 820 8820 转入")),
            can_hang_up=True, can_hold=True, can_mute=True, can_send_digits=True,
            notes=(
                NoteLine("00:18", said("M305 jams at power-up, restarted twice", "打印机 M305 开机后卡纸，已重启两次")),
                NoteLine("00:52", said("Warranty until March 2027", "保修到 2027 年 3 月")),
            ),
            tickets=(TicketLink("t1", "2026-004182"),),
        )  # fmt: skip

    def held(self) -> CallCard:
        said = self.said
        return CallCard(
            "c3", said("On hold", "保持中"), Tone.SOON, "03:12", said("Chen Jie", "陈洁"), "021-5888 1200",
            is_selected=False, can_hang_up=True, can_resume=True,
        )  # fmt: skip

    def log(self, count: int = 24) -> tuple[CallLogLine, ...]:
        said = self.said
        people = (
            (said("Grace Li", "李秀英"), "138 1234 5678", "02:13", True, Tone.PLAIN),
            (
                said("Huaxin Trading", "华信公司 总机"),
                "010-6234 5678",
                said("missed", "未接"),
                True,
                Tone.LATE,
            ),
            (said("Chen Jie", "陈洁"), "021-5888 1200", "08:40", False, Tone.PLAIN),
            ("", "186 0000 1234", said("no answer", "无人接听"), False, Tone.DIM),
        )
        lines = []
        for n in range(count):
            name, number, detail, incoming, tone = people[n % 4]
            when = said(f"{12 + n * 7} min ago", f"{12 + n * 7} 分钟前")
            lines.append(CallLogLine(f"l{n}", name, number, when, "2026-03-11 12:16", detail, incoming, tone))
        return tuple(lines)

    def column(self, *calls: CallCard) -> CallColumn:
        empty = self.said(
            "No calls yet. Calls you make and take are listed here.",
            "还没有通话。打出和接听的电话都会列在这里。",
        )
        return CallColumn(calls, self.log(), empty, can_dial=True)

    def customer(self, *, ambiguous: bool = False) -> CustomerColumn:
        said = self.said
        known = CandidateLine(
            "p1", said("Grace Li", "李秀英"), said("same number", "同一号码"), said("Huaxin · Gold", "华信公司 · 金牌客户"),
            is_chosen=not ambiguous,
        )  # fmt: skip
        company = CandidateLine(
            "p2", said("Huaxin switchboard", "华信公司 总机"), said("same company line", "同一公司线路")
        )
        seen = CandidateLine(
            "p3", said("Wang Fang", "王芳"), said("seen in ticket 2026-003977", "出现在工单 2026-003977")
        )
        facts = (
            (said("Company", "公司"), said("Huaxin Trading Co., Ltd.", "北京华信贸易有限公司")),
            (said("Level", "级别"), said("Gold", "金牌")),
            (said("Note", "备注"), said("Prefers a call after 14:00", "请在 14:00 以后回电")),
        )
        return CustomerColumn(
            question=said("Who is this?", "这是谁"),
            candidates=(known, company, seen) if ambiguous else (known, company),
            can_add=True,
            add_number="" if not ambiguous else said("Add 138 1234 5678 to this customer", "把 138 1234 5678 记给该客户"),
            facts=() if ambiguous else facts,
            open_title=said("Open tickets · 2", "未完成的工单 · 2"),
            open_tickets=(
                TicketBrief("t3", "#3981", said("Invoice heading to be changed", "发票抬头要改"),
                            said("Thu 10:12 · Zhang Lei", "周四 10:12 · 张磊"), "", said("due in 38 min", "38 分后到期"), Tone.SOON),
                TicketBrief("t4", "#4102", said("Toner out of stock", "硒鼓缺货"),
                            said("yesterday 16:40 · waits for customer", "昨天 16:40 · 待客户"), "", said("pending", "暂停"), Tone.DIM),
            ),
            recent_title=said("Recent", "最近"),
            recent_tickets=(
                TicketBrief("t5", "#3720", said("Paper feed replaced", "更换进纸辊"), said("12 Feb · solved", "2月12日 · 已解决")),
            ),
        )  # fmt: skip

    def form(self) -> TicketForm:
        said = self.said
        return TicketForm(
            id="t1", title=said("Ticket 2026-004182", "工单 2026-004182"), origin=said("from this call", "来自本次通话"),
            subject=said("M305 printer jams, restart does not help", "M305 打印机卡纸，重启无效"),
            description=said(
                "The customer says the M305 jams in the feed after power-up and shows E-21 after two restarts.\n"
                "Under warranty; agreed to a visit tomorrow morning.",
                "客户反映 M305 打印机开机后进纸口卡纸，重启两次后仍提示 E-21。\n设备在保，同意明天上午上门。",
            ),
            kind="incident", category="feed", impact="one", urgency="high", priority="P2", priority_tone=Tone.SOON,
            status=said("Assigned", "已指派"), customer=said("Grace Li · Huaxin Trading", "李秀英 · 华信公司"),
            assignee="me", team="after",
            kinds=(Choice("incident", said("Incident", "故障")), Choice("request", said("Service request", "服务请求"))),
            categories=(
                Choice("sales", said("After-sales", "售后")), Choice("printer", said("Printer", "打印机"), 1),
                Choice("feed", said("Paper feed", "进纸"), 2), Choice("toner", said("Toner", "硒鼓"), 2),
                Choice("invoice", said("Invoice", "发票")), Choice("heading", said("Heading", "抬头"), 1),
                Choice("again", said("Issue again", "重开"), 1), Choice("other", said("Other", "其他")),
            ),
            impacts=(Choice("one", said("One person", "单人")), Choice("team", said("A team", "部门"))),
            urgencies=(Choice("high", said("High", "高")), Choice("low", said("Low", "低"))),
            assignees=(Choice("me", said("Grace Wang", "王敏")), Choice("z", said("Zhang Lei", "张磊"))),
            teams=(Choice("after", said("After-sales 2", "售后二组")),),
            moves=(Choice("pending", said("Pending", "暂停")), Choice("resolved", said("Resolve", "解决"))),
            timeline=(
                TimelineLine(said("just now", "刚刚"), "", said("Grace Wang", "王敏"),
                             said("Warranty until March 2027", "保修到 2027 年 3 月"), "00:52"),
                TimelineLine(said("1 min ago", "1 分钟前"), "", said("Grace Wang", "王敏"),
                             said("M305 jams at power-up, restarted twice", "打印机 M305 开机后卡纸，已重启两次"), "00:18"),
                TimelineLine(said("1 min ago", "1 分钟前"), "", said("Grace Wang", "王敏"),
                             said("Opened from a call", "由来电建单"), is_note=False),
            ),
            can_attach_call=True,
        )  # fmt: skip

    def scopes(self) -> tuple[ScopeTab, ...]:
        said = self.said
        return (
            ScopeTab("mine", said("Mine", "我的"), "12", is_chosen=True),
            ScopeTab("team", said("My team", "本组"), "48", is_chosen=False),
            ScopeTab("open", said("All open", "全部未完成"), "1,204", is_chosen=False),
            ScopeTab("all", said("All", "全部"), "", is_chosen=False),
        )

    def rows(self, count: int = 60) -> tuple[TicketLine, ...]:
        said = self.said
        kinds = (
            (said("M305 printer jams, restart does not help", "M305 打印机卡纸，重启无效"), said("Grace Li", "李秀英"),
             said("Paper feed", "进纸"), said("Assigned", "已指派"), Tone.PLAIN, "P2", Tone.SOON),
            (said("Invoice heading to be changed", "发票抬头要改"), said("Huaxin Trading", "华信公司"),
             said("Invoice", "发票"), said("At risk", "即将超时"), Tone.SOON, "P3", Tone.DIM),
            (said("No dial tone on the whole floor", "整层楼没有拨号音"), said("Chen Jie", "陈洁"),
             said("Line", "线路"), said("Breached", "已超时"), Tone.LATE, "P1", Tone.LATE),
            (said("Toner out of stock", "硒鼓缺货"), said("Wang Fang", "王芳"),
             said("Toner", "硒鼓"), said("Pending", "暂停"), Tone.DIM, "P4", Tone.DIM),
        )  # fmt: skip
        lines = []
        for n in range(count):
            subject, customer, category, status, tone, priority, priority_tone = kinds[n % 4]
            when = said(f"{3 + n * 4} min ago", f"{3 + n * 4} 分钟前")
            lines.append(
                TicketLine(f"t{n}", f"2026-{4182 - n:06}", subject, customer, category, status, tone, priority,
                           priority_tone, said("Grace Wang", "王敏"), when, "2026-03-11 12:16")
            )  # fmt: skip
        return tuple(lines)
