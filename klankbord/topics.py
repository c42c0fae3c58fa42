"""Topics: a concept of the framework and how it feels. What is counted, and what themes are called by."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from klankbord.vocabulary import Language
from klankbord.wording import phrase

Valence = Literal["strength", "barrier", "mixed", "neutral"]
VALENCES: tuple[Valence, ...] = get_args(Valence)
CONCEPTS = (  # their order stands in buttons: new ones at the end
    "structural", "relational", "cognitive", "bonding", "bridging", "linking", "length", "breadth", "depth",
    "seci_socialization", "seci_externalization", "seci_combination", "seci_internalization", "diffusion",
    "knowledge_vs_social_bottleneck", "leadership_conditions", "professional_learning_community",
    "peer_observation", "policy_support", "interventions", "framework_overview", "research_limits",
)  # fmt: skip
FEWEST = 3  # colleagues who raise a topic in one round, before it is a theme
NO_TOPIC = "__"
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a thought is about, and how it feels."""

    concept: str
    valence: Valence

    @property
    def key(self) -> str:
        """The topic as it is stored."""
        return f"{self.concept} {self.valence}"

    def called(self, language: Language) -> str:
        """Return its name, such as *time to meet: barrier*; ours, never a teacher's words."""
        concept = phrase(language, f"concept.{self.concept}")
        if self.valence == "neutral":
            return concept
        return phrase(language, "topic", concept=concept, valence=phrase(language, f"valence.{self.valence}"))

    def code(self) -> str:
        """Return it in two signs, for a button."""
        return _SIGNS[CONCEPTS.index(self.concept)] + _SIGNS[VALENCES.index(self.valence)]


def topic_of(key: str) -> Topic | None:
    """Read a stored topic back."""
    concept, _, valence = key.partition(" ")
    found = [one for one in VALENCES if one == valence]
    return Topic(concept, found[0]) if concept in CONCEPTS and found else None


def topic_by_code(code: str) -> Topic | None:
    """Read the two signs of a button; nothing for no topic or a forged one."""
    concept, valence = (_SIGNS.find(sign) for sign in (code + "  ")[:2])
    known = 0 <= concept < len(CONCEPTS) and 0 <= valence < len(VALENCES)
    return Topic(CONCEPTS[concept], VALENCES[valence]) if known else None


def themes_among(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the topics that enough colleagues raised in one round; the others leave no trace."""
    counted = Counter(topic.key for topic in topics)
    return tuple(sorted(key for key, count in counted.items() if count >= FEWEST))
