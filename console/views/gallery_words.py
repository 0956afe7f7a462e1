"""Words for the gallery: English as it stands, Chinese from the catalogue or, where it is silent, from here."""

# ruff: noqa: E501 - a sentence and its translation read best side by side

from __future__ import annotations

import re
from importlib.resources import files

_ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')

LOCAL = {
    "Answer": "接听", "Decline": "拒接", "Busy": "示忙", "Hold": "保持", "Resume": "恢复", "Mute": "静音",
    "Unmute": "取消静音", "Keypad": "键盘", "Hang up": "挂断", "Make ticket": "建工单", "Attach": "关联", "Done": "完成",
    "Call notes": "通话笔记", "Write a note, Enter keeps it": "写一条笔记，回车记下", "Calls": "通话", "Notes": "记录",
    "Number to dial, Enter calls it": "输入号码，回车拨出", "New customer": "新客户", "Name": "姓名", "Company": "公司",
    "Number": "号码", "Keep customer": "保存客户", "Cancel": "取消", "New ticket": "新工单", "Subject": "主题",
    "Customer": "客户", "Category": "分类", "Status": "状态", "Priority": "优先级", "Assignee": "负责人", "Changed": "更新",
    "Description": "描述", "Impact": "影响", "Urgency": "紧急", "Kind": "类型", "Team": "团队", "Save": "保存",
    "Attach the call": "关联本次通话", "Nobody yet": "未指派", "Choose …": "请选择…", "Type to find": "输入以查找",
    "Search tickets, customers, numbers": "搜索工单、客户、号码", "Ring me": "给我打电话", "All keys": "所有按键",
    "Settings": "设置", "Lock": "锁定", "Close": "关闭", "Passphrase": "口令", "Unlock": "解锁", "Opening …": "正在打开…",
    "Caps Lock is on": "大写锁定已打开", "Desk": "工作台", "Tickets": "工单", "Call": "通话", "Ticket": "工单",
    "Window": "窗口", "Hold or resume": "保持或恢复", "Mute or unmute": "静音或取消", "Hang up or decline": "挂断或拒接",
    "Write a call note": "写通话笔记", "Dial a number": "拨号", "Ticket without a call": "无来电建单", "Search": "搜索",
    "Help for this screen": "本页帮助", "Leave the panel": "离开面板", "Loading …": "正在读取…",
}  # fmt: skip


class GalleryWords:
    """A Words for pictures and tests."""

    def __init__(self, language: str) -> None:
        self.speak(language)

    def speak(self, language: str) -> None:
        self._language = language
        self._texts = {**LOCAL, **_catalogue(language)} if language != "en" else {}

    @property
    def language(self) -> str:
        return self._language

    def __call__(self, template: str, /, **values: object) -> str:
        return self._texts.get(template, template).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        return self(one if n == 1 else many, n=n, **values)


def _catalogue(language: str) -> dict[str, str]:
    entry = files("resources") / "translations" / f"{language}.po"
    if not entry.is_file():
        return {}
    pairs = _ENTRY.findall(entry.read_text(encoding="utf-8"))
    return {_joined(said): _joined(meant) for said, meant in pairs if _joined(meant)}


def _joined(quoted: str) -> str:
    return "".join(_QUOTED.findall(quoted)).replace('\\"', '"').replace("\\n", "\n")
