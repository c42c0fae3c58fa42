"""What a digest says once a term: how alike answers are and where a change may be stuck, never a number."""

import re
from dataclasses import replace

import pytest

from klankbord import desk_words
from klankbord.digest import named
from klankbord.figures import TeamPicture
from klankbord.vocabulary import LANGUAGES, Language
from klankbord.wording import phrase
from storage.releases import Area
from tests.klankbord.test_digest_wording import digest, team

AREAS = {
    "dimension": ("structural", "relational", "cognitive"),
    "place": ("knowledge", "diffusion", "relations"),
    "axis": ("length", "breadth", "depth"),
    "form": ("bonding", "bridging", "linking"),
}


def spread(found: TeamPicture, ss: float) -> TeamPicture:
    """Return a team whose answers lay so far apart: sum of squares within items per period."""
    return replace(found, figures=tuple(replace(f, ss=ss, df=18, sx=22 * f.m) for f in found.figures))


def with_areas(found: TeamPicture, **lowest: str) -> TeamPicture:
    """Return a team for which the named area of each kind lies far below the others."""
    areas = [
        Area(
            "t", release.number, kind, name, 40, -900.0 if name in lowest.get(kind, "").split() else 300.0, 4
        )
        for release in found.releases
        for kind in lowest
        for name in AREAS[kind]
    ]
    return replace(found, areas=tuple(areas))


A_TERM = team(60, 62, 61, 63)  # weeks 4, 8, 12, 16
AT_THE_TURN = team(60, 62, 61)


def test_words_of_a_term_come_with_the_first_picture_after_it_and_not_every_time() -> None:
    assert not team(60).closes_a_term
    assert not team(60, 62).closes_a_term
    assert AT_THE_TURN.closes_a_term
    assert not A_TERM.closes_a_term
    assert digest(spread(AT_THE_TURN, 1000.0), "en").term
    assert "/team" in digest(spread(AT_THE_TURN, 1000.0), "nl").rest
    assert not digest(spread(A_TERM, 1000.0), "en").term


@pytest.mark.parametrize(
    ("ss", "dutch", "english"),
    [
        (1_000.0, "ongeveer dezelfde antwoorden", "much the same answers"),
        (12_000.0, "lopen jullie antwoorden wat uiteen", "differ somewhat"),
        (30_000.0, "heel verschillend", "very differently"),
    ],
)
def test_how_alike_answers_are_is_a_word(ss: float, dutch: str, english: str) -> None:
    found = spread(AT_THE_TURN, ss)
    assert dutch in digest(found, "nl").term
    assert english in digest(found, "en").term
    assert "sharing, trust and shared goals" in digest(found, "en").term
    assert "delen, vertrouwen en gedeelde doelen" in digest(found, "nl").term


def test_nothing_is_said_about_agreement_beside_a_capped_end() -> None:
    assert digest(spread(team(95, 96, 97), 100.0), "en").term == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["place", "axis", "form"])
def test_every_area_can_be_named_and_is_a_question_without_a_number(kind: str, language: Language) -> None:
    for name in AREAS[kind]:
        term = digest(with_areas(AT_THE_TURN, **{kind: name}), language).term
        if name == "linking":  # never for one team alone
            assert "linking" not in term
            continue
        assert phrase(language, f"area.{name}") in term
        assert "?" in term
        assert not re.search(r"\d", term)


def test_two_areas_are_named_together_when_neither_is_clear_alone() -> None:
    term = digest(with_areas(AT_THE_TURN, place="knowledge relations"), "en").term
    assert "knowing together how to do it or trust in each other" in term
    assert " of " in digest(with_areas(AT_THE_TURN, place="knowledge relations"), "nl").term


def test_no_clear_area_is_said_so_and_asked_back() -> None:
    assert "Nothing clearly stands out" in digest(with_areas(AT_THE_TURN, place=""), "en").term
    assert "springt niets duidelijk uit" in digest(with_areas(AT_THE_TURN, place=""), "nl").term


@pytest.mark.parametrize(
    "lowest",
    [{}, {"place": ""}, {"axis": ""}, {"place": "", "axis": "depth"}, {"place": "knowledge", "axis": ""}],
)
def test_the_digest_says_that_nothing_stands_out_where_the_page_does(lowest: dict[str, str]) -> None:
    found = with_areas(AT_THE_TURN, **lowest)
    told = digest(found, "en").term
    page = desk_words.term(found)
    assert ("Nothing clearly stands out" in told) == page.silent
    assert page.silent == (bool(lowest) and not any(lowest.values()))
    for kind, names in page.stuck:
        assert all(phrase("en", f"area.{name}") in told for name in names), kind


def test_a_dimension_is_named_to_talk_about_only_when_the_answers_point_at_it() -> None:
    assert named(A_TERM) is None
    assert named(with_areas(A_TERM, dimension="relational")) == "relational"
    assert named(with_areas(A_TERM, dimension="relational cognitive")) is None
    assert "over vertrouwen" in digest(with_areas(A_TERM, dimension="relational"), "nl").rest
    assert "about trust" in digest(with_areas(A_TERM, dimension="relational"), "en").rest
    assert "weakest" not in digest(with_areas(A_TERM, dimension="relational"), "en").rest


def test_one_dimension_at_most_follows_the_overall_word() -> None:
    risen = team(55, 55, 62, 75, variance=1.0)
    lines = digest(risen, "en").rest.splitlines()
    assert sum(line.startswith(("Sharing:", "Trust:", "Shared goals:")) for line in lines) == 1
    assert any(line.startswith("All together: probably higher") for line in lines)


def test_a_rise_while_fewer_answered_says_so_in_the_same_breath() -> None:
    risen = team(55, 55, 62, 75, variance=1.0)
    fewer = replace(
        risen, releases=tuple(replace(r, best_weekly=9 if r.number < 4 else 6) for r in risen.releases)
    )
    assert fewer.fewer_beside_a_change
    assert "fewer colleagues answered than back then" in digest(fewer, "en").rest
    assert "minder collega's antwoord dan toen" in digest(fewer, "nl").rest


def test_that_fewer_answered_is_not_told_beside_no_change() -> None:
    flat = team(62, 62, variance=1.0)
    fewer = replace(
        flat, releases=tuple(replace(r, best_weekly=9 if r.number < 2 else 6) for r in flat.releases)
    )
    assert not fewer.fewer_beside_a_change
    assert "fewer colleagues" not in digest(fewer, "en").rest
