"""What every card keeps to, and what a card that is not right says about itself."""

import re
from pathlib import Path

import pytest

from knowledge_base.cards import CONCEPTS, FOLDER, LANGUAGES, Card, CardError, load_cards, read_card

GOOD = FOLDER / "relational.en.md"
SECOND_QUESTION = re.compile(
    r", (?:en|and) (?:(?:met|in|aan|with|to) )?"
    r"(?:wat|welke?|hoe|waar\w*|wanneer|wie|what|which|how|where|when|who)\b"
)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / GOOD.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_concept_has_a_card_in_both_languages() -> None:
    assert set(load_cards()) == {(concept, language) for concept in CONCEPTS for language in LANGUAGES}


@pytest.mark.parametrize("card", load_cards().values(), ids=lambda card: card.id)
def test_a_card_is_short_and_complete(card: Card) -> None:
    assert len(card.plain.split()) <= 80
    assert 15 <= len(card.signals) <= 30
    assert 2 <= len(card.practices) <= 3
    assert len(card.questions) == 3
    assert all(len(practice.text.split()) <= 40 and practice.sources for practice in card.practices)
    assert all(question.endswith("?") for question in card.questions)


@pytest.mark.parametrize("card", load_cards().values(), ids=lambda card: card.id)
def test_a_card_asks_one_thing_at_a_time(card: Card) -> None:
    for question in card.questions:
        assert question.count("?") == 1
        assert not SECOND_QUESTION.search(question)


@pytest.mark.parametrize("card", load_cards().values(), ids=lambda card: card.id)
def test_a_meeting_card_takes_ten_minutes(card: Card) -> None:
    assert sum(map(int, re.findall(r"\((\d+) min\)", card.meeting))) == 10


@pytest.mark.parametrize("card", load_cards().values(), ids=lambda card: card.id)
def test_every_source_of_a_card_is_cited_on_it(card: Card) -> None:
    cited = {card.sources[int(mark) - 1] for mark in re.findall(r"\[(\d+)\]", card.what)}
    assert cited.union(*(practice.sources for practice in card.practices)) == set(card.sources)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_card_says_the_same_kind_of_thing_in_both_languages(concept: str) -> None:
    dutch, english = load_cards()[(concept, "nl")], load_cards()[(concept, "en")]
    assert dutch.family == english.family
    assert dutch.dimension == english.dimension
    assert [p.step for p in dutch.practices] == [p.step for p in english.practices]


def test_no_signal_stands_on_two_cards() -> None:
    texts = [signal.text.lower() for card in load_cards().values() for signal in card.signals]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("concept: relational", "concept: karma", r"relational\.en\.md:3: 'karma' is not a concept"),
        ("language: en", "language: fr", r"relational\.en\.md:4: 'fr' is not nl or en"),
        ("- + ", "- * ", r"relational\.en\.md:\d+: a signal starts with"),
        ("- [socialization]", "- [telepathy]", r"relational\.en\.md:\d+: a practice starts with"),
        ("# How you notice it", "# Signs", r"relational\.en\.md:\d+: 'Signs' is not a part"),
        ("licence: EUPL-1.2", "licence:", r"relational\.en\.md:1: licence is missing"),
        ("title: ", "title: [", r"relational\.en\.md:\d+: "),
    ],
)
def test_a_faulty_card_names_file_and_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(CardError, match=complaint):
        read_card(changed(tmp_path, old, new))


def test_a_card_under_another_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bonding.en.md").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CardError, match="file name"):
        load_cards(tmp_path)
