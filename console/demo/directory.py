"""The house of the demonstration: its teams, its people and its category tree, in the language asked for."""

from __future__ import annotations

from core.ids import AgentId, TeamId
from core.reading import Directory, Person, Team
from core.tickets.model import Category

ME = AgentId("agent-wang-min")  # who sits at the demonstration's desk
MY_TEAMS = (TeamId("team-after-sales"), TeamId("team-it"))

_TEAMS = {
    "team-after-sales": ("售后服务组", "After-sales"),
    "team-billing": ("账务组", "Billing"),
    "team-orders": ("订单与物流组", "Orders and delivery"),
    "team-it": ("IT 服务台", "IT service desk"),
    "team-hospital": ("医院服务台", "Hospital desk"),
    "team-bank": ("银行服务台", "Bank desk"),
}

_PEOPLE = {
    ME: ("王敏", "Min Wang", "team-after-sales team-it"),
    "agent-zhang-lei": ("张磊", "Lei Zhang", "team-after-sales"),
    "agent-li-jing": ("李静", "Jing Li", "team-after-sales team-orders"),
    "agent-chen-hao": ("陈昊", "Hao Chen", "team-it"),
    "agent-sarah-blake": ("Sarah Blake", "Sarah Blake", "team-it team-billing"),
    "agent-liu-yang": ("刘洋", "Yang Liu", "team-billing"),
    "agent-zhao-xin": ("赵欣", "Xin Zhao", "team-billing"),
    "agent-tom-ellery": ("Tom Ellery", "Tom Ellery", "team-orders"),
    "agent-sun-li": ("孙莉", "Li Sun", "team-orders"),
    "agent-zhou-kai": ("周凯", "Kai Zhou", "team-hospital"),
    "agent-he-wen": ("何雯", "Wen He", "team-hospital"),
    "agent-xu-bo": ("徐博", "Bo Xu", "team-bank"),
    "agent-gao-ning": ("高宁", "Ning Gao", "team-bank team-it"),
}

# id: Chinese, English. An id without a child is a leaf.
_TREE = {
    "sales": ("售后", "After-sales"),
    "sales.printer": ("打印机", "Printers"),
    "sales.printer.paper": ("进纸与卡纸", "Paper feed"),
    "sales.printer.quality": ("打印质量", "Print quality"),
    "sales.printer.network": ("联网与驱动", "Network and drivers"),
    "sales.supplies": ("耗材", "Supplies"),
    "sales.onsite": ("上门维修", "On-site repair"),
    "sales.warranty": ("保修与延保", "Warranty"),
    "billing": ("账务", "Billing"),
    "billing.invoice": ("开票与重开", "Invoices"),
    "billing.payment": ("付款与对账", "Payments"),
    "billing.refund": ("退款", "Refunds"),
    "orders": ("订单", "Orders"),
    "orders.delivery": ("物流与送达", "Delivery"),
    "orders.change": ("改单与取消", "Changes"),
    "orders.return": ("退换货", "Returns"),
    "subscription": ("订阅服务", "Subscriptions"),
    "subscription.renewal": ("续费", "Renewal"),
    "subscription.account": ("账号与权限", "Accounts"),
    "it": ("IT 服务", "IT services"),
    "it.login": ("登录与密码", "Sign-in"),
    "it.mail": ("邮箱", "E-mail"),
    "it.network": ("网络与 VPN", "Network and VPN"),
    "hospital": ("医院", "Hospital"),
    "hospital.queue": ("挂号与叫号", "Registration"),
    "hospital.records": ("电子病历", "Records"),
    "bank": ("银行", "Bank"),
    "bank.terminal": ("自助终端", "Terminals"),
    "bank.counter": ("柜面外设", "Counter devices"),
    "other": ("其他", "Other"),
    "other.complaint": ("投诉与建议", "Complaints"),
    "other.inquiry": ("咨询", "Enquiries"),
}

TEAM_OF_ROOT = {
    "sales": TeamId("team-after-sales"),
    "billing": TeamId("team-billing"),
    "orders": TeamId("team-orders"),
    "subscription": TeamId("team-billing"),
    "it": TeamId("team-it"),
    "hospital": TeamId("team-hospital"),
    "bank": TeamId("team-bank"),
    "other": TeamId("team-after-sales"),
}


def categories(language: str) -> tuple[Category, ...]:
    parents = {id_.rpartition(".")[0] for id_ in _TREE}
    return tuple(Category(id_, _path(id_, language), id_ not in parents) for id_ in _TREE)


def directory(language: str) -> Directory:
    """``language``: zh or en."""
    place = _place(language)
    people = (
        Person(AgentId(id_), row[place], tuple(map(TeamId, row[2].split())), _mail(id_))
        for id_, row in _PEOPLE.items()
    )
    teams = (Team(TeamId(id_), names[place], agents_of(TeamId(id_))[0]) for id_, names in _TEAMS.items())
    return Directory(tuple(people), tuple(teams), categories(language))


def _mail(id_: str) -> str:
    """Nobody reads it: the domain exists nowhere."""
    return f"{id_.removeprefix('agent-')}@example.invalid"


def team_of(category: str) -> TeamId:
    return TEAM_OF_ROOT[category.partition(".")[0]]


def team_name(team: TeamId, language: str) -> str:
    return _TEAMS[team][_place(language)]


def agents_of(team: TeamId) -> tuple[AgentId, ...]:
    return tuple(AgentId(id_) for id_, row in _PEOPLE.items() if team in row[2].split())


def _path(id_: str, language: str) -> tuple[str, ...]:
    parts = id_.split(".")
    ids = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return tuple(_TREE[one][_place(language)] for one in ids)


def _place(language: str) -> int:
    return 0 if language.startswith("zh") else 1
