"""What raises an alarm, what passes, and what Klankbord answers."""

from importlib.resources import files

import pytest
import yaml

from safeguards.answers import LONGEST, answer, help_lines
from safeguards.crisis import LABELS, Alarm, Label, Level, check
from safeguards.identifying import hint


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ik wil dood.", "crisis"),
        ("mijn broer sluit me op als ik wil afspreken", "crisis"),
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
def test_what_is_said_outright_is_heard(text: str, label: str) -> None:
    assert check(text) == Alarm(label, "acute")  # type: ignore[arg-type]


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
    assert check(text) is None


def test_the_trained_layer_hears_what_no_rule_hears() -> None:
    text = "Het zou voor iedereen makkelijker zijn als ik er niet was."
    heard = check(text)
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


@pytest.mark.parametrize("words", ["Te weinig tijd… ", "geen tijd. ", "too little time, ", "aaaa", "tijd "])
def test_ordinary_words_over_and_over_raise_no_alarm(words: str) -> None:
    text = (words * 1000)[:4000]
    assert check(text) is None


def test_a_sign_at_the_end_of_a_long_message_is_heard() -> None:
    calm = "We hebben samen een toets gemaakt en dat ging goed. De sfeer is fijn en iedereen was er. "
    veiled = "En toch denk ik elke avond dat het voor iedereen makkelijker is als ik er niet meer ben."
    text = calm * 4 + veiled
    heard = check(text)
    assert heard is not None
    assert heard.label == "crisis"
    assert check(calm * 5) is None


@pytest.mark.parametrize("before", [0, 20, 40])
def test_a_sign_is_heard_anywhere_in_a_message_of_forty_sentences(before: int) -> None:
    lessons = [f"Les {number} ging over hoofdstuk {number} van het boek." for number in range(40)]
    veiled = "Soms denk ik dat het voor iedereen beter is als ik er morgen niet meer ben."
    assert check(" ".join((*lessons[:before], veiled, *lessons[before:]))) is not None


@pytest.mark.parametrize(
    ("grave", "everyday"),
    [
        ("I can't see a future with me in it", "I can't see a future for this project"),
        ("Ik ben klaar met het leven", "Ik ben klaar met al die werkgroepen"),
        ("Niemand zou me missen als ik er niet meer was", "Niemand zou die vergadering missen"),
        ("I want to sleep and never wake up", "I want to sleep until Monday"),
    ],
)
def test_the_same_turn_of_phrase_is_grave_about_life_and_not_about_work(grave: str, everyday: str) -> None:
    assert check(grave) is not None
    assert check(everyday) is None


@pytest.mark.parametrize(
    "text",
    [
        "In de roman die we lezen pleegt de hoofdpersoon zelfmoord",
        "Vorig jaar werd een leerling gepest, dat is opgelost",
        "Training gehad over suïcidepreventie",
    ],
)
def test_books_rules_and_what_is_solved_raise_no_alarm(text: str) -> None:
    assert check(text) is None


@pytest.mark.parametrize(
    "text",
    ["ik hang mezelf nog eens op aan die lanyard", "kms over this seating plan"],
)
def test_big_words_that_a_rule_alone_takes_for_serious_get_the_gentle_question(text: str) -> None:
    heard = check(text)
    assert heard is not None
    assert heard.level == "soft"


@pytest.mark.parametrize(
    "text",
    ["had vrijdag twee strips pijnstillers genomen", "ik heb een datum voor mijn dood, na de examens"],
)
def test_what_is_told_in_passing_is_asked_about_at_least(text: str) -> None:
    heard = check(text)
    assert heard is not None
    assert heard.label == "crisis"


@pytest.mark.parametrize("text", ["Ik wil dood.", "I have been thinking about suicide", "My husband hits me"])
def test_what_is_said_outright_and_meant_is_answered_with_help_at_once(text: str) -> None:
    assert check(text) == Alarm("crisis", "acute")


def test_every_help_line_says_where_its_number_was_read() -> None:
    raw = yaml.safe_load((files("safeguards") / "data" / "help_lines.yaml").read_text(encoding="utf-8"))
    for country in raw.values():
        assert country["emergency"]["source"]
        assert all(line["source"] for line in country["lines"])
