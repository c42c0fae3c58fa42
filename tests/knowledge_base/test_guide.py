"""What the guide of cards says: short, in the own language, with a source, and never made up."""

import pytest

from knowledge_base.cards import LANGUAGES, Language
from knowledge_base.guide import LAST_TURN, LONGEST, Reply
from knowledge_base.search import Findings, Hit, Knowledge
from knowledge_base.understand import Understanding, Valence
from knowledge_base.wording import wording
from meaning.heavy import Meaning

THOUGHTS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "We zien elkaar nooit, ieder heeft een ander rooster.",
        "Ik kan hier alles zeggen tegen mijn collega's.",
    ),
    "en": ("We never meet, all timetables differ.", "I can tell my colleagues anything here."),
}


def hear(knowledge: Knowledge, text: str, language: Language, turn: int = 1) -> Reply:
    return knowledge.reply(text, meaning=Meaning(text), language=language, turn=turn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thought_gets_a_practice_with_its_source_and_one_question(
    knowledge: Knowledge, language: Language
) -> None:
    for thought in THOUGHTS[language]:
        reply = hear(knowledge, thought, language)
        card = knowledge.card(reply.concepts[0], language)
        assert reply.text.count("?") >= 1
        assert reply.text.endswith("?")
        assert reply.citation is not None
        assert reply.citation in reply.text
        assert any(practice.text in reply.text for practice in card.practices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_turn_asks_something_else_and_the_third_asks_nothing(
    knowledge: Knowledge, language: Language
) -> None:
    first, second, third = (hear(knowledge, THOUGHTS[language][0], language, turn) for turn in (1, 2, 3))
    assert first.text.splitlines()[-1] != second.text.splitlines()[-1]
    assert "?" not in third.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["Hoe maak ik lasagne?", "What is the capital of Peru?"])
def test_the_guide_makes_nothing_up_where_no_card_fits(
    knowledge: Knowledge, language: Language, text: str
) -> None:
    reply = hear(knowledge, text, language)
    assert reply.concepts == ()
    assert reply.citation is None
    assert reply.text.endswith("?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("valence", ["strength", "barrier", "mixed", "neutral"])
def test_a_thought_about_the_work_without_a_card_is_not_sent_away(
    knowledge: Knowledge, language: Language, valence: Valence
) -> None:
    from knowledge_base.guide import reply

    found = Findings((Hit("relational", 0.4),), 0.5, silent=True)
    understanding = Understanding("none", "none", valence, {"none": 1.0}, {valence: 1.0})
    texts = [
        reply(
            text="Vandaag was anders dan gisteren, maar wel fijn.",
            language=language,
            findings=found,
            understanding=understanding,
            knowledge=knowledge,
            turn=turn,
            said=(),
        ).text
        for turn in (1, 2)
    ]
    assert len(set(texts)) == 2
    for text in texts:
        assert wording(language).nothing not in text
        assert text.count("?") == 1
        assert text.endswith("?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("valence", ["strength", "barrier", "mixed", "neutral"])
def test_no_reply_is_longer_than_ninety_words(knowledge: Knowledge, language: Language, valence: str) -> None:
    from knowledge_base.guide import reply

    understanding = Understanding("none", "none", valence, {"none": 1.0}, {valence: 1.0})  # type: ignore[arg-type]
    for concept in knowledge.concepts:
        findings = Findings((Hit(concept, 1.0),), 1.0, silent=False)
        for turn in range(1, LAST_TURN + 1):
            for text in ("rooster", "team goals", "de les van vandaag", "our lessons"):
                said = reply(
                    text=text,
                    language=language,
                    findings=findings,
                    understanding=understanding,
                    knowledge=knowledge,
                    turn=turn,
                    said=(),
                )
                assert len(said.text.split()) <= LONGEST
                assert said.text[0].isupper()
                assert (said.citation is None) == (turn == LAST_TURN)


def test_both_languages_say_the_same_things(knowledge: Knowledge) -> None:
    dutch, english = wording("nl"), wording("en")
    assert set(dutch.topics) == set(english.topics) == set(knowledge.concepts)
    assert set(dutch.listened) == set(english.listened) == set(dutch.asks_on)
    for name in ("hearing", "hearing_on", "lead", "asks", "asks_on"):
        ours, theirs = getattr(dutch, name), getattr(english, name)
        assert {tone: len(said) for tone, said in ours.items()} == {
            t: len(said) for t, said in theirs.items()
        }
    for name in (
        "close",
        "nothing_said",
        "open_questions",
        "small_questions",
        "heard",
        "farewell",
    ):
        assert len(getattr(dutch, name)) == len(getattr(english, name)) > 0


def test_the_same_thought_gets_the_same_answer(knowledge: Knowledge) -> None:
    thought = THOUGHTS["nl"][0]
    assert hear(knowledge, thought, "nl") == hear(knowledge, thought, "nl")


@pytest.mark.parametrize(("language", "more"), [("nl", "ja, klopt"), ("en", "yes, exactly")])
def test_a_short_answer_goes_on_about_the_same_thing(
    knowledge: Knowledge, language: Language, more: str
) -> None:
    thought = THOUGHTS[language][0]
    first = hear(knowledge, thought, language)
    second = knowledge.reply(more, meaning=Meaning(more), language=language, turn=2, said=(thought,))
    assert second.concepts == first.concepts
