"""What is said of an agreement, from replayed periods: every sentence in both languages, never "because"."""

from datetime import date

import pytest

from klankbord import agreements
from klankbord.vocabulary import LANGUAGES, Language
from klankbord.wording import phrase
from measurement.effect import Effect, NotYet


def told(effect: Effect | NotYet, language: Language, *, day: date | None = None) -> str:
    return agreements.sentence(effect, language=language, day=day)


def rise(at_least: int | None, *, compared: bool) -> Effect:
    return Effect(e=12.0, var=9.0, rose=True, at_least=at_least, compared=compared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_its_sentence(language: Language) -> None:
    flat = Effect(e=1.0, var=9.0, rose=False, at_least=None, compared=True)
    sure = told(rise(5, compared=True), language)
    assert "5" in sure
    assert "9" in sure
    assert told(rise(None, compared=True), language) == phrase(language, "effect.rose")
    assert told(flat, language) == phrase(language, "effect.unclear")
    assert told(NotYet(due=None), language) == ""
    due = told(NotYet(due=20), language, day=date(2027, 3, 1))
    assert {"nl": "1 maart", "en": "1 March"}[language] in due
    assert told(NotYet(due=20), language) == ""
    said = [sure, told(flat, language), due]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_other_teams_another_cause_is_named(language: Language) -> None:
    alone, compared = told(rise(5, compared=False), language), told(rise(5, compared=True), language)
    assert alone == f"{compared} {phrase(language, 'effect.not_compared')}"
    assert "omdat" not in alone
    assert "because" not in alone
