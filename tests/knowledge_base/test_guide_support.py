"""What a card supports, measured on written pairs, and what may be said at all."""

import pytest

from knowledge_base.cards import LANGUAGES, Language, load_cards
from knowledge_base.manners import acknowledges, asks, presentable
from knowledge_base.speech import denied
from knowledge_base.support import measure, read_pairs, split, supported

HEARD: dict[Language, str] = {
    "nl": "We zien elkaar nooit en dat kost me energie, ieder heeft een ander rooster.",
    "en": "We never see each other and that takes energy, all timetables differ.",
}
NICE: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Dat klinkt zwaar, dat jullie elkaar nooit zien.",
        "Ik hoor dat het energie kost.",
        "Dank je dat je dit deelt.",
        "Zo te horen mis je tijd samen.",
        "Het klinkt alsof ieder een ander rooster heeft.",
    ),
    "en": (
        "That sounds hard, never seeing each other.",
        "I hear that this takes energy.",
        "Thank you for sharing this.",
        "It sounds like all timetables differ.",
        "You write that you never see each other.",
    ),
}
NOT_HEARD: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Jullie team scoort lager dan andere teams.",
        "Ik hoor dat je teamleider slecht luistert.",
        "Dat klinkt als een burn-out.",
        "Dank je, Fatima.",
        "Ik beloof dat het beter wordt.",
        "Dat klinkt zwaar, je moet met hem praten.",
        "Ik hoor drie dingen.",
        "Dat klinkt zwaar, hè?",
        "Thank you for sharing this.",
        "Ik hoor dat je naar evil.example wilt.",
        "Zo te horen ben je depressief.",
        "Dank je, de coach leest dit ook.",
        "Ik hoor dat Jan je dwarszit.",
        "Dat klinkt alsof je collega's liegen.",
    ),
    "en": (
        "Your team scores lower than other teams.",
        "I hear that your team lead listens badly.",
        "That sounds like a burn-out.",
        "Thank you, Fatima.",
        "I promise that it will get better.",
        "That sounds hard, you should talk to him.",
        "I hear three things.",
        "That sounds hard, right?",
        "Dank je dat je dit deelt.",
        "I hear that you want to visit evil.example now.",
        "It sounds like you are depressed.",
        "Thank you, your coach reads this too.",
        "I hear that John bothers you.",
        "That sounds as if your colleagues lie.",
    ),
}
OPEN: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Op welk moment in je week zou een gesprek met een collega het meest helpen?",
        "Wanneer lukte het wel om iets te delen?",
        "Welke kleine plek zou het makkelijker maken om elkaar te spreken?",
        "Wat zou je graag met een collega delen?",
        "Hoe zou een vast moment er voor jou uitzien?",
    ),
    "en": (
        "At which moment in your week would a talk with a colleague help most?",
        "When did you last manage to share something?",
        "Which small place would make it easier to catch each other?",
        "What would you like to share with a colleague?",
        "What would a fixed moment look like for you?",
    ),
}
NOT_OPEN: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Waarom doe je dat niet gewoon?",
        "Vind je je collega aardig?",
        "Wie is hier de slechtste collega?",
        "Wat vind je van je teamleider?",
        "Wat is je wachtwoord?",
        "Hoe heet je en waar woon je?",
        "Wat wil je? En wanneer?",
        "Wat zou je willen weten over tulpen?",
        "Hoe kun je je collega laten ontslaan?",
        "Moet je niet eens met Jan praten?",
        "Wat zegt de dokter van je hoofdpijn?",
        "What would you like to share?",
        "Welke drie collega's doen niet mee?",
    ),
    "en": (
        "Why do you not just do it?",
        "Do you like your colleague?",
        "Who is the worst colleague here?",
        "What do you think of your team lead?",
        "What is your password?",
        "What is your name and where do you live?",
        "What do you want? And when?",
        "What would you like to know about tulips?",
        "How can you get your colleague dismissed?",
        "Should you not talk to John?",
        "What does the doctor say about your headache?",
        "Wat zou je willen delen?",
        "Which three colleagues do not take part?",
    ),
}


def test_what_passes_is_supported_on_the_half_that_set_no_threshold() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 150
    figures = measure(split(pairs)[1])
    assert figures["supported among what passes"] >= 0.95
    assert figures["supported sentences that pass"] >= 0.85
    assert figures["others that pass"] <= 0.02


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_practice_of_a_card_is_supported_by_it_and_by_no_other_family(language: Language) -> None:
    cards = [card for (_, spoken), card in load_cards().items() if spoken == language]
    practices = [(card, practice.text) for card in cards for practice in card.practices]
    passed = [supported(text, card) for card, text in practices]
    assert sum(passed) / len(passed) >= 0.95
    structural, cognitive = (load_cards()[(name, language)] for name in ("structural", "cognitive"))
    assert not any(supported(practice.text, cognitive) for practice in structural.practices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_says_back_what_was_heard_and_nothing_else(language: Language) -> None:
    cards = [load_cards()[("structural", language)]]
    said = {
        text: acknowledges(text, language=language, heard=[HEARD[language]], cards=cards)
        for text in (*NICE[language], *NOT_HEARD[language])
    }
    assert [text for text in NOT_HEARD[language] if said[text]] == []
    assert sum(said[text] for text in NICE[language]) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_one_open_and_about_the_own_work(language: Language) -> None:
    cards = [load_cards()[("structural", language)]]
    said = {
        text: asks(text, language=language, cards=cards) for text in (*OPEN[language], *NOT_OPEN[language])
    }
    assert [text for text in NOT_OPEN[language] if said[text]] == []
    assert sum(said[text] for text in OPEN[language]) >= 4


@pytest.mark.parametrize(
    "text",
    [
        "Kijk op www punt nl of op https://a.nl voor meer.",
        "Kies samen **een vast kwartier** per week.",
        "Kies samen <b>een vast kwartier</b> per week.",
        "Kies samen 15 minuten per week.",
        "Kies samen een kwartier\u200b per week.",
        "Kies samen een kwartier\u0007 per week.",
        "Kies samen een kwartier per wеek.",
        "Kies samen een kwartier per week 🙂.",
        "Kies samen met @jan een kwartier.",
        "/stop en kies samen een kwartier.",
        "Kies samen met Jan een kwartier.",
        "Kies samen een KWARTIER per week.",
        "Kies samen\neen kwartier per week.",
        "Pick one fixed quarter of an hour.",
        "ｋｉｅｓ samen een kwartier per week.",
    ],
)
def test_only_plain_speech_is_presentable(text: str) -> None:
    assert not presentable(text, "nl")
    assert presentable("Kies samen een kwartier per week.", "nl")


def test_a_denial_reaches_what_it_denies() -> None:
    assert denied("Vergelijk niet het cijfer maar de reden.", "nl") == {"cijfer"}
    assert denied("Compare the reasons, not the grade.", "en") == {"grade"}
    assert denied("De rest luistert en lost niets op.", "nl") == {"lost"}
