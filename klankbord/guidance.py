"""What opens a thought, what answers it and what comes with a reminder; texts are redacted first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klankbord.house import House
from klankbord.places import Place
from klankbord.topics import CONCEPTS, Topic
from klankbord.vocabulary import Language
from meaning.heavy import Meaning
from prompts.rotation import reflective_for
from safeguards.redaction import redact
from storage.rounds import Round

if TYPE_CHECKING:
    from knowledge_base.guide import Reply
    from knowledge_base.guide_by_model import Redacted, Speaker
    from knowledge_base.search import Knowledge

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


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dialogue: what was written now, without names, what that means, and what was said before.

    Words and meaning belong together: a name in one of them alone would mislead the search. `said` has the
    oldest first.
    """

    words: "Redacted"
    meaning: Meaning  # of the words
    language: Language
    said: Sequence[str] = ()

    @property
    def number(self) -> int:
        """The number of the turn, from 1."""
        return len(self.said) + 1


def answer(knowledge: "Knowledge", speaker: "Speaker | None", turn: Turn) -> "Reply":
    """Answer a thought by the guide; no language model sees more than redacted words."""
    from knowledge_base import guide_by_model

    return guide_by_model.answer(
        knowledge,
        speaker,
        text=turn.words,
        meaning=turn.meaning,
        language=turn.language,
        turn=turn.number,
        said=[redacted(earlier) for earlier in turn.said if earlier],
    )


def topic_of(turn: Turn, reply: "Reply") -> Topic | None:
    """Return what a thought is about, as the guide understood it, and how it feels; or nothing."""
    from knowledge_base.understand import understand

    found = understand(turn.meaning)
    about = reply.concepts[0] if reply.concepts else found.dimension
    return Topic(about, found.valence) if about in CONCEPTS else None


def says_something(text: str) -> bool:
    """Tell whether a text holds a thought, and not just "ok", "thank you" or a lone emoji."""
    from knowledge_base.guide_mood import says_nothing

    return not says_nothing(text)


def redacted(text: str) -> "Redacted":
    """Take out of a text whatever points to a person: the one place where `Redacted` is made."""
    from knowledge_base.guide_by_model import Redacted

    return Redacted(redact(text).text)


def prompt_of(house: House, place: Place, found: Round, language: Language) -> str:
    """Return the round's reflective question, with the team's own change filled in."""
    left = house.library.reflective
    fallback = reflective_for(house.library, place=place.team.place, round_index=found.open_week)
    prompt = left.get(found.prompt, left[fallback])  # an upgrade may take one off the shelf
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
