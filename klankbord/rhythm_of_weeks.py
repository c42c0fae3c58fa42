"""One tick: whatever is due at a moment, in the order in which a week goes. Calling it twice does no harm."""

from datetime import datetime

from klankbord import publishing, rounds, school_years, sealing, sister_teams
from klankbord.house import House
from klankbord.looks import forget_old_looks


def tick(house: House, *, now: datetime, first: bool = False) -> None:
    """Seal what is over, publish what is ready, open what is due; letters are queued, not sent.

    `first`: look through all open periods, in case the process ended between sealing and publishing.
    """
    sealed = sealing.seal_due(house, now=now)
    ready = publishing.teams_with_sums(house) if first else sorted(sealed)
    publishing.publish_due(house, ready, now=now)
    school_years.turn_years(house, now=now)
    sister_teams.join_due(house, now=now)
    if first:
        forget_old_looks(house, now=now)
    rounds.open_due(house, now=now)
