"""One letter to the outside: never raises for what the world does, always says what became of it."""

from __future__ import annotations

from core.post import Channels, Delivery, Fate, Letter, Way
from core.words import Sentence
from courier.mail import Timeouts, by_mail
from courier.robots import by_robot
from courier.sms import by_sms

NO_MAIL = Sentence("No mail server is set up: please enter it under Settings, Channels.")
NO_ROBOT = Sentence("There is no such robot any more: please look under Settings, Channels.")
NO_SMS = Sentence("No SMS gateway is set up: please enter it under Settings, Channels.")


def carry(letter: Letter, channels: Channels, timeouts: Timeouts = Timeouts()) -> Delivery:  # noqa: B008 - a value
    """Blocks for at most the timeouts; for a background thread."""
    if letter.way is Way.MAIL:
        return by_mail(letter, channels.mail, timeouts) if channels.mail else Delivery(Fate.REFUSED, NO_MAIL)
    if letter.way is Way.SMS:
        return by_sms(letter, channels.sms, timeouts) if channels.sms else Delivery(Fate.REFUSED, NO_SMS)
    robot = next((one for one in channels.robots if one.key == letter.to), None)
    return by_robot(letter, robot, timeouts) if robot else Delivery(Fate.REFUSED, NO_ROBOT)
