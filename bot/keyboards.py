"""Buttons and what they carry. A payload is untrusted input: it is read back strictly or not at all.

A check-in button is `action, language, ticket, choices so far`, at most 40 of Telegram's 64 bytes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.wording import say
from klankbord.checkin import CANNOT_SAY
from klankbord.vocabulary import Language, Refusal
from prompts.library import Item, answer_labels

Keyboard = Mapping[str, Sequence[Sequence[Mapping[str, str]]]]  # rows of buttons, as Telegram takes them
Action = Literal["s", "c", "w", "n", "l", "t", "k"]
CHECKIN = re.compile(r"([scwnltk])([ne])([A-Za-z0-9_-]{35})([0-5]{0,3})")
LETTER: dict[Language, str] = {"nl": "n", "en": "e"}
LANGUAGE: dict[str, Language] = {"n": "nl", "e": "en"}


@dataclass(frozen=True, slots=True)
class Press:
    """What a check-in button said: s = state (the choices so far), c = change?, w = withdraw, k = keep,
    n = not this week, l = less often, t = add a thought."""

    action: str
    language: Language
    ticket: str
    choices: tuple[int, ...]


def read_press(data: str) -> Press:
    """Read a check-in button; raise `Refusal("old_button")` for anything else."""
    match = CHECKIN.fullmatch(data)
    if match is None:
        raise Refusal("old_button")
    action, letter, ticket, digits = match.groups()
    return Press(action, LANGUAGE[letter], ticket, tuple(int(digit) for digit in digits))


def answers(item: Item, language: Language, ticket: str, choices: tuple[int, ...]) -> Keyboard:
    """Return the five answers in order from 1 to 5, *can't say (yet)*, and the way back or out."""
    state = "".join(str(choice) for choice in choices)

    def to(text: str, action: Action, digits: str) -> Mapping[str, str]:
        return {"text": text, "callback_data": f"{action}{LETTER[language]}{ticket}{digits}"}

    rows = [
        [to(label, "s", f"{state}{value}")]
        for value, label in enumerate(answer_labels(item.scale, language), start=1)
    ]
    rows.append([to(say(language, "checkin.cannot_say"), "s", f"{state}{CANNOT_SAY}")])
    if choices:
        rows.append([to(say(language, "checkin.back"), "s", state[:-1])])
    else:
        rows.append(
            [to(say(language, "checkin.not_now"), "n", ""), to(say(language, "checkin.less"), "l", "")]
        )
    return {"inline_keyboard": rows}


def handed_in(
    language: Language, ticket: str, *, ties: bool = False, more: Sequence[tuple[str, str]] = ()
) -> Keyboard:
    """Return what can be done after the third tap, and what this round asks once (ties, or about a talk)."""
    about_ties = [(say(language, "ties.button"), f"q{LETTER[language]}{ticket}")] if ties else []
    return column(
        *more,  # answers stand right below what they answer
        (say(language, "checkin.add_thought"), f"t{LETTER[language]}{ticket}"),
        (say(language, "checkin.change_or_withdraw"), f"c{LETTER[language]}{ticket}"),
        *about_ties,
    )


def change(language: Language, ticket: str) -> Keyboard:
    """Return the choice between answering again, withdrawing and leaving it."""
    letter = LETTER[language]
    return column(
        (say(language, "checkin.again"), f"s{letter}{ticket}"),
        (say(language, "checkin.withdraw"), f"w{letter}{ticket}"),
        (say(language, "checkin.keep"), f"k{letter}{ticket}"),
    )


def less_often(language: Language, ticket: str) -> Keyboard:
    """Return how much less often, and the way back; the ticket stays, so this week's check-in does too."""
    letter = LETTER[language]
    return column(
        (say(language, "rhythm.pace2"), f"l{letter}{ticket}2"),
        (say(language, "rhythm.pace4"), f"l{letter}{ticket}4"),
        (say(language, "checkin.after_all"), f"s{letter}{ticket}"),
    )


def start_again(language: Language, ticket: str) -> Keyboard:
    """Return the way back into a check-in that was put aside or withdrawn."""
    return column((say(language, "checkin.after_all"), f"s{LETTER[language]}{ticket}"))


def column(*buttons: tuple[str, str]) -> Keyboard:
    """Return buttons below each other, each a text and what it carries."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data}] for text, data in buttons]}
