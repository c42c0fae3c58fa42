"""The two questions asked once after a talk: was it worth it; later, did what was agreed happen and help.

Each stands behind one handed-in check-in and is part of the same answer. Its sum of one round is released in
bands with the period if at least k answered it; else it is deleted. It never enters a figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from klankbord.checkin import QUESTIONS, Ticket, add, open_round
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Refusal
from measurement.disclosure import one_shot
from storage import agreements
from storage.database import Transaction
from storage.rounds import Round

HELPED_AFTER = 2  # open weeks: what was agreed needs a chance to happen
Kind = Literal["worth", "helped"]
CHOICES: Mapping[Kind, tuple[str, ...]] = {"worth": ("yes", "no"), "helped": ("helped", "not", "never")}


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the talk of a release; `words` is what was agreed, for the second one."""

    kind: Kind
    number: int
    words: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers to choose from, in order; a press says the number of one, from 1."""
        return CHOICES[self.kind]


def ask_once(tx: Transaction, place: Place, *, week: date) -> str:
    """Return what the round of this week asks about a talk, and note that it was asked; or nothing."""
    asked = {(echo.number, echo.kind) for echo in agreements.echoes_of(tx, place.team.id)}
    held = {n: day for n, day in agreements.talks_of(tx, place.team.id).items() if day and day < week}
    for number in sorted(held, reverse=True)[:1]:  # "our last talk" is one talk
        if (number, "worth") not in asked:
            agreements.ask_after(tx, place.team.id, number, ("worth",))
            return f"worth:{number}"
    for found in agreements.agreements_of(tx, place.team.id)[-1:]:
        old = place.team.open_weeks - found.open_week >= HELPED_AFTER
        if found.words and old and (found.number, "helped") not in asked:
            agreements.ask_after(tx, place.team.id, found.number, ("happened", "helped"))
            return f"helped:{found.number}"
    return ""


def question_of(house: House, found: Round) -> Question | None:
    """Return what a round asks about a talk, if anything; nothing once the agreement was changed."""
    kind, _, number = found.asks_after.partition(":")
    if kind == "worth":
        return Question("worth", int(number))
    if kind != "helped":
        return None
    with house.db.read() as tx:
        words = {one.number: one.words for one in agreements.agreements_of(tx, found.team_id)}
    mine = words.get(int(number))
    return Question("helped", int(number), mine) if mine else None


def answer(house: House, ticket: Ticket, *, account: int, choice: int) -> None:
    """Add an answer (1 = the first choice) to a handed-in check-in; again writes over.

    Raises `Refusal` when the round does not ask it or is sealed, or nothing was handed in by this account.
    """
    question = question_of(house, open_round(house, ticket))
    if question is None or not 1 <= choice <= len(question.choices):
        raise Refusal("old_button")
    add(house, ticket, account=account, more=bytes([choice]))


def count(found: Round, answers: Sequence[bytes], *, smallest_group: int) -> Mapping[str, Sequence[int]]:
    """Return how many answered a round's question and each of its choices; nothing when fewer than k did."""
    kind = found.asks_after.partition(":")[0]
    given = [one[QUESTIONS] for one in answers if len(one) > QUESTIONS]
    if kind not in CHOICES or len(given) < smallest_group:
        return {}
    options = CHOICES["worth" if kind == "worth" else "helped"]
    return {found.asks_after: [len(given), *(given.count(at) for at in range(1, len(options) + 1))]}


def bands(counted: Sequence[int], *, kind: str, smallest_group: int) -> Mapping[str, str]:
    """Return the bands of a question as they are published: how many said yes, never how many said no."""
    n, first, *rest = counted
    sums = {"worth": first} if kind == "worth" else {"happened": first + rest[0], "helped": first}
    told = {name: one_shot(x, n=n, smallest_group=smallest_group) for name, x in sums.items()}
    return {name: band.value for name, band in told.items() if band is not None}


def publish(tx: Transaction, place: Place, counted: Mapping[str, Sequence[int]], *, number: int) -> None:
    """Store, with release `number`, the bands of the questions that its period asked."""
    for about, sums in counted.items():
        kind, _, talk = about.partition(":")
        told = bands(sums, kind=kind, smallest_group=place.team.smallest_group)
        agreements.tell_after(tx, place.team.id, int(talk), told, release=number)
