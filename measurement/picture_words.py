"""The words inside our pictures and their alternative texts, in both languages. Draws nothing."""

from datetime import date
from typing import Literal

from measurement.tide import Shown

Language = Literal["nl", "en"]

WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Zo staan we ervoor",
        "overall": "Alles samen",
        "structural": "Delen",
        "relational": "Vertrouwen",
        "cognitive": "Gedeelde doelen",
        "band": "Het gekleurde vlak laat zien hoe zeker het getal is",
        "closed": "Grijs: vakantie",
        "foot": "Niet bedoeld voor beoordeling, van niemand",
        "example": "VOORBEELD",
        "nothing": "Er is nog geen beeld.",
        "high": "{value} of meer",
        "low": "{value} of minder",
        "now": "{name}: {value}, marge van {low} tot {high}.",
        "path": "{name}: van {first} in {since} naar {value} in {until}, marge nu van {low} tot {high}.",
        "scale": "Elke lijn loopt op een schaal van 0 tot 100.",
        "done": "Afspraak {number}, {when}: {label}.",
        "holiday": "Vakantie van {start} tot en met {end}.",
        "network": "Wie wisselt met wie iets nuttigs uit?",
        "some": "sommigen",
        "many": "meer dan de helft",
        "few": "geen lijn: weinig of niemand",
        "empty": "leeg: weinig of niemand",
        "unknown": "{sign}: van dit team is niets bekend",
        "untold": "Van {giver} is niets bekend.",
        "open_dot": "open rondje",
        "rows": "Het team van de rij noemde het team van de kolom",
        "told_some": "Sommigen van {giver} noemden {taker}.",
        "told_many": "Meer dan de helft van {giver} noemde {taker}.",
        "no_ties": "Tussen de teams is er nog weinig uitwisseling te zien.",
    },
    "en": {
        "title": "How we are doing",
        "overall": "All together",
        "structural": "Sharing",
        "relational": "Trust",
        "cognitive": "Shared goals",
        "band": "The band shows how sure the number is",
        "closed": "Grey: holiday",
        "foot": "Not for appraisal of anybody",
        "example": "EXAMPLE",
        "nothing": "There is no picture yet.",
        "high": "{value} or more",
        "low": "{value} or less",
        "now": "{name}: {value}, band from {low} to {high}.",
        "path": "{name}: from {first} in {since} to {value} in {until}, band now from {low} to {high}.",
        "scale": "Each line runs on a scale from 0 to 100.",
        "done": "Agreement {number}, {when}: {label}.",
        "holiday": "Holiday from {start} up to and including {end}.",
        "network": "Who exchanges something useful with whom?",
        "some": "some",
        "many": "more than half",
        "few": "no line: few or nobody",
        "empty": "empty: few or nobody",
        "unknown": "{sign}: nothing is known from this team",
        "untold": "Nothing is known from {giver}.",
        "open_dot": "open dot",
        "rows": "The team of the row named the team of the column",
        "told_some": "In {giver}, some named {taker}.",
        "told_many": "In {giver}, more than half named {taker}.",
        "no_ties": "Not much exchange between the teams can be seen yet.",
    },
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def short_month(when: date, language: Language) -> str:
    """Return a month in three letters, as on an axis; Dutch March is "mrt"."""
    name = MONTHS[language][when.month - 1]
    return "mrt" if name == "maart" else name[:3]


def long_month(when: date, language: Language) -> str:
    """Return a month with its year, as in a sentence."""
    return f"{MONTHS[language][when.month - 1]} {when.year}"


def day(when: date, language: Language) -> str:
    """Return a day as it is read in a sentence."""
    return f"{when.day} {MONTHS[language][when.month - 1]}"


def shown_words(shown: Shown, language: Language) -> str:
    """Return a figure in words: capped ends say so."""
    if shown.end is None:
        return str(shown.value)
    return WORDS[language][shown.end].format(value=shown.value)


def shown_sign(shown: Shown) -> str:
    """Return a figure for a narrow place in a picture."""
    return {"high": "≥ ", "low": "≤ ", None: ""}[shown.end] + str(shown.value)
