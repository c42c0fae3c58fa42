"""Every threat and rule in docs/privacy.md names a test that exists."""

import re
from pathlib import Path

import pytest

from bot.wording import say
from klankbord.vocabulary import Language

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`([a-z_]+/test_[a-z_]+\.py)::(test_[a-z0-9_]+)`")
RULES = 16


def text() -> str:
    return (ROOT / "docs/privacy.md").read_text(encoding="utf-8")


def test_each_named_test_exists() -> None:
    named = NAMED.findall(text())
    assert len(named) >= RULES
    for file, name in named:
        written = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert re.search(rf"^(async )?def {name}\(", written, re.MULTILINE), (file, name)


def test_each_rule_has_a_test() -> None:
    rules = re.findall(r"^\| (\d+) \| [^|]+ \| (`[^`]+`) \|$", text(), re.MULTILINE)
    assert [int(number) for number, _ in rules] == list(range(1, RULES + 1))
    assert all(NAMED.fullmatch(test) for _, test in rules)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("uitleg-voor-docenten.nl.md", ("1 tot 4 procentpunten", "vier van de vijf", "Telegram", "meekijkt")),
        ("explained-to-teachers.en.md", ("1 to 4 percentage points", "four of five", "Telegram", "watches")),
    ],
)
def test_the_word_of_honour_is_in_what_teachers_read(file: str, words: tuple[str, ...]) -> None:
    written = (ROOT / "docs/school" / file).read_text(encoding="utf-8")
    assert [one for one in words if one not in written] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("1 tot 4 procentpunt", "tot 7.", "tot 17", "vier van de vijf", "meekijkt", "Telegram")),
        ("en", ("1 to 4 percentage points", "up to 7.", "up to 17", "four of five", "watches", "Telegram")),
    ],
)
def test_the_word_of_honour_is_in_the_product_before_anybody_takes_part(
    language: Language, words: tuple[str, ...]
) -> None:
    told = say(language, "welcome.teacher", team="Oak", school="Linde", k="5")
    told += say(language, "join.more_text", counsellor="Petra")
    assert [one for one in words if one not in told] == []
