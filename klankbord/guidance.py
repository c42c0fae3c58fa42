"""What opens a thought and what comes with a reminder: the prompt of the round, a practice from a card."""

from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Language
from storage.rounds import Round

REMINDER_WORDS = 40  # a reminder is read in ten seconds or not at all
CARDS_IN_TURN = (
    "structural",
    "relational",
    "cognitive",
    "bonding",
    "bridging",
    "peer_observation",
    "professional_learning_community",
    "depth",
    "breadth",
    "diffusion",
    "seci_externalization",
    "length",
)


def prompt_of(house: House, place: Place, found: Round, language: Language) -> str:
    """Return the round's reflective question, with the team's own change filled in."""
    prompt = house.library.reflective[found.prompt]
    return prompt.text[language].replace("{change}", place.team.change or _the_change(language))


def practice_of_the_week(house: House, place: Place, found: Round, language: Language) -> tuple[str, str]:
    """Return the title of a card and one short practice of it; another one each week."""
    turn = place.team.place + found.open_week
    card = house.knowledge().card(CARDS_IN_TURN[turn % len(CARDS_IN_TURN)], language)
    short = [p.text for p in card.practices if len(p.text.split()) <= REMINDER_WORDS]
    practices = short or [practice.text for practice in card.practices]
    return card.title, practices[(turn // len(CARDS_IN_TURN)) % len(practices)]


def _the_change(language: Language) -> str:
    return {"nl": "jullie verandering", "en": "your change"}[language]
