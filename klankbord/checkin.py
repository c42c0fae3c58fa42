"""A check-in: the state travels in the buttons, the third tap hands in. Nothing here writes who answered.

A ticket is the capability in a button: round, slip and a mark that binds both to the account it was sent
to, so that a forged ticket or one from another chat opens nothing. The mark is computed, never stored.
"""

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from klankbord.house import House
from klankbord.vocabulary import Refusal
from prompts.library import Item
from storage import people, rounds, slips
from storage.rounds import SLIP_BYTES, Round
from storage.slips import HandIn, Presented

ROUND_BYTES = 4  # a round id as bytes
MARK_BYTES = 6  # 48 bits: a forger would need 2^47 presses, and still no slip
MARK = "button"  # the label of a mark
QUESTIONS = 3
CANNOT_SAY = 0
CHOICES = range(6)  # 0 = can't say (yet), 1 never or disagree … 5 always or agree


@dataclass(frozen=True, slots=True)
class Ticket:
    """The capability that a button carries."""

    round_id: str
    slip: bytes


@dataclass(frozen=True, slots=True)
class Taps:
    """What somebody chose in a check-in."""

    ticket: Ticket
    account: int
    choices: tuple[int, ...]


def write_ticket(house: House, ticket: Ticket, *, account: int, label: str = MARK) -> str:
    """Return a ticket as button text (35 characters), bound to the account it is sent to."""
    body = bytes.fromhex(ticket.round_id) + ticket.slip
    return base64.urlsafe_b64encode(body + _mark(house, body, account, label)[0]).decode().rstrip("=")


def read_ticket(house: House, text: str, *, account: int, label: str = MARK) -> Ticket:
    """Read a ticket back; raise `Refusal("old_button")` for a forged or foreign one."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("old_button") from None
    body, mark = raw[: ROUND_BYTES + SLIP_BYTES], raw[ROUND_BYTES + SLIP_BYTES :]
    if not any(hmac.compare_digest(mark, known) for known in _mark(house, body, account, label)):
        raise Refusal("old_button")
    return Ticket(body[:ROUND_BYTES].hex(), body[ROUND_BYTES:])


def open_round(house: House, ticket: Ticket) -> Round:
    """Return the ticket's round; raise `Refusal("round_closed")` once it is sealed."""
    with house.db.read() as tx:
        found = rounds.get(tx, ticket.round_id)
    if found is None:
        raise Refusal("round_closed")
    return found


def question(house: House, found: Round, number: int) -> Item:
    """Return item 1, 2 or 3 of a round; raise `Refusal("round_closed")` when it cannot be asked any more."""
    if not is_askable(house, found):
        raise Refusal("round_closed")
    return house.library.items[found.items[number - 1]]


def is_askable(house: House, found: Round) -> bool:
    """Tell whether all items of a round are still on the shelf: an upgrade may take one away."""
    return all(item in house.library.items for item in found.items)


def hand_in(house: House, ticket: Ticket, *, account: int, choices: tuple[int, ...]) -> Round:
    """Hand in one check-in, see `hand_in_all`; raise the `Refusal`."""
    (outcome,) = hand_in_all(house, [Taps(ticket, account, choices)])
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def hand_in_all(house: House, taps: Sequence[Taps]) -> list[Round | Refusal]:
    """Write each three choices as the answer of their slip, all in one transaction; return their rounds.

    Again writes over, so nothing counts twice. Refused is what belongs to a sealed round, to a slip that was
    used by another account, or to an account that is no teacher of the team (it is checked, not recorded).
    """
    outcomes: list[Round | Refusal] = [Refusal("old_button")] * len(taps)
    with house.db.write() as tx:
        open_ones = rounds.hold_all(tx, {one.ticket.round_id for one in taps})
        teachers = people.teams_taught(tx, house.keys, {one.account for one in taps})
        presented: dict[int, Presented] = {}
        for number, one in enumerate(taps):
            found = open_ones.get(one.ticket.round_id)
            if not _complete(one.choices):
                continue
            if found is None:
                outcomes[number] = Refusal("round_closed")
            elif (one.account, found.team_id) not in teachers:
                outcomes[number] = Refusal("not_yours")
            else:
                ticket = one.ticket
                presented[number] = Presented(ticket.round_id, ticket.slip, one.account, bytes(one.choices))
        if presented:
            written = slips.hand_in(tx, house.keys, list(presented.values()))
            for number, outcome in zip(presented, written, strict=True):
                if outcome is HandIn.KEPT:
                    outcomes[number] = open_ones[taps[number].ticket.round_id]
                elif outcome is HandIn.UNKNOWN:
                    outcomes[number] = Refusal("round_closed")
    return outcomes


def is_handed_in(house: House, ticket: Ticket) -> bool:
    """Tell whoever sent a check-in, and does not know whether it arrived, that it was answered."""
    with house.db.read() as tx:
        return slips.is_used(tx, house.keys, ticket.round_id, ticket.slip)


def add(house: House, ticket: Ticket, *, account: int, more: bytes) -> None:
    """Put the answer to a further question behind a handed-in check-in; again writes over.

    Raises `Refusal("old_button")` when the round is sealed or nothing was handed in by this account.
    """
    outcome = slips.add_to(
        house.db, round_id=ticket.round_id, slip=ticket.slip, account=account, first=QUESTIONS, more=more
    )
    if outcome is not HandIn.KEPT:
        raise Refusal("old_button")


def withdraw(house: House, ticket: Ticket, *, account: int) -> None:
    """Take the answer of this slip back; raise `Refusal("nothing_to_withdraw")` when there is none."""
    outcome = slips.withdraw(house.db, round_id=ticket.round_id, slip=ticket.slip, account=account)
    if outcome is not HandIn.KEPT:
        raise Refusal("nothing_to_withdraw")


def check_member(house: House, ticket: Ticket, account: int) -> None:
    """Raise `Refusal` unless the account is a teacher of the ticket's team; it is checked, not recorded."""
    found = open_round(house, ticket)
    with house.db.read() as tx:
        person = people.find(tx, house.keys, account)
        mine = people.memberships_of(tx, person.id) if person else []
    if not any(member.team_id == found.team_id and member.role == "teacher" for member in mine):
        raise Refusal("not_yours")


def _complete(choices: tuple[int, ...]) -> bool:
    return len(choices) == QUESTIONS and all(choice in CHOICES for choice in choices)


def _mark(house: House, body: bytes, account: int, label: str) -> list[bytes]:
    presented = body + str(account).encode()
    return [mark[:MARK_BYTES] for mark in house.keys.fingerprints(label, presented)]
