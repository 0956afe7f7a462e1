"""One letter to the outside: never raises for what the world does, always says what became of it."""

from __future__ import annotations

from core.post import Channels, Delivery, Fate, Letter, Way
from core.words import Sentence, sentence
from courier.mail import Timeouts, by_mail
from courier.robots import by_robot
from courier.sms import by_sms

NO_MAIL = Sentence("No mail server is set up: please enter it under Settings, Mail.")
NO_SMS = Sentence("No SMS gateway is set up: please enter it under Settings, SMS.")


def carry(letter: Letter, channels: Channels, timeouts: Timeouts = Timeouts()) -> Delivery:  # noqa: B008 - a value
    """Blocks for at most the timeouts; for a background thread."""
    if letter.way is Way.MAIL:
        return by_mail(letter, channels.mail, timeouts) if channels.mail else Delivery(Fate.REFUSED, NO_MAIL)
    if letter.way is Way.SMS:
        return by_sms(letter, channels.sms, timeouts) if channels.sms else Delivery(Fate.REFUSED, NO_SMS)
    robot = next((one for one in channels.robots if one.name == letter.to), None)
    return by_robot(letter, robot, timeouts) if robot else Delivery(Fate.REFUSED, no_robot(letter.to))


def no_robot(name: str) -> Sentence:
    return sentence(
        'There is no robot "{name}": please add it under Settings, Robots, or name another one in the step '
        "under Service levels.",
        name=name,
    )
