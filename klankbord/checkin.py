"""A check-in: the state travels in the buttons, the third tap hands in. Nothing here writes who answered.

A ticket is the capability in a button: round, slip and a mark that binds both to the account it was sent
to, so that a forged ticket or one from another chat opens nothing. The mark is computed, never stored.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass

from klankbord.house import House
from klankbord.vocabulary import Refusal
from prompts.library import Item
from storage import people, rounds, slips
from storage.rounds import SLIP_BYTES, Round
from storage.slips import HandIn

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
    """Return item 1, 2 or 3 of a round."""
    return house.library.items[found.items[number - 1]]


def hand_in(house: House, ticket: Ticket, *, account: int, choices: tuple[int, ...]) -> None:
    """Write the three choices as the answer of this slip; again writes over, so nothing counts twice.

    Raises `Refusal` when the round is sealed, the slip was used by another account, or the account is no
    teacher of the team (membership is checked, not recorded).
    """
    if len(choices) != QUESTIONS or any(choice not in CHOICES for choice in choices):
        raise Refusal("old_button")
    check_member(house, ticket, account)
    outcome = slips.hand_in(
        house.db, round_id=ticket.round_id, slip=ticket.slip, account=account, choices=bytes(choices)
    )
    if outcome is HandIn.UNKNOWN:
        raise Refusal("round_closed")
    if outcome is HandIn.TAKEN:
        raise Refusal("old_button")


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


def _mark(house: House, body: bytes, account: int, label: str) -> list[bytes]:
    presented = body + str(account).encode()
    return [mark[:MARK_BYTES] for mark in house.keys.fingerprints(label, presented)]
