"""The question on ties, once a term: with which teams something useful was exchanged. Never people.

It stands behind a handed-in check-in and is part of the same answer. Its sum of one round is released in
bands with the period if at least k answered it; else it is deleted when the round is sealed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from klankbord.checkin import QUESTIONS, Ticket, add, open_round
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Refusal
from measurement.change import TERM_WEEKS
from measurement.disclosure import Band
from measurement.network import Tie
from measurement.ties import ties
from storage import releases, schools
from storage.database import Transaction
from storage.rounds import Round

ASKED_IN = 6  # the open week of each term in which it is asked: neither the first picture's nor the last
OUTSIDE = "outside"  # somebody who does not belong to the school
MOST_TEAMS = 59  # with "outside school" 60 bits, which fit into a button
MASK_BYTES = 8


@dataclass(frozen=True, slots=True)
class Named:
    """How many answered, and how many named each team."""

    answered: int
    by_team: Mapping[str, int]


def teams_to_ask_about(tx: Transaction, place: Place) -> tuple[str, ...]:
    """Return the other teams of the school, by name, when this open week is the one; else nothing."""
    if place.team.open_weeks % TERM_WEEKS != ASKED_IN:
        return ()
    others = [team for team in schools.all_teams(tx) if team.school_id == place.team.school_id]
    names = sorted((team.name, team.id) for team in others if team.id != place.team.id)
    return tuple(found for _, found in names[:MOST_TEAMS])


def options(house: House, found: Round) -> list[tuple[str, str]]:
    """Return id and name of each team of the question, in its order; one that is gone has no name."""
    with house.db.read() as tx:
        names = {team.id: team.name for team in schools.all_teams(tx)}
    return [(team, names.get(team, "–")) for team in found.asks_about]


def answer(house: House, ticket: Ticket, *, account: int, mask: int) -> None:
    """Add to a handed-in check-in which teams were named: a bit each, the last one for outside school.

    Raises `Refusal` when the round does not ask it or is sealed, or nothing was handed in by this account.
    """
    found = open_round(house, ticket)
    if not found.asks_about or not 0 <= mask < 2 ** (len(found.asks_about) + 1):
        raise Refusal("old_button")
    add(house, ticket, account=account, more=mask.to_bytes(MASK_BYTES, "big"))


def count(found: Round, answers: Sequence[bytes], *, smallest_group: int) -> Named | None:
    """Sum what one round named; nothing when fewer than k answered the question."""
    masks = [int.from_bytes(one[QUESTIONS:], "big") for one in answers if len(one) > QUESTIONS]
    if not found.asks_about or len(masks) < smallest_group:
        return None
    places = (*found.asks_about, OUTSIDE)
    return Named(len(masks), {team: sum(mask >> at & 1 for mask in masks) for at, team in enumerate(places)})


def bands(giver: str, named: Named, *, smallest_group: int) -> Mapping[str, str]:
    """Return the band in which each team was named, as it is published."""
    told = ties(
        giver,
        named=named.by_team,
        answered=named.answered,
        others=tuple(named.by_team),
        smallest_group=smallest_group,
    )
    return {tie.taker: tie.band.value for tie in told}


def ties_between(
    house: House, team_ids: Sequence[str], *, visible: Mapping[str, Collection[int]] | None = None
) -> list[Tie]:
    """Return the newest published ties that these teams told, by the names of the teams.

    `visible`: by team, the numbers of the pictures that somebody sees; then other teams stay out.
    """
    found: list[Tie] = []
    with house.db.read() as tx:
        names = {team.id: team.name for team in schools.all_teams(tx)}
        for giver in team_ids:
            number, told = releases.ties_of(tx, giver)
            if visible is not None and number not in visible.get(giver, ()):
                continue
            found += [
                Tie(names[giver], names[taker], Band(band))
                for taker, band in told.items()
                if taker in names and (visible is None or taker in visible)
            ]
    return found
