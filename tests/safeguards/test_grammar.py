"""What is said outright is heard in every tense, person and spelling, and its harmless twins are not."""

import pytest

from safeguards.crisis import check
from safeguards.normalise import fold, normalise
from safeguards.signals import blank_figures, said_outright, sounds_like_hyperbole, tells_of_elsewhere


def by_rules(text: str) -> str | None:
    """Return what the rules alone take a text for."""
    folded = fold(normalise(text).text)
    if sounds_like_hyperbole(folded) or tells_of_elsewhere(folded):
        return None
    return said_outright(blank_figures(folded))


@pytest.mark.parametrize("self_", ["mezelf", "me", "mij", "mn eigen"])
@pytest.mark.parametrize(
    "words",
    [
        "ik heb geprobeerd {} te verhangen",
        "ik had {} bijna verdronken",
        "ik ga {} vanavond doodschieten",
        "ik stond op het punt {} van het leven te beroven",
        "ik overweeg {} iets aan te doen",
    ],
)
def test_a_deed_against_oneself_is_heard_in_every_tense(words: str, self_: str) -> None:
    assert by_rules(words.format(self_)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "ikwil dood",
        "ik wil sterve",
        "'k wil er nie meer zijn",
        "'k ga mij van 't dak smijten",
        "i wana die",
        "i dont wanna be alive",
        "she tried to poison herself",
        "I nearly hanged myself last week",
        "I think about slitting my wrists",
    ],
)
def test_spelling_dialect_and_person_do_not_hide_a_wish_to_die(text: str) -> None:
    assert by_rules(text) is not None


@pytest.mark.parametrize("who", ["mijn man", "mijne vent", "mijn stiefvader", "mijn broer", "hij"])
@pytest.mark.parametrize("what", ["slaat me", "heeft me geslagen", "wurgt me", "heeft me verkracht"])
def test_violence_by_somebody_close_is_heard_whoever_it_is(who: str, what: str) -> None:
    assert by_rules(f"{who} {what}") is not None


@pytest.mark.parametrize(
    "text",
    [
        "ik heb haar de hemel in geprezen want die les was fantastisch",
        "ik maak er een eind aan, aan die losse lijstjes bedoel ik",
        "my brother beats me at chess",
        "hij slaat me met schaken",
        "I want to die of embarrassment",
        "een leerling had een mes van karton voor het toneelstuk",
        "we got the rope for the tug of war",
    ],
)
def test_twins_of_the_outright_are_left_alone(text: str) -> None:
    assert by_rules(text) is None
    heard = check(text)
    assert heard is None or heard.level == "soft"
