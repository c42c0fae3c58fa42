"""What stands in the chat around sharing: the offer, the preview of the literal words, and what was shared.

A button carries `h`, the language, what to do, a share, a topic in two signs and a check of the words shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot import keyboards
from bot.keyboards import LANGUAGE, LETTER
from bot.lengths import packed, signs
from bot.wording import say
from klankbord.sharing import Preview
from klankbord.topics import NO_TOPIC, VALENCES, Topic, topic_by_code
from klankbord.vocabulary import Language, Refusal
from klankbord.wording import phrase

PATTERN = r"^h"
PAYLOAD = re.compile(r"h([ne])([ovsaxut])([A-Za-z0-9_-]{35})([0-9a-z_]{2})([0-9a-f]{6})?")
FITS = 3_000  # signs of words beside which the rest of a preview has room in one message
PART = 4_000  # signs of words in a message of their own


@dataclass(frozen=True, slots=True)
class SharePress:
    """What a button of sharing said: o = only the topic, v = show my text, s = share it, a = again,
    x = nothing, u = take back, t = another topic."""

    action: str
    language: Language
    share: str
    topic: Topic | None
    check: str


def read_press(data: str) -> SharePress:
    """Read a button of sharing; raise `Refusal("old_button")` for anything else."""
    match = PAYLOAD.fullmatch(data)
    if match is None:
        raise Refusal("old_button")
    letter, action, share, topic, check = match.groups()
    return SharePress(action, LANGUAGE[letter], share, topic_by_code(topic), check or "")


def offer(language: Language, share: str, topic: Topic | None) -> tuple[str, keyboards.Keyboard]:
    """Return the offer to share, HTML, and its buttons; doing nothing shares nothing."""
    text = say(language, "share.offer_text")
    if topic is not None:
        text = say(language, "share.offer", topic=escape(topic.called(language)))
    return text, choices(language, share, topic)


def choices(language: Language, share: str, topic: Topic | None) -> keyboards.Keyboard:
    """Return *only the topic*, *also my text* and *nothing*."""
    only = [_button(language, "topic", "o", share, topic)] if topic else []
    text = _button(language, "text" if topic else "text_alone", "v", share, topic)
    return keyboards.column(*only, text, _button(language, "nothing", "x", share, topic))


def previewed(
    language: Language, share: str, topic: Topic | None, found: Preview, *, smallest_group: int
) -> tuple[list[str], keyboards.Keyboard]:
    """Return the messages that show the literal words and who could read them; the last has the buttons."""
    words = found.words
    before: list[str] = []
    shown = f"<blockquote>{escape(words)}</blockquote>"
    if signs(words) > FITS:
        before = [f"<blockquote>{escape(part)}</blockquote>" for part in packed(words, PART)]
        before[0] = f"{say(language, 'share.words')}\n{before[0]}"
        shown = say(language, "share.above")
    hint = ""
    if found.hint is not None:
        hint = say(language, f"share.hint_{found.hint.reason}", words=escape(found.hint.words)) + " "
    text = say(
        language,
        "share.preview",
        readers=escape(names(language, found.readers)),
        words=shown,
        hint=hint,
        k=str(smallest_group),
    )
    check = found.check
    only = [_button(language, "topic", "o", share, topic, check=check)] if topic else []
    buttons = keyboards.column(
        _button(language, "confirm", "s", share, topic, check=check),
        _button(language, "again", "a", share, topic),
        *only,
        _button(language, "nothing", "x", share, topic, check=check),
    )
    return [*before, text], buttons


def shared(language: Language, share: str, topic: Topic | None) -> keyboards.Keyboard:
    """Return what can be done after sharing: put the topic right, or take it back."""
    other = [
        Topic(topic.concept, valence)
        for valence in VALENCES
        if topic and valence not in (topic.valence, "neutral")
    ]
    rather = [
        (
            say(language, "share.rather", valence=phrase(language, f"valence.{one.valence}")),
            _data(language, "t", share, one),
        )
        for one in other
    ]
    return keyboards.column(*rather, _button(language, "take_back", "u", share, topic))


def taking_back(language: Language, share: str) -> keyboards.Keyboard:
    """Return the way to take back what was shared earlier."""
    return keyboards.column(_button(language, "take_back", "u", share, None))


def names(language: Language, readers: Sequence[str]) -> str:
    """Return the names of coaches as people say them; a coach of before names were kept has none."""
    known = [name or say(language, "share.your_coach") for name in readers]
    if len(known) == 1:
        return known[0]
    return f"{', '.join(known[:-1])} {say(language, 'share.and')} {known[-1]}"


def _button(
    language: Language, key: str, action: str, share: str, topic: Topic | None, *, check: str = ""
) -> tuple[str, str]:
    return say(language, f"share.{key}"), _data(language, action, share, topic, check=check)


def _data(language: Language, action: str, share: str, topic: Topic | None, *, check: str = "") -> str:
    return f"h{LETTER[language]}{action}{share}{topic.code() if topic else NO_TOPIC}{check}"
