"""The strip at the foot of the window: line, sound, disk; a mark, few words, and the whole sentence."""

from __future__ import annotations

from console.presenters.saying import say
from console.viewmodels.frame import Mark, StatusCell
from console.viewmodels.words import Words
from core.calls.line import LineState, LineStatus, SoundStatus
from core.errors import Trouble
from core.words import Sentence

LINES: dict[LineState, tuple[Mark, Sentence, Sentence]] = {
    LineState.NONE: (
        Mark.OFF,
        Sentence("not set up"),
        Sentence("No account is set up for the line. Settings, Line."),
    ),
    LineState.STARTING: (Mark.BUSY, Sentence("starting"), Sentence("The phone is being started.")),
    LineState.REGISTERING: (
        Mark.BUSY,
        Sentence("registering"),
        Sentence("The line is signing in at the PBX."),
    ),
    LineState.REGISTERED: (Mark.GOOD, Sentence("ready"), Sentence("The line is registered at the PBX.")),
    LineState.DIRECT: (
        Mark.GOOD,
        Sentence("ready, direct"),
        Sentence("The line takes direct calls on its own address, without a PBX."),
    ),
    LineState.REFUSED: (
        Mark.BAD,
        Sentence("refused"),
        Sentence("The PBX refused the line. Please check the account in the settings."),
    ),
    LineState.UNREACHABLE: (
        Mark.BAD,
        Sentence("PBX does not answer"),
        Sentence("The PBX does not answer; it is tried again without your help."),
    ),
    LineState.ENGINE_LOST: (
        Mark.BUSY,
        Sentence("restarting"),
        Sentence("The phone stopped and is being started again. Tickets are not touched."),
    ),
}


def line_cell(status: LineStatus, words: Words) -> StatusCell:
    mark, text, explanation = LINES[status.state]
    sentence = say(words, explanation)
    if status.reason is not None:
        sentence = words("{what} {why}", what=sentence, why=status.reason)
    return StatusCell("line", words("Line"), mark, say(words, text), sentence)


def sound_cell(sound: SoundStatus, words: Words) -> StatusCell:
    if sound.notice is not None:
        return StatusCell(
            "sound", words("Sound"), Mark.WARN, sound.speaker or words("none"), say(words, sound.notice)
        )
    if not sound.microphone and not sound.speaker:
        text = words("No sound device was found. Calls can be taken, but nobody is heard.")
        return StatusCell("sound", words("Sound"), Mark.WARN, words("no device"), text)
    text = words(
        "Microphone: {microphone}. Speaker: {speaker}.",
        microphone=sound.microphone or "—",
        speaker=sound.speaker or "—",
    )
    return StatusCell("sound", words("Sound"), Mark.GOOD, sound.speaker or sound.microphone, text)


def disk_cell(fault: Trouble | None, waiting: int, words: Words) -> StatusCell:
    if fault is not None:
        text = words(
            "{why} What you did is kept and written as soon as it can be: {n} waiting.",
            why=fault.sentence,
            n=waiting,
        )
        return StatusCell("disk", words("Disk"), Mark.BAD, words("cannot write"), text)
    return StatusCell(
        "disk",
        words("Disk"),
        Mark.GOOD,
        words("encrypted"),
        words("Everything is on this disk, encrypted. Nothing waits to be written."),
    )
