"""The wordings and whose turn it is."""

import dataclasses
from itertools import pairwise

from prompts.library import DIMENSIONS, Library, load
from prompts.rotation import items_for, reflective_for, talk_question_for
from prompts.validate import problems

TEAMS, WEEKS = 10_000, 40


def with_item(item_id: str, **changes: object) -> Library:
    library = load()
    changed = dataclasses.replace(library.items[item_id], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(library, items={**library.items, item_id: changed})


def test_the_shelf_has_no_problem() -> None:
    assert list(problems(load())) == []


def test_the_validator_finds_planted_errors() -> None:
    text = {"nl": "x" * 91, "en": "We talked and/or wrote to each other."}
    assert any("91 characters" in p for p in problems(with_item("structural.observing", text=text)))
    assert any("two things" in p for p in problems(with_item("structural.observing", text=text)))
    assert any("no source" in p for p in problems(with_item("structural.observing", sources=())))
    assert any("blueprint" in p for p in problems(with_item("structural.observing", form="linking")))
    assert any("facet" in p for p in problems(with_item("structural.observing", facet="help")))
    hard = {"nl": "Interdisciplinaire samenwerkingsverbanden functioneerden.", "en": "Easy words."}
    assert any("hard to read" in p for p in problems(with_item("structural.observing", text=hard)))


def test_reversed_answers_are_turned() -> None:
    item = next(item for item in load().items.values() if item.reversed)
    assert [item.points(answer) for answer in range(1, 6)] == [100, 75, 50, 25, 0]


def test_an_item_returns_after_twelve_rounds_and_no_sooner() -> None:
    library = load()
    for place in range(TEAMS):
        first = items_for(library, place=place, round_index=0)
        assert items_for(library, place=place, round_index=12) == first
        if place < 24:
            for turn in range(3):
                shown = [items_for(library, place=place, round_index=week)[turn] for week in range(12)]
                assert len(set(shown)) == 12


def test_neighbouring_rounds_never_share_a_facet_and_four_hold_a_wider_tie() -> None:
    library = load()
    for place in range(12):
        weeks = [items_for(library, place=place, round_index=week) for week in range(WEEKS)]
        for turn in range(3):
            shown = [library.items[week[turn]] for week in weeks]
            assert all(a.facet != b.facet for a, b in pairwise(shown))
            assert all(any(i.form != "bonding" for i in shown[w : w + 4]) for w in range(WEEKS - 3))


def test_teams_of_a_school_are_asked_different_items_in_a_week() -> None:
    library = load()
    for turn in range(3):
        assert len({items_for(library, place=place, round_index=5)[turn] for place in range(12)}) == 12


def test_each_item_belongs_to_its_place_among_the_three() -> None:
    library = load()
    for index, item in enumerate(items_for(library, place=3, round_index=4)):
        assert library.items[item].dimension == DIMENSIONS[index]


def test_no_prompt_is_repeated_within_twenty_rounds() -> None:
    library = load()
    for place in range(60):
        shown = [reflective_for(library, place=place, round_index=week) for week in range(WEEKS)]
        assert all(len(set(shown[start : start + 20])) == 20 for start in range(WEEKS - 19))
        assert [library.reflective[p].dimension for p in shown[:3]] == list(DIMENSIONS)


def test_after_a_break_there_is_a_light_question() -> None:
    library = load()
    found = reflective_for(library, place=0, round_index=7, season="after_break")
    assert library.reflective[found].season == "after_break"


def test_strengths_are_asked_for_about_as_often_as_problems() -> None:
    tones = [prompt.tone for prompt in load().reflective.values()]
    assert abs(tones.count("strength") - tones.count("problem")) <= 2


def test_talk_questions_take_turns_and_need_no_change_filled_in() -> None:
    library = load()
    assert len({talk_question_for(library, place=2, week_index=week) for week in range(12)}) == 12
    assert not any("{" in text for q in library.talk_questions.values() for text in q.text.values())
