"""Reading what was published: the only reader of releases, the same for digest, team view and export."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock

from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import DIMENSIONS, OVERALL, Language
from measurement import picture
from measurement.agreement import Agreement, Spread, agreement
from measurement.bottleneck import AreaSum, bottleneck
from measurement.change import TERM_WEEKS
from measurement.series import Closed, Mark, Series, shortened
from measurement.series import Figure as Drawn
from measurement.settings import SETTINGS
from measurement.tide import Change, Point, Shown, change, half_width, show
from measurement.words import Response, Word, response_band, response_fell, word
from storage import agreements, releases
from storage.releases import Area, Figure, Release

_DRAWING = Lock()  # or the letters of a team, written side by side, would each draw it


@dataclass(frozen=True, slots=True)
class TeamPicture:
    """Everything a team may see of itself, from its releases."""

    releases: tuple[Release, ...]
    figures: tuple[Figure, ...]
    dimensions: tuple[str, ...] = DIMENSIONS
    example: bool = False
    areas: tuple[Area, ...] = ()
    closed: tuple[Closed, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def newest(self) -> Release:
        """The newest release."""
        return self.releases[-1]

    @property
    def number(self) -> int:
        """The number of the newest release, counted from 1."""
        return self.newest.number

    def points(self, dimension: str) -> list[Point]:
        """Return the published levels of a dimension, oldest first."""
        weeks = {release.number: release.week for release in self.releases}
        mine = [figure for figure in self.figures if figure.dimension == dimension]
        return [
            Point(weeks[figure.number], figure.m, figure.p) for figure in sorted(mine, key=lambda f: f.number)
        ]

    def shown(self, dimension: str) -> Shown:
        """Return the newest figure as it may be shown."""
        return show(self.points(dimension)[-1].m)

    def interval(self, dimension: str) -> tuple[int, int]:
        """Return the ends of the newest figure's 80 % interval as they may be shown, in points."""
        drawn = Drawn(self.newest.published, self.shown(dimension), self.half_width(dimension))
        return drawn.low, drawn.high

    def history(self) -> Iterator["TeamPicture"]:
        """Return the picture as it was at each release, oldest first."""
        for at in range(1, len(self.releases) + 1):
            newest = self.releases[at - 1].number
            yield replace(
                self,
                releases=self.releases[:at],
                figures=tuple(figure for figure in self.figures if figure.number <= newest),
                areas=tuple(area for area in self.areas if area.number <= newest),
            )

    def half_width(self, dimension: str) -> int:
        """Return the half-width of the newest figure's 80 % interval, in points."""
        return self._width(self.points(dimension)[-1], self.newest)

    @property
    def response(self) -> Response:
        """Return how many answered in the best week, as a band."""
        return response_band(self.newest.best_weekly, self.newest.members)

    @property
    def word(self) -> Word:
        """Return the trend word of the overall index; where fewer answered than then, that has to be said."""
        return self.word_of(OVERALL)

    def word_of(self, dimension: str) -> Word:
        """Return the trend word of a dimension or of the overall index."""
        return word(
            self.points(dimension),
            settings=SETTINGS,
            overall=dimension == OVERALL,
            roster_changed=self._roster_changed(),
            response=self.response,
        )

    @property
    def moved(self) -> str | None:
        """Return the one dimension that moved most surely, if any did."""
        odds = {
            dimension: abs(found.d) / found.var**0.5
            for dimension in self.dimensions
            if self.word_of(dimension) in (Word.UP, Word.DOWN)
            and (found := change(self.points(dimension), settings=SETTINGS))
        }
        return max(odds, key=lambda dimension: odds[dimension]) if odds else None

    def path(self, dimension: str) -> tuple[Shown, Shown]:
        """Return the figure of a term ago and the newest, as they may be shown."""
        found = change(self.points(dimension), settings=SETTINGS)
        newest = self.shown(dimension)
        return (show(found.reference.m) if found else newest), newest

    @property
    def compared_with(self) -> date | None:
        """Return the day of the picture that a change is counted from; nothing when that is a term ago."""
        found = change(self.points(OVERALL), settings=SETTINGS)
        return self._reference(found).published if found and found.span < TERM_WEEKS else None

    @property
    def fewer_beside_a_change(self) -> bool:
        """Say whether a change must tell that far fewer answered; alone that would tell how many did."""
        found, told = change(self.points(OVERALL), settings=SETTINGS), self.word is not Word.TOO_EARLY
        before = _share(self._reference(found)) if found and (told or self.moved) else 0.0
        return response_fell(before, _share(self.newest))

    @property
    def closes_a_term(self) -> bool:
        """Say whether the newest release is the first one in a new term: then a term is looked back on."""
        if len(self.releases) < 2:
            return False
        return self.newest.week // TERM_WEEKS > self.releases[-2].week // TERM_WEEKS

    def agreement(self, dimension: str) -> Agreement | None:
        """Return how alike the team's answers of the last term are, as a word."""
        recent = {release.number for release in self._last_term()}
        spreads = [
            Spread(figure.n, figure.sx, figure.ss, figure.df)
            for figure in self.figures
            if figure.dimension == dimension and figure.number in recent
        ]
        return agreement(spreads, capped=self.shown(dimension).end is not None)

    def stuck(self, kind: str) -> tuple[str, ...]:
        """Return what the last term points at of dimension, place, axis or form: up to two names.

        Linking never speaks for one team alone.
        """
        recent = self._last_term()
        numbers = {release.number for release in recent}
        totals: dict[str, AreaSum] = {}
        for area in self.areas:
            if area.kind == kind and area.number in numbers and area.name != "linking":
                mine = AreaSum(area.n, area.deviation, area.items)
                totals[area.name] = totals[area.name] + mine if area.name in totals else mine
        weekly = sum(release.mean_weekly for release in recent) / len(recent)
        return bottleneck(totals, mean_weekly=weekly, members=self.newest.members, settings=SETTINGS)

    def svg(self, language: Language) -> str:
        """Draw the trend of the three dimensions and the overall index."""
        return picture.trend_svg(
            self._series(), language=language, marks=self.marks, closed=self.closed, example=self.example
        )

    def alternative(self, language: Language) -> str:
        """Say what the picture shows, for those who cannot see it."""
        return picture.trend_alt(self._series(), language=language, marks=self.marks, closed=self.closed)

    def _series(self) -> list[Series]:
        return [
            Series(
                dimension,
                tuple(
                    Drawn(release.published, show(point.m), self._width(point, release))
                    for release, point in zip(self.releases, self.points(dimension), strict=True)
                ),
            )
            for dimension in (OVERALL, *self.dimensions)
        ]

    def _width(self, point: Point, release: Release) -> int:
        so_far = [found.mean_weekly for found in self.releases if found.number <= release.number]
        weekly = sum(so_far) / len(so_far)
        return half_width(point.p, mean_weekly=weekly, members=release.members, settings=SETTINGS)

    def _last_term(self) -> list[Release]:
        return [found for found in self.releases if found.week > self.newest.week - TERM_WEEKS]

    def _roster_changed(self) -> bool:
        found = change(self.points(OVERALL), settings=SETTINGS)
        return found is not None and self._reference(found).roster_version != self.newest.roster_version

    def _reference(self, found: Change) -> Release:
        return next(release for release in self.releases if release.week == found.reference.week)


def picture_of(house: House, place: Place, *, since: date | None = None) -> TeamPicture | None:
    """Return what a team may see of itself; nothing before its first release.

    `since`: from when on somebody sees what is published (`Membership.since`).
    """
    with house.db.read() as tx:
        published = [
            release
            for release in releases.releases_of(tx, place.team.id)
            if since is None or release.published >= since
        ]
        numbers = {release.number for release in published}
        figures = [one for one in releases.figures_of(tx, place.team.id) if one.number in numbers]
        agreed = [
            one
            for one in agreements.agreements_of(tx, place.team.id)
            if one.words and (since is None or one.starts >= since)
        ]
        areas = [area for area in releases.areas_of(tx, place.team.id) if area.number in numbers]
    if not published:
        return None
    closed = place.calendar.closed_weeks(published[0].published, published[-1].published)
    return TeamPicture(
        tuple(published),
        tuple(figures),
        areas=tuple(areas),
        closed=tuple(Closed(starts, ends) for starts, ends in closed),
        marks=tuple(Mark(one.starts, shortened(one.words)) for one in agreed),
    )


def newest_numbers(house: House, team_ids: Sequence[str]) -> Mapping[str, int]:
    """Return the number of the newest picture of each of these teams that has one."""
    with house.db.read() as tx:
        return releases.newest_numbers(tx, team_ids)


def png(svg: str) -> bytes:
    """Return a picture as PNG; a whole team gets the same one, so it is drawn once and kept."""
    with _DRAWING:
        return _drawn(svg)


@lru_cache(maxsize=256)
def _drawn(svg: str) -> bytes:
    return picture.png(svg)


def _share(release: Release) -> float:
    return release.best_weekly / release.members if release.members else 0.0
