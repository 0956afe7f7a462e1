"""The category tree a new profile begins with: small, and of the sort that nearly every desk needs."""

from __future__ import annotations

from console.words import CHINESE
from core.tickets.model import Category

# id: English, Chinese. An id without a child is a leaf.
_TREE = {
    "fault": ("Faults", "故障"),
    "fault.device": ("Device or equipment", "设备"),
    "fault.software": ("Software", "软件"),
    "fault.network": ("Network and connection", "网络与连接"),
    "account": ("Accounts and access", "账号与权限"),
    "account.login": ("Sign-in and password", "登录与密码"),
    "account.access": ("Access rights", "权限申请"),
    "order": ("Orders and delivery", "订单与配送"),
    "order.status": ("Order status", "订单查询"),
    "order.change": ("Change or cancellation", "修改与取消"),
    "order.return": ("Return or exchange", "退换货"),
    "billing": ("Billing", "账务"),
    "billing.invoice": ("Invoices", "发票"),
    "billing.payment": ("Payments and refunds", "付款与退款"),
    "enquiry": ("Enquiries", "咨询"),
    "complaint": ("Complaints and suggestions", "投诉与建议"),
    "other": ("Other", "其他"),
}


def starter_categories(language: str) -> tuple[Category, ...]:
    """In the language the profile is made in."""
    place = 1 if language == CHINESE else 0
    parents = {id_.rpartition(".")[0] for id_ in _TREE}
    return tuple(Category(id_, _path(id_, place), id_ not in parents) for id_ in _TREE)


def _path(id_: str, place: int) -> tuple[str, ...]:
    parts = id_.split(".")
    return tuple(_TREE[".".join(parts[: n + 1])][place] for n in range(len(parts)))
