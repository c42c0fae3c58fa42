"""The sentences of a digest: up, down, steady, too early, the ends, and how long they get."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from bot import digests
from klankbord.desk_words import PICTURES_FOR_A_TREND, spoken
from klankbord.digest import Digest, write_digest
from klankbord.figures import TeamPicture
from klankbord.vocabulary import DIMENSIONS, LANGUAGES, OVERALL, Language
from measurement.words import Word
from prompts.library import load
from storage.releases import Figure, Release

MOST_VISIBLE = 1024  # characters of a caption that Telegram takes, without markup
STARTED = date(2026, 9, 7)


def team(*levels: float, variance: float = 4.0, members: int = 10, best: int = 8) -> TeamPicture:
    """Return a team whose published levels, four weeks apart, were these in every dimension."""
    published = tuple(
        Release("t", n, STARTED + timedelta(weeks=4 * n), 4 * n, 4, best, best, 4 * best, members, 0, "1")
        for n in range(1, len(levels) + 1)
    )
    figures = tuple(
        Figure("t", n, dimension, level, 20.0, level, variance, 22, 0.0, 0, 0.0)
        for n, level in enumerate(levels, start=1)
        for dimension in (*DIMENSIONS, OVERALL)
    )
    return TeamPicture(published, figures)


def digest(found: TeamPicture, language: Language, *, name: str = "Oak", question: str = "Why?") -> Digest:
    return write_digest(found, name=name, question=question, language=language)


RISEN = team(55, 55, 62, 75, variance=1.0)
FALLEN = team(75, 75, 68, 55, variance=1.0)
LEVEL = team(70, 70, 70, 70, variance=1.0)
RISEN_A_LITTLE = team(68, 69, 71, 72.4, variance=0.2)
FALLEN_A_LITTLE = team(72.4, 71, 69, 68, variance=0.2)


@pytest.mark.parametrize(
    ("found", "word", "dutch", "english"),
    [
        (RISEN, Word.UP, "van ongeveer 55 naar 75", "from about 55 to 75"),
        (FALLEN, Word.DOWN, "van ongeveer 75 naar 55", "from about 75 to 55"),
        (LEVEL, Word.STEADY, "toen en nu ongeveer 70", "about 70, then and now"),
        (RISEN_A_LITTLE, Word.UP, "te klein om te zien: ongeveer 70", "too small to see: about 70"),
        (FALLEN_A_LITTLE, Word.DOWN, "te klein om te zien: ongeveer 70", "too small to see: about 70"),
    ],
)
def test_a_trend_word_comes_with_figures_that_fit_it(
    found: TeamPicture, word: Word, dutch: str, english: str
) -> None:
    assert found.word is word
    assert dutch in digest(found, "nl").rest
    assert english in digest(found, "en").rest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [RISEN_A_LITTLE, FALLEN_A_LITTLE, LEVEL])
def test_no_digest_speaks_of_a_way_from_a_figure_to_the_same_figure(
    found: TeamPicture, language: Language
) -> None:
    assert not re.search(r"(\d+) (?:to|naar) \1|(\d+) (?:then|toen), \2", digest(found, language).rest)


def test_a_change_over_less_than_a_term_names_the_picture_it_is_counted_from() -> None:
    for levels, dutch, english in (
        (
            (55, 66, 78),
            "hoger dan in het beeld van 5 oktober, van",
            "higher than in the picture of 5 October, from",
        ),
        (
            (78, 66, 55),
            "lager dan in het beeld van 5 oktober, van",
            "lower than in the picture of 5 October, from",
        ),
        (
            (70, 70, 70),
            "vergeleken met het beeld van 5 oktober (",
            "compared with the picture of 5 October (",
        ),
    ):
        found = team(*levels, variance=1.0)
        assert found.word is not Word.TOO_EARLY
        assert dutch in digest(found, "nl").rest
        assert english in digest(found, "en").rest
    assert "hoger dan drie maanden geleden, van" in digest(RISEN, "nl").rest
    assert "higher than three months ago, from" in digest(RISEN, "en").rest
    assert "vergeleken met drie maanden geleden (" in digest(LEVEL, "nl").rest


def test_a_figure_at_an_end_stays_capped_in_the_trend() -> None:
    found = team(75, 76, 85, 97, variance=1.0)
    assert found.word is Word.UP
    assert "from about 75 to 90 or more" in digest(found, "en").rest
    assert "van ongeveer 75 naar 90 of meer" in digest(found, "nl").rest
    width = found.half_width("relational")
    assert f"(90 of meer, waarschijnlijk boven {90 - width})" in digest(found, "nl").said
    low = team(3)
    assert f"(10 or less, probably below {10 + low.half_width('relational')})" in digest(low, "en").said
    assert "or less ±" not in digest(low, "en").said


def test_the_first_pictures_say_that_it_is_too_early_and_later_ones_keep_silent() -> None:
    assert "too early" in digest(team(60), "en").rest
    assert "nog niets te zeggen" in digest(team(60, 66), "nl").rest
    unsure = team(60, 63, 66, 64, variance=20.0)
    assert unsure.word is Word.TOO_EARLY
    assert "trend" not in digest(unsure, "nl").rest
    assert "months ago" not in digest(unsure, "en").rest


def test_somebody_who_came_later_counts_the_pictures_that_they_may_see() -> None:
    seen = team(60, 63, 66, 64, 65, variance=20.0)
    for pictures in (1, 2, 3):
        late = replace(seen, releases=seen.releases[-pictures:], figures=seen.figures[-4 * pictures :])
        assert late.number == 5
        assert spoken(late) == ("early" if pictures < PICTURES_FOR_A_TREND else "unclear")
        assert ("too early" in digest(late, "en").rest) == (pictures < PICTURES_FOR_A_TREND)


def test_a_picture_of_fewer_than_half_says_that_others_may_see_it_differently() -> None:
    few = team(70, members=20, best=8)
    assert "Minder dan de helft" in digest(few, "nl").rest
    assert "Fewer than half" in digest(few, "en").rest
    assert "Fewer than half" not in digest(team(70, members=16, best=8), "en").rest


def test_a_figure_lies_between_two_answers_or_on_one() -> None:
    assert "between" in digest(team(66), "en").said
    assert "around" in digest(team(74), "en").said
    assert digest(team(66), "nl").said.count("±") == len(DIMENSIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_digest_fits_under_a_picture(language: Language) -> None:
    questions = [question.text[language] for question in load().talk_questions.values()]
    longest = max(questions, key=len)
    for levels in ((99, 99, 95, 85), (55, 55, 62, 99), (68, 69, 71, 72.4), (72.4, 71, 69, 68), (85, 97)):
        found = team(*levels, variance=0.2, members=30, best=8)
        shown = digests.show(digest(found, language, name="&" * 80, question=longest), language)
        visible = unescape(re.sub(r"<[^>]+>", "", shown.caption))
        assert len(visible) <= MOST_VISIBLE, len(visible)


def test_the_wording_of_both_languages_takes_the_same_values() -> None:
    from klankbord.wording import phrase

    def blanks(language: Language) -> dict[str, set[str]]:
        sentences = phrase.sentences[language]
        return {key: set(re.findall(r"{(\w+)}", text)) for key, text in sentences.items()}

    assert blanks("nl") == blanks("en")
