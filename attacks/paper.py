"""An installation in memory: periods sealed and published by the room's and measurement's own functions.

Keeps nothing and decides nothing of its own; a test holds it beside the real database, figure by figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attacks import people
from attacks.people import Answers
from klankbord import periods
from klankbord.figures import TeamPicture
from klankbord.periods import Period
from klankbord.vocabulary import DIMENSIONS, OVERALL
from measurement import tide
from measurement.disclosure import LEAST_GROUP, Verdict, publishable
from measurement.settings import SETTINGS
from measurement.tide import Level, Offset, OffsetTotals
from prompts.library import Library
from storage.releases import Figure, Release


@dataclass
class Paper:
    """An installation in memory: what is known about items, and one team's periods."""

    library: Library
    totals: dict[str, OffsetTotals]

    @classmethod
    def blank(cls, library: Library) -> "Paper":
        """Return an installation that knows nothing."""
        items = library.items.values()
        banks = {d: {one.id: one.bank_offset for one in items if one.dimension == d} for d in DIMENSIONS}
        return cls(library, {d: OffsetTotals.empty(banks[d]) for d in DIMENSIONS})

    def offsets(self) -> dict[str, Offset]:
        """Return every item's offset in force."""
        return {
            item: found for totals in self.totals.values() for item, found in totals.solve(SETTINGS).items()
        }

    def seal(
        self, answers: Answers, items: Sequence[Sequence[str]], offsets: Mapping[str, Offset], start: int = 0
    ) -> Period:
        """Fold a team's answers (persons x weeks x dimensions) into a period, week by week."""
        period = Period()
        for week, asked in enumerate(items):
            given = [row for row in answers[:, week] if row[0] != people.SILENT]
            pressed = [
                bytes(_press(self.library, item, int(one)) for item, one in zip(asked, row, strict=True))
                for row in given
            ]
            period = periods.add_round(
                period,
                pressed,
                items=asked,
                open_week=start + week,
                library=self.library,
                smallest_group=LEAST_GROUP,
                offsets=offsets,
                settings=SETTINGS,
            )
        return period

    def publish(
        self,
        period: Period,
        offsets: Mapping[str, Offset],
        *,
        members: int,
        before: TeamPicture | None = None,
    ) -> TeamPicture | None:
        """Return the team's picture with one more period, or nothing when the rules forbid it."""
        verdict = publishable(
            rounds=period.rounds,
            full_checkins_per_round=period.full,
            checkins=period.counting(self.library),
            smallest_group=LEAST_GROUP,
        )
        seen = {d: tide.observe(*period.of(self.library, d), offsets, SETTINGS) for d in DIMENSIONS}
        known = {d: one for d, one in seen.items() if one is not None}
        if verdict is not Verdict.PUBLISH or len(known) < len(DIMENSIONS):
            return None
        known[OVERALL] = tide.overall([known[d] for d in DIMENSIONS], SETTINGS)
        number = before.number + 1 if before else 1
        levels = (
            {f.dimension: Level(f.m, f.p) for f in before.figures if f.number == before.number}
            if before
            else {}
        )
        figures = []
        for name, one in known.items():
            level = tide.update(
                levels.get(name),
                one,
                open_weeks=period.last_open_week - before.newest.week if before else 0,
                settings=SETTINGS,
                overall=name == OVERALL,
            )
            kept = (one.y, one.r, level.m, level.p, one.n, one.ss, one.df, one.sx)
            figures.append(Figure("", number, name, *kept))
        release = Release(
            team_id="",
            number=number,
            published=people.FIRST_DAY,
            week=period.last_open_week,
            rounds=period.rounds,
            best_weekly=max(period.weekly),
            mean_weekly=period.checkins / period.rounds,
            checkins=period.checkins,
            members=members,
            roster_version=0,
            settings_version=SETTINGS.version,
        )
        if before is None:
            return TeamPicture((release,), tuple(figures))
        return replace(before, releases=(*before.releases, release), figures=(*before.figures, *figures))

    def learn(self, period: Period) -> None:
        """Add a published period to what is known about items."""
        for dimension in DIMENSIONS:
            items, _ = period.of(self.library, dimension)
            enough = [total for total in items if total.n >= LEAST_GROUP]
            self.totals[dimension] = self.totals[dimension].add(enough, SETTINGS)


def _press(library: Library, item: str, given: int) -> int:
    return 6 - given if given and library.items[item].reversed else given
