"""What the rules of the crisis check hear by themselves, whoever says it and however it is typed."""

import re

import pytest

from safeguards.normalise import fold
from safeguards.patterns import any_of
from safeguards.signals import blank_figures, said_outright


def heard(text: str) -> str | None:
    return said_outright(blank_figures(fold(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Mijn vriend klopt op mij als de kinderen slapen",
        "my stepdad hits my mum every friday",
        "ons ma is vannacht in elkaar geslagen door mijn broer",
        "als hij gedronken heeft slaat mijn vriend mij",
        "he kicks her in the stomach",
        "mijn vader is gewelddadig tegen ons",
        "hij zegt dat hij haar de keel oversnijdt",
        "She had her hands round my throat",
        "hij heeft mijn keel dichtgeknepen",
        "He shoved me down the stairs",
        "mijn ex heeft ons in de kelder opgesloten",
        "my husband has locked me in again",
        "Haar man dwingt haar tot seks",
        "My wife broke my wrist last night",
        "een leerling zegt dat zijn vader hem met een riem slaat",
        "mijn broer zegt dat hij haar neersteekt",
        "my ex says he'll stab me at the station",
        "mijn zoon zette een pistool tegen mijn hoofd",
        "she is not allowed to leave the house",
    ],
)
def test_being_beaten_choked_locked_in_or_threatened_is_heard(text: str) -> None:
    assert heard(text) == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "kheb mn polsen opengesneden",
        "i cut. every evening",
        "soms sla ik mezelf tot het blauw ziet",
        "'k ga mijn eigen verdoen",
        "gonna top myself",
        "ik heb dertig paracetamols geslikt",
        "ive took enough to be sure",
        "She has saved up all her insulin",
        "Ze lag op bed met een lege strip naast zich",
        "ik dronk bleekwater in het magazijn",
        "met een touw om mijn nek zat ik op zolder",
        "I tied a noose in the shed",
        "in de garage met de motor aan",
        "vanmorgen stuur ik mijn auto bijna tegen een boom",
        "Ze stond met één been over de reling",
        "hij zat op de rand van het dak",
        "Gisteren lag ik op het spoor",
        "hij heeft een vuurwapen gekocht",
        "He swallowed a magnet on purpose",
        "ik snij weer.",
        "ze zegt dat ze zichzelf iets gaat aandoen",
    ],
)
def test_harm_done_or_prepared_is_heard_told_flatly_and_of_others_too(text: str) -> None:
    assert heard(text) == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "dood wil ik zijn",
        "kwil ni meer leve",
        "niet meer levn wil ik",
        "i dont want live",
        "please i want finish my life",
        "thinking of suiside",
        "Onze collega heeft een poging gedaan",
        "I made an attempt in March",
        "ik ben van plan om zondag te sterven",
        "Als jullie dit lezen ben ik er niet meer",
        "ik stap eruit, uit het leven bedoel ik",
        "I do not feel safe with myself",
        "tonight i'm ending it",
        "me suicide plan is ready",
        "I am planning my own death",
        "geen andere uitweg dan de dood",
    ],
)
def test_a_wish_an_attempt_and_a_plan_are_heard_in_any_grammar(text: str) -> None:
    assert heard(text) == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "Onze printer heeft zelfmoord gepleegd",
        "The kettle finally committed suicide",
        "mijn cactus heeft zich opgehangen aan het gordijn",
        "My laptop is where lesson plans go to die",
        "Juf, ik ga dood, riep hij bij de tafel van zeven",
        "my mum will kill me for losing my coat",
        "kill me, it's cake day and I forgot the cake",
        "ik sneed mezelf in de vingers door ja te zeggen",
        "'k kon mezelf wel voor de kop slaan",
        "ge kunt mij opknopen maar ik weet het niet meer",
        "ik ga dood van de kou in dat lokaal",
        "Deze toets is kindermishandeling, zei ze",
        "een overdosis koffie gehad",
        "he threw us under the bus in that meeting",
        "we dansen mee met de week tegen pesten",
        "He had a water pistol in his bag",
        "my son broke his leg at hockey",
        "I signed my own death warrant by saying yes",
        "De tekst is verkracht door de vertaler",
        "they bullied me into the sack race",
    ],
)
def test_things_that_die_sayings_and_big_words_of_pupils_pass(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    ("meant", "not_meant"),
    [
        ("een poging gedaan en niemand weet het", "een poging gedaan om het rooster te redden"),
        ("he said he will kill me", "this timetable will kill me"),
        ("mijn man heeft mijn arm gebroken", "mijn man is gevallen met de fiets"),
        ("ik ga springen", "ik ga springen in de pauze met de touwen van groep 4"),
        ("overdosed on tramadol", "overdosed on mince pies"),
        ("juf, ik wil dood", "juf, ik ga dood"),
    ],
)
def test_the_same_words_are_heard_when_meant_and_pass_when_not(meant: str, not_meant: str) -> None:
    assert heard(meant) == "crisis"
    assert heard(not_meant) is None


def test_many_patterns_in_one_find_what_each_of_them_finds() -> None:
    patterns = (r"\b(?:a|b) c\b|\b(?:a|b) [d|]\b", r"^x|\b(?:a|b)+ e", r"\bf\|g")
    found = any_of(patterns)
    for text in ("a c", "b d", "b |", "x", "ab e", "f|g", "ac", "y x", "f", "c"):
        assert bool(found.search(text)) == any(re.search(pattern, text) for pattern in patterns)
