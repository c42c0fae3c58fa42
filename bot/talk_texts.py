"""What stands in the chat around a team's talk: choosing a day, that day's card, the question after it."""

from collections.abc import Sequence
from html import escape

from bot import keyboards
from bot.wording import say
from klankbord.talks import Idea, MeetingCard, When
from klankbord.vocabulary import Language

WHEN: dict[str, When] = {"t": "this", "n": "next", "l": "later", "x": "no"}


def talk_buttons(language: Language, team_id: str, number: int) -> keyboards.Keyboard:
    """Return the choice of a day for the talk about a picture, and the way to print it."""
    days = [(say(language, f"talk.{when}"), f"d{team_id}{number}{letter}") for letter, when in WHEN.items()]
    return keyboards.column(*days, (say(language, "paper.print"), f"b{team_id}"))


def card_text(language: Language, card: MeetingCard) -> str:
    """Return the meeting card as it stands in the chat, on the day of the talk."""
    return say(
        language,
        "letter.talk",
        question=escape(card.question),
        step=say(language, f"talk.step_{card.step}"),
        minutes=escape(card.minutes),
    )


def question_text(
    language: Language, team_id: str, number: int, ideas: Sequence[Idea]
) -> tuple[str, keyboards.Keyboard]:
    """Return *What did you agree?* with three practices, and the buttons to choose one."""
    lines = [
        say(language, "agreement.idea", number=str(n), text=escape(one.text), source=escape(one.source))
        for n, one in enumerate(ideas, 1)
    ]
    start = f"a{team_id}{number}"
    buttons = [
        (say(language, "agreement.choose", number=str(n)), f"{start}{n}") for n in range(1, len(ideas) + 1)
    ]
    buttons.append((say(language, "agreement.own_words"), f"{start}w"))
    buttons.append((say(language, "agreement.only_talked"), f"{start}0"))
    return say(language, "letter.agreed", ideas="\n\n".join(lines)), keyboards.column(*buttons)


def own_words_button(language: Language, team_id: str, number: int) -> keyboards.Keyboard:
    """Return the way to type what was agreed about a picture."""
    return keyboards.column((say(language, "agreement.own_words"), f"a{team_id}{number}w"))
