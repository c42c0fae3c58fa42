"""What raises an alarm, what passes, and what Klankbord answers."""

import numpy as np
import pytest

from safeguards.answers import LONGEST, answer, help_lines
from safeguards.crisis import LABELS, Alarm, Label, Level, check
from safeguards.identifying import hint


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ik wil dood.", "crisis"),
        ("ik wil niet meer leven", "crisis"),
        ("I have been thinking about suicide", "crisis"),
        ("My husband hits me", "crisis"),
        ("Een leerling had een mes in zijn tas", "crisis"),
        ("een collega heeft een relatie met een leerling uit de vierde", "student_safety"),
        ("the caretaker touched a girl in the corridor", "student_safety"),
        ("mijn teamleider legde zijn hand op mijn been", "harassment"),
        ("I am being harassed by a colleague", "harassment"),
    ],
)
def test_what_is_said_outright_is_heard_without_a_vector(text: str, label: str) -> None:
    assert check(text, None) == Alarm(label, "acute")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Die toetsweek is moordend.",
        "I'm dead tired of marking.",
        "Ik schiet mezelf door mijn hoofd als die printer nog een keer vastloopt.",
        "I could kill for a coffee.",
        "We bespraken het pestprotocol en de meldcode.",
        "Ik heb een conflict met een collega over vertrouwen.",
    ],
)
def test_figures_of_speech_and_ordinary_trouble_pass(text: str) -> None:
    assert check(text, None) is None


def test_a_vector_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="384"):
        check("hoi", np.zeros(3, dtype=np.float32))


def test_the_trained_layer_hears_what_no_rule_hears() -> None:
    from safeguards.train import embed

    text = "Het zou voor iedereen makkelijker zijn als ik er niet was."
    assert check(text, None) is None
    heard = check(text, embed([text])[0])
    assert heard is not None
    assert heard.label == "crisis"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("country", ["nl", "be", "ie", "gb", "fr"])
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("level", ["acute", "soft"])
def test_answers_are_short_say_what_klankbord_is_and_name_the_counsellor(
    language: str, country: str, label: Label, level: Level
) -> None:
    text = answer(Alarm(label, level), language=language, country=country, counsellor="Sam, kamer 12")
    assert len(text.replace("•", "").split()) <= LONGEST
    assert ("programma" if language == "nl" else "program") in text
    assert "Sam, kamer 12" in text
    assert help_lines(country).emergency.split()[0] in text
    assert "{" not in text


def test_the_only_gym_teacher_gets_a_hint_and_a_plain_thought_gets_none() -> None:
    found = hint("Als enige gymdocent zie ik iedereen.")
    assert found is not None
    assert found.reason == "only_one"
    assert hint("We spraken elkaar vaker dan vorig jaar.") is None
