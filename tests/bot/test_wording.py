"""Every sentence exists in both languages, with the same gaps, and is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.wording import say
from klankbord.wording import Phrasebook, phrase

ROOT = Path(__file__).parents[2]


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("book", [say, phrase], ids=["bot", "room"])
def test_dutch_and_english_say_the_same_things(book: Phrasebook) -> None:
    dutch, english = book.sentences["nl"], book.sentences["en"]
    assert dutch.keys() == english.keys()
    assert {key: gaps(text) for key, text in dutch.items()} == {
        key: gaps(text) for key, text in english.items()
    }


@pytest.mark.parametrize("book", [say, phrase], ids=["bot", "room"])
def test_no_key_is_a_yaml_boolean(book: Phrasebook) -> None:
    assert not [key for key in book.sentences["nl"] if {"True", "False", "None"} & set(key.split("."))]


@pytest.mark.parametrize("book", [say, phrase], ids=["bot", "room"])
def test_no_gap_has_a_reserved_name(book: Phrasebook) -> None:
    reserved = {"language", "key", "self"}
    assert not [key for key, text in book.sentences["nl"].items() if gaps(text) & reserved]


def test_every_sentence_is_used_somewhere() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("bot", "klankbord", "console", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
    )
    built = {match.split("{")[0] for match in re.findall(r'f"([a-z_.]+\{)', code)}
    named = set(re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)*)"', code))
    verdicts = (ROOT / "measurement/disclosure.py").read_text(encoding="utf-8")
    named |= set(re.findall(r'"([a-z_]+)"', verdicts))
    for book in (say, phrase):
        for key in book.sentences["nl"]:
            tail = key.removeprefix("refusal.")
            started = any(key.startswith(start) for start in built if start)
            assert key in named or tail in named or started, key


def test_the_join_screen_has_at_most_a_hundred_words() -> None:
    for language in ("nl", "en"):
        text = say.sentences[language]["welcome.teacher"]
        assert len(re.sub(r"<[^>]+>", "", text).split()) <= 100


def test_no_text_sounds_like_a_survey_tool() -> None:
    words = r"\b(enquête|vragenlijst|respondent|survey|questionnaire|pulse|score)\b"
    banned = re.compile(words, re.IGNORECASE)
    for book in (say, phrase):
        for language in ("nl", "en"):
            for key, text in book.sentences[language].items():
                assert not banned.search(text), (language, key)
