"""Reading what was published: the only reader of releases, the same for digest, team view and export."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import DIMENSIONS, OVERALL, Language
from measurement import picture
from measurement.series import Figure as Drawn
from measurement.series import Series
from measurement.settings import SETTINGS
from measurement.tide import Point, Shown, change, half_width, show
from measurement.words import Response, Word, response_band, response_fell, word
from storage import releases
from storage.releases import Figure, Release

_DRAWING = Lock()  # or the letters of a team, written side by side, would each draw it


@dataclass(frozen=True, slots=True)
class TeamPicture:
    """Everything a team may see of itself, from its releases."""

    releases: tuple[Release, ...]
    figures: tuple[Figure, ...]
    members: int
    dimensions: tuple[str, ...] = DIMENSIONS
    example: bool = False

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

    def half_width(self, dimension: str) -> int:
        """Return the half-width of the newest figure's 80 % interval, in points."""
        return self._width(self.points(dimension)[-1], self.newest)

    @property
    def response(self) -> Response:
        """Return how many answered in the best week, as a band."""
        return response_band(self.newest.best_weekly, self.newest.members)

    @property
    def word(self) -> Word:
        """Return the trend word of the overall index."""
        return word(
            self.points(OVERALL),
            settings=SETTINGS,
            overall=True,
            roster_changed=self._roster_changed(),
            response=self.response,
            response_fell=self._response_fell(),
        )

    @property
    def after(self) -> Shown:
        """Return the newest overall figure as it may be shown."""
        return self.shown(OVERALL)

    @property
    def before(self) -> Shown:
        """Return the overall figure of the reference a term ago as it may be shown."""
        found = change(self.points(OVERALL), settings=SETTINGS)
        return show(found.reference.m) if found else self.after

    def svg(self, language: Language) -> str:
        """Draw the trend of the three dimensions and the overall index."""
        return picture.trend_svg(self._series(), language=language, example=self.example)

    def alternative(self, language: Language) -> str:
        """Say what the picture shows, for those who cannot see it."""
        return picture.trend_alt(self._series(), language=language)

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
        members = max(self.members, release.members)
        return half_width(point.p, mean_weekly=sum(so_far) / len(so_far), members=members, settings=SETTINGS)

    def _response_fell(self) -> bool:
        found = change(self.points(OVERALL), settings=SETTINGS)
        if found is None:
            return False
        before = next(release for release in self.releases if release.week == found.reference.week)
        return response_fell(_share(before), _share(self.newest))

    def _roster_changed(self) -> bool:
        found = change(self.points(OVERALL), settings=SETTINGS)
        if found is None:
            return False
        before = next(release for release in self.releases if release.week == found.reference.week)
        return before.roster_version != self.newest.roster_version


def picture_of(house: House, place: Place) -> TeamPicture | None:
    """Return what a team may see of itself; nothing before its first release."""
    with house.db.read() as tx:
        published = releases.releases_of(tx, place.team.id)
        figures = releases.figures_of(tx, place.team.id)
    if not published:
        return None
    return TeamPicture(tuple(published), tuple(figures), place.team.members)


def png(svg: str) -> bytes:
    """Return a picture as PNG; a whole team gets the same one, so it is drawn once and kept."""
    with _DRAWING:
        return _drawn(svg)


@lru_cache(maxsize=256)
def _drawn(svg: str) -> bytes:
    return picture.png(svg)


def _share(release: Release) -> float:
    return release.best_weekly / release.members if release.members else 0.0
