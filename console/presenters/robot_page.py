"""The page of the chat robots: one of them at a time, chosen by its name; nothing holds before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters.saying import say
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.post import Robot, RobotKind
from core.robots import KINDS, name_fault, read_robots, robots_text, url_fault
from core.words import Sentence

ROBOTS = "robots"
TITLE = Sentence("Robots")
INTRO = Sentence(
    "Each tells one group. A step names it as robot:name. Webhooks and secrets are kept encrypted."
)
NAMES = {
    RobotKind.WECOM: Sentence("WeCom"),
    RobotKind.DINGTALK: Sentence("DingTalk"),
    RobotKind.FEISHU: Sentence("Feishu"),
    RobotKind.PLAIN: Sentence("Plain JSON"),
}
CHOSEN, NAME, KIND, URL, SECRET = "chosen", "name", "kind", "url", "secret"
ADD, REMOVE = "add", "remove"


class RobotPage:
    """What is typed about robots, until it is saved or left."""

    def __init__(self, words: Words, kept: Callable[[], str]) -> None:
        self._words = words
        self._kept = kept
        self._typed: list[Robot] | None = None
        self._chosen = 0
        self._problems: dict[str, Sentence] = {}

    @property
    def robots(self) -> list[Robot]:
        if self._typed is None:
            self._typed = list(read_robots(self._kept()))
        return self._typed

    @property
    def chosen(self) -> Robot | None:
        return self.robots[self._chosen] if self._chosen < len(self.robots) else None

    @property
    def text(self) -> str:
        return robots_text(self.robots)

    def leave(self) -> None:
        self._typed, self._chosen, self._problems = None, 0, {}

    def edit(self, key: str, value: str) -> None:
        robot = self.chosen
        if key == CHOSEN:
            self._chosen, self._problems = int(value), {}
        elif robot is not None:
            self._problems.pop(key, None)
            if key == KIND:
                self.robots[self._chosen] = replace(robot, kind=KINDS[value])
            else:
                self.robots[self._chosen] = replace(robot, **{key: value.strip()})  # type: ignore[arg-type] # texts

    def add(self) -> None:
        self._problems = {}
        self.robots.append(Robot("", RobotKind.WECOM, ""))
        self._chosen = len(self.robots) - 1

    def remove(self) -> None:
        """Of what is typed: it is there again when the page is left without saving."""
        self._problems = {}
        if self.chosen is not None:
            del self.robots[self._chosen]
        self._chosen = max(0, self._chosen - 1)

    def is_right(self, *, only_chosen: bool = False) -> bool:
        """Else the first that is wrong is shown, with what must be mended at its fields."""
        for n, robot in enumerate(self.robots):
            found = {
                NAME: name_fault(robot.name, [r.name for r in self.robots[:n]]),
                URL: url_fault(robot.url),
            }
            self._problems = {key: fault for key, fault in found.items() if fault is not None}
            if self._problems and (n == self._chosen or not only_chosen):
                self._chosen = n
                return False
        self._problems = {}
        return True

    def fields(self, trial: Field) -> tuple[Field, ...]:
        """``trial`` is the button that sends a test to the one that is chosen."""
        words, robot = self._words, self.chosen
        add = Field(ADD, words("Add a robot"), FieldKind.BUTTON, words("Add a robot"))
        if robot is None:
            none = Field("none", "", FieldKind.FACT, words("No robot yet: reminders go to no group."))
            return (none, add)
        which = Field(CHOSEN, words("Robot"), FieldKind.CHOICE, str(self._chosen), choices=self._choices())
        return (
            *((which,) if len(self.robots) > 1 else ()),
            self._field(NAME, words("Robot's name"), FieldKind.TEXT, robot.name, words("e.g. after-sales")),
            Field(KIND, words("Kind"), FieldKind.CHOICE, robot.kind.value, choices=self._kinds()),
            self._field(URL, words("Webhook"), FieldKind.PASSWORD, robot.url, words("https://…")),
            self._secret(robot),
            trial,
            Field(REMOVE, words("Remove this robot"), FieldKind.BUTTON, words("Remove this robot")),
            add,
        )

    def _field(self, key: str, label: str, kind: FieldKind, value: str, hint: str) -> Field:
        fault = self._problems.get(key)
        return Field(key, label, kind, value, hint, say(self._words, fault) if fault else "")

    def _secret(self, robot: Robot) -> Field:
        """The field stays where it is: a page that jumps takes the caret."""
        words, signs = self._words, robot.kind is not RobotKind.WECOM
        hint = words("Empty: its messages are not signed") if signs else words("WeCom robots have none")
        value = robot.secret if signs else ""
        return Field(SECRET, words("Secret"), FieldKind.PASSWORD, value, hint, is_enabled=signs)

    def _choices(self) -> tuple[Choice, ...]:
        words = self._words
        return tuple(
            Choice(str(n), f"{r.name or words('(no name)')} · {say(words, NAMES[r.kind])}")
            for n, r in enumerate(self.robots)
        )

    def _kinds(self) -> tuple[Choice, ...]:
        return tuple(Choice(kind.value, say(self._words, name)) for kind, name in NAMES.items())
