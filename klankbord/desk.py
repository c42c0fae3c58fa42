"""What a coach finds on the desk: teams by school, one team, one school. A lead finds what `/team` shows.

Decides who sees what and keeps each look; every number comes from `figures`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from klankbord import agreements, desk_words
from klankbord.desk_views import Agreed, SchoolLines, SchoolPage, TeamAgreements, TeamLine, TeamPage
from klankbord.desk_words import Change, Spoken
from klankbord.digest import reference
from klankbord.export import Table, figures_table
from klankbord.export_words import agreements_table, themes_table
from klankbord.figures import TeamPicture, newest_numbers, picture_of
from klankbord.first_weeks import first_picture
from klankbord.house import House
from klankbord.looks import Looker, Seen, record_looks
from klankbord.places import Place, place_by_id
from klankbord.themes import names_of
from klankbord.ties import ties_between
from klankbord.visits import Visitor
from klankbord.vocabulary import Language, Refusal
from measurement.disclosure import school_releasable
from measurement.picture import network_alt, network_svg
from storage import schools
from storage.people import Membership
from storage.schools import Team

MOST_REMEMBERED = 5_000  # teams: what they say in a word is frozen, so it is worked out once
TEAMS_A_PAGE = 25  # with their agreements: a page stays below 100 kB


@dataclass(frozen=True, slots=True)
class _Summary:
    word: Spoken
    about: Change | None
    published: date
    numbers: frozenset[int]
    share: desk_words.Share


class Desk:
    """Answers for one house; remembers the words of frozen pictures."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._effects: dict[tuple[str, int, str, Language, date], str] = {}  # worked out once a day
        self._seen: agreements.Known = {}
        self._summaries: dict[tuple[str, date | None, int, int], _Summary | None] = {}

    def overview(self, visitor: Visitor, *, now: datetime) -> tuple[SchoolLines, ...]:
        """Return the teams that a visitor coaches, by school, both by the alphabet."""
        mine = self._lines(visitor, visitor.coaches)
        self._note(visitor, [line.id for one in mine for line in one.teams if line.word != "none"], now=now)
        return mine

    def led(self, visitor: Visitor) -> tuple[SchoolLines, ...]:
        """Return the teams that a visitor leads, without a word about their figures."""
        return self._lines(visitor, visitor.leads)

    def team(self, visitor: Visitor, team_id: str, *, language: Language, now: datetime) -> TeamPage:
        """Return one team; raise `Refusal("not_yours")`, the same for a team that does not exist."""
        membership = self._allowed(visitor, team_id)
        place = place_by_id(self.house, team_id)
        picture = picture_of(self.house, place, since=membership.since)
        role: Looker = "coach" if membership.role == "coach" else "lead"
        if picture is not None:
            record_looks(self.house, team_ids=[team_id], role=role, what="figures", now=now)
        whole_term = picture is not None and (role == "coach" or picture.closes_a_term)
        return TeamPage(
            line=self._line(visitor, place.team, membership, _summary(picture)),
            school=place.school,
            role=role,
            state=place.team.state,
            due=first_picture(place, now) if place.team.state == "asking" else None,
            since=membership.since if membership.since and membership.since > now.date() else None,
            picture=picture,
            said=desk_words.said(picture, language=language) if picture else (),
            trend=desk_words.trend(picture) if picture else (),
            counted_from=reference(language, picture) if picture else {},
            term=desk_words.term(picture) if picture and whole_term else None,
            agreed=self._agreed(place, membership, language, now) if picture else (),
            themes=tuple(names_of(self.house, team_id, picture.number, language=language)) if picture else (),
        )

    def agreements(
        self, visitor: Visitor, *, language: Language, page: int, now: datetime
    ) -> tuple[tuple[TeamAgreements, ...], int]:
        """Return a page of what a coach's teams agreed, by the alphabet, newest first; and how many pages."""
        mine = {one.team_id: one for one in visitor.coaches}
        agreed = agreements.teams_of(self.house, list(mine))
        lines = [
            (school.name, line)
            for school in self._lines(visitor, [mine[id_] for id_ in agreed])
            for line in school.teams
        ]
        pages = max(-(-len(lines) // TEAMS_A_PAGE), 1)
        first = (min(max(page, 1), pages) - 1) * TEAMS_A_PAGE
        found = []
        for school_name, line in lines[first : first + TEAMS_A_PAGE]:
            kept = self._agreed(place_by_id(self.house, line.id), mine[line.id], language, now)
            if kept:
                found.append(TeamAgreements(line.id, line.name, school_name, kept))
        self._note(visitor, [one.id for one in found], now=now, what="agreements")
        return tuple(found), pages

    def school(self, visitor: Visitor, school_id: str, *, language: Language, now: datetime) -> SchoolPage:
        """Return a school as far as a coach's own teams go; raise `Refusal("not_yours")`."""
        mine = {one.team_id: one for one in visitor.coaches}
        with self.house.db.read() as tx:
            teams = [team for team in schools.teams_of(tx, list(mine)) if team.school_id == school_id]
        if not teams:
            raise Refusal("not_yours")
        (lines,) = self._lines(visitor, [mine[team.id] for team in teams])
        newest = newest_numbers(self.house, [team.id for team in teams])
        found = {team.id: self._summary(team, mine[team.id], newest) for team in teams}
        shown = {id_: summary for id_, summary in found.items() if summary is not None}
        self._note(visitor, shown, now=now, what="school")
        visible = {id_: summary.numbers for id_, summary in shown.items()}
        ties = ties_between(self.house, list(shown), visible=visible)
        shares = [summary.share for summary in shown.values()]
        said = desk_words.weighted(shares, language=language) if school_releasable(len(shares)) else ()
        return SchoolPage(
            lines,
            said,
            len(shares),
            network=network_svg(ties, language=language) if ties else "",
            network_words=network_alt(ties, language=language) if ties else "",
        )

    def tables(self, visitor: Visitor, *, now: datetime) -> tuple[Table, ...]:
        """Return what a coach may take along; raise `Refusal("nothing_published")`."""
        found = [place_by_id(self.house, one.team_id) for one in visitor.coaches]
        places = sorted(found, key=lambda place: (_order(place.school.name), _order(place.team.name)))
        since = {one.team_id: one.since for one in visitor.coaches}
        tables = (
            figures_table(self.house, places, since=since),
            agreements_table(self.house, places, since=since),
            themes_table(self.house, places, since=since),
        )
        self._note(visitor, list(since), now=now, what="export")
        return tables

    def _allowed(self, visitor: Visitor, team_id: str) -> Membership:
        for membership in (*visitor.coaches, *visitor.leads):
            if membership.team_id == team_id:
                return membership
        raise Refusal("not_yours")

    def _note(
        self, visitor: Visitor, team_ids: Iterable[str], *, now: datetime, what: Seen = "figures"
    ) -> None:
        coached = {one.team_id for one in visitor.coaches}
        wanted = list(team_ids)
        for role, ids in (
            ("coach", [one for one in wanted if one in coached]),
            ("lead", [one for one in wanted if one not in coached]),
        ):
            looker: Looker = "coach" if role == "coach" else "lead"
            record_looks(self.house, team_ids=ids, role=looker, what=what, now=now)

    def _agreed(
        self, place: Place, membership: Membership, language: Language, now: datetime
    ) -> tuple[Agreed, ...]:
        kept = agreements.kept(self.house, place, since=membership.since)
        found = []
        for one in reversed(kept):
            key = (place.team.id, one.number, one.words, language, now.date())
            if key not in self._effects:
                if len(self._effects) >= MOST_REMEMBERED:
                    self._effects.clear()
                if len(self._seen) >= MOST_REMEMBERED:
                    self._seen.clear()
                self._effects[key] = agreements.effect_of(
                    self.house, place, one, language=language, now=now, known=self._seen
                )
            found.append(Agreed(one.words, one.starts, self._effects[key]))
        return tuple(found)

    def _lines(self, visitor: Visitor, memberships: Sequence[Membership]) -> tuple[SchoolLines, ...]:
        wanted = {one.team_id: one for one in memberships}
        with self.house.db.read() as tx:
            teams = schools.teams_of(tx, list(wanted))
            known = {school.id: school for school in schools.all_schools(tx)}
        newest = newest_numbers(self.house, list(wanted))
        by_school: dict[str, list[TeamLine]] = {}
        for team in teams:
            summary = self._summary(team, wanted[team.id], newest)
            line = self._line(visitor, team, wanted[team.id], summary)
            by_school.setdefault(team.school_id, []).append(line)
        found = [
            SchoolLines(id_, known[id_].name, tuple(sorted(lines, key=lambda line: _order(line.name))))
            for id_, lines in by_school.items()
        ]
        return tuple(sorted(found, key=lambda school: _order(school.name)))

    def _summary(self, team: Team, membership: Membership, newest: Mapping[str, int]) -> _Summary | None:
        if team.id not in newest:
            return None
        key = (team.id, membership.since, newest[team.id], team.members)
        if key not in self._summaries:
            if len(self._summaries) >= MOST_REMEMBERED:
                self._summaries.clear()
            place = place_by_id(self.house, team.id)
            self._summaries[key] = _summary(picture_of(self.house, place, since=membership.since))
        return self._summaries[key]

    def _line(
        self, visitor: Visitor, team: Team, membership: Membership, summary: _Summary | None
    ) -> TeamLine:
        coaches = membership.role == "coach"
        return TeamLine(
            id=team.id,
            name=team.name,
            change=team.change,
            word=summary.word if summary and coaches else "none",
            about=summary.about if summary and coaches else None,
            fresh=bool(summary and coaches and visitor.since and summary.published > visitor.since),
        )


def _summary(picture: TeamPicture | None) -> _Summary | None:
    if picture is None:
        return None
    changes = {change.about: change for change in desk_words.trend(picture)}
    about = changes.get(picture.moved) if picture.moved else None
    numbers = frozenset(release.number for release in picture.releases)
    share = desk_words.share(picture)
    return _Summary(desk_words.spoken(picture), about, picture.newest.published, numbers, share)


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
