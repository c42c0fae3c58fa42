"""The hint for thoughts that give their writer away: often enough, and seldom without a reason."""

import pytest

from safeguards.identifying import hint
from safeguards.messages import safety_messages, thoughts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("als gymdocent zie ik ze alleen in de zaal", "own_subject"),
        ("ik geef als enige Grieks op deze school", "only_one"),
        ("my son is in year 8 here, and that makes it awkward", "personal"),
        ("toen ik na mijn zwangerschapsverlof terugkwam was mijn lokaal weg", "rare_event"),
        ("I teach woodwork and it's seen as a babysitting slot", "own_subject"),
    ],
)
def test_what_only_one_colleague_could_write_gets_a_hint(text: str, reason: str) -> None:
    found = hint(text)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "ik ben niet de enige die zo denkt",
        "the only way forward is together",
        "als mentor heb je veel aan collega's die meedenken",
        "mijn lokaal ligt achteraf, ik hoor alles als laatste",
    ],
)
def test_what_many_could_write_gets_none(text: str) -> None:
    assert hint(text) is None


def test_the_hint_finds_nine_of_ten_and_leaves_ordinary_reflections_alone() -> None:
    marked = thoughts("dev")
    found = [hint(text) is not None for text, gives in marked if gives]
    wrong = [hint(text) is not None for text, gives in marked if not gives]
    ordinary = [hint(m.text) is not None for m in safety_messages("test")]
    assert sum(found) / len(found) >= 0.9
    assert sum(wrong) / len(wrong) <= 0.05
    assert sum(ordinary) / len(ordinary) <= 0.05
