"""Whose turn it is, for ten thousand made-up teams through a year with closed weeks, breaks and pauses."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

from prompts.library import DIMENSIONS, Season, load
from prompts.rotation import PLACES, items_for, place_for, reflective_for, starts, talk_question_for

TEAMS, WEEKS = 10_000, 40
CLOSED = 0.15  # chance that a school week is closed
PAUSES = 0.03  # chance that a team pauses in a week
REPORTS = 0.12  # chance that an open week is one of tests or reports
WINDOW, ALL_ITEMS, PROMPTS_APART = 4, 12, 20


def test_every_promise_of_the_rotation_holds_in_a_year_of_ten_thousand_teams() -> None:
    library = load()
    facet = {item.id: item.facet for item in library.items.values()}
    wider = {item.id for item in library.items.values() if item.form != "bonding"}
    chance = random.Random(7)
    for place in range(TEAMS):
        asked = sum(chance.random() > CLOSED + PAUSES for _ in range(WEEKS))
        rounds = [items_for(library, place=place, round_index=number) for number in range(asked)]
        for shown in zip(*rounds, strict=True):
            assert all(facet[one] != facet[other] for one, other in pairwise(shown))
            bridges = [number for number, item in enumerate(shown) if item in wider]
            ends = [-1, *bridges, asked]
            assert all(later - earlier <= WINDOW for earlier, later in pairwise(ends))
            assert len(set(shown[:ALL_ITEMS])) == min(asked, ALL_ITEMS)
            assert shown[ALL_ITEMS:] == shown[:-ALL_ITEMS]


def a_year(chance: random.Random) -> Iterator[Season]:
    """Yield the season of each open week of a year: its ends, breaks and report weeks at any time."""
    yield from ("start_of_year", "start_of_year")
    before: Season = "start_of_year"
    for _ in range(WEEKS - 4):
        odds = chance.random()
        before = "after_break" if odds < CLOSED and before != "after_break" else "any"
        if before == "any" and odds > 1 - REPORTS:
            before = "report_weeks"
        yield before
    yield from ("end_of_year", "end_of_year")


def test_no_prompt_returns_within_twenty_open_weeks_of_any_season() -> None:
    library = load()
    chance = random.Random(11)
    for place in range(TEAMS):
        last: dict[str, int] = {}
        for week, season in enumerate(a_year(chance)):
            found = reflective_for(library, place=place, round_index=week, season=season)
            assert library.reflective[found].season == season
            assert week - last.get(found, -PROMPTS_APART) >= PROMPTS_APART
            last[found] = week
            if season == "any":
                assert library.reflective[found].dimension == DIMENSIONS[week % len(DIMENSIONS)]


def a_school(teams: int, elsewhere: list[int]) -> list[int]:
    """Return the places of a school whose teams are added one by one."""
    places: list[int] = []
    for _ in range(teams):
        places.append(place_for(in_school=places, elsewhere=elsewhere))
    return places


def test_teams_of_a_school_are_asked_different_items_in_a_week() -> None:
    library = load()
    for school in (a_school(ALL_ITEMS, []), a_school(ALL_ITEMS, [0, 1, 2, 3, 7, 12, 13, 30])):
        for number in range(WEEKS):
            rounds = [items_for(library, place=place, round_index=number) for place in school]
            for shown in zip(*rounds, strict=True):
                assert len(set(shown)) == ALL_ITEMS


def test_a_school_of_forty_teams_asks_every_item_about_equally_often_and_no_three_together_twice() -> None:
    library = load()
    school = a_school(40, list(range(25)))
    for number in range(ALL_ITEMS):
        rounds = [items_for(library, place=place, round_index=number) for place in school]
        assert len(set(rounds)) == len(school)
        for shown in zip(*rounds, strict=True):
            assert max(Counter(shown).values()) <= 4


def test_schools_that_grow_in_turns_do_not_end_up_with_the_same_items() -> None:
    schools: list[list[int]] = [[], [], []]
    for number in range(36):
        mine = schools[number % 3]
        mine.append(place_for(in_school=mine, elsewhere=[p for s in schools if s is not mine for p in s]))
    for places in schools:
        for at in range(len(DIMENSIONS)):
            assert len({starts(place)[at] for place in places}) == ALL_ITEMS
    assert len({place for places in schools for place in places}) == 36


def test_no_two_places_ask_the_same_three_items() -> None:
    assert len({starts(place) for place in range(PLACES)}) == PLACES


def test_teams_of_a_school_get_different_prompts_in_a_week() -> None:
    library = load()
    for week in range(WEEKS):
        assert len({reflective_for(library, place=p, round_index=week) for p in range(PROMPTS_APART)}) == 20


def test_each_item_belongs_to_its_place_among_the_three() -> None:
    library = load()
    for number in range(ALL_ITEMS):
        for index, item in enumerate(items_for(library, place=3, round_index=number)):
            assert library.items[item].dimension == DIMENSIONS[index]


def test_the_same_team_and_round_give_the_same_questions_again() -> None:
    library = load()
    assert items_for(library, place=9, round_index=31) == items_for(library, place=9, round_index=31)
    first = reflective_for(library, place=9, round_index=31)
    assert first == reflective_for(library, place=9, round_index=31)


def test_every_season_has_its_own_prompts() -> None:
    library = load()
    for season in get_args(Season):
        found = {reflective_for(library, place=p, round_index=8, season=season) for p in range(60)}
        assert {library.reflective[prompt].season for prompt in found} == {season}
        fitting = {prompt.id for prompt in library.reflective.values() if prompt.season == season}
        assert found == {id_ for id_ in fitting if season != "any" or id_.startswith("goals.")}


def test_talk_questions_take_turns_and_neighbouring_teams_start_elsewhere() -> None:
    library = load()
    asked = [talk_question_for(library, place=2, week_index=week) for week in range(12)]
    assert set(asked) == set(library.talk_questions)
    assert asked[0] != talk_question_for(library, place=3, week_index=0)
    dimensions = [library.talk_questions[question].dimension for question in asked]
    assert all(set(dimensions[at : at + 3]) == set(DIMENSIONS) for at in range(10))
