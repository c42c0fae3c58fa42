"""Whether a card supports a sentence of guidance: checked here on this machine, by meaning and by words.

A sentence passes when some passage of the card means the same, shares most of its words, and neither a number
nor a denial turns it round. It is strict: what is dropped is replaced by the card's own words.
Measured by `python -m knowledge_base.support`.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from knowledge_base.cards import Card, Language, load_cards
from knowledge_base.embedding import FloatVector
from knowledge_base.speech import content, denied, listed, numbers, words
from meaning.heavy import embed_passages

ALIKE = (
    0.88  # similarity to the nearest passage: unrelated school sentences lie around .86, paraphrases at .95
)
SHARED = 0.62  # part of the sentence's words that stand in that passage
STRANGE = 2  # words in a row that the card does not know: a third one is a thought of its own

ROOT = 5  # letters that words of one family share
BENT = 5  # letters that bending adds to them

# Dutch verbs that stand in two pieces on a card and in one elsewhere: "schrijf op", "opschrijven".
_APART = ("af", "aan", "bij", "door", "in", "langs", "mee", "na", "om", "op", "over", "terug", "uit", "voor")

PAIRS = Path(__file__).parent / "evaluation" / "guidance.tsv"
_CLAUSE = re.compile(r"[,;:.!?…–-]\s|\s[–-]\s|\b(?:en|and|maar|but)\b")
_END = re.compile(r"(?<=[.?!:])\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How near a sentence is to the best passage of a card.

    `strange` counts words in a row that the card does not know, `foreign` words that no card knows;
    `turned` = a number, denial, role or whole clause is not the card's; `alike` is 0 where words forbid it.
    """

    alike: float
    shared: float
    strange: int
    foreign: int
    turned: bool

    @property
    def enough(self) -> bool:
        """Whether this supports the sentence."""
        close = self.alike >= ALIKE and self.shared >= SHARED
        return close and self.strange <= STRANGE and not self.foreign and not self.turned


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence somebody might say with a card, and whether the card supports it."""

    language: Language
    concept: str
    supported: bool
    text: str


def supported(sentence: str, card: Card) -> bool:
    """Tell whether a card supports a sentence in the card's language."""
    return weigh(sentence, card).enough


def weigh(sentence: str, card: Card) -> Evidence:
    """Hold a sentence against every passage of a card."""
    language = card.language
    said = content(sentence, language)
    if not said:
        return Evidence(0.0, 0.0, 0, 0, turned=False)
    passages = _passages(card)
    shares = [_share(said, content(passage, language)) for passage, _ in passages]
    best = shares.index(max(shares))
    around, everything = passages[best][1], " ".join(dict.fromkeys(whole for _, whole in passages))
    found = Evidence(
        alike=1.0,
        shared=shares[best],
        strange=_longest_run(said, frozenset(content(everything, language))),
        foreign=sum(foreign(word, language) for word in words(sentence)),
        turned=_turned(sentence, around, everything, language),
    )
    if not found.enough:
        return replace(found, alike=0.0)  # what words forbid needs no look at the meaning
    return replace(found, alike=float((_vectors(card) @ embed_passages([sentence])[0]).max()))


def foreign(word: str, language: Language) -> bool:
    """Tell whether a word is none that the cards of a language use, bent or put together otherwise."""
    if len(word) < 2 or word in listed("small", language):
        return False
    forms = [word]
    if language == "nl":
        forms += [word.removeprefix(start) for start in _APART if word.startswith(start)]
    return not any(_akin(form, language) for form in forms)


@cache
def vocabulary(language: Language) -> frozenset[str]:
    """Return all words that the cards of one language use themselves, and plain ones."""
    cards = [card for (_, spoken), card in load_cards().items() if spoken == language]
    parts = [part for c in cards for part in (c.title, c.plain, c.meeting, *c.questions)]
    return frozenset(words(" ".join([*parts, *(p.text for c in cards for p in c.practices)]))) | listed(
        "plain", language
    )


def read_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read the written pairs: language, concept, + or -, sentence, between tabs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(Pair("nl" if row[0] == "nl" else "en", row[1], row[2] == "+", row[3]) for row in rows)


def split(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Split into pairs that set the thresholds and pairs that measure them, alternating within each sign."""
    signs = [[p for p in pairs if p.supported], [p for p in pairs if not p.supported]]
    return [p for sign in signs for p in sign[::2]], [p for sign in signs for p in sign[1::2]]


def measure(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return how many supported sentences pass, how many others do, and how many of what passes is right."""
    cards = load_cards()
    passes = [supported(pair.text, cards[(pair.concept, pair.language)]) for pair in pairs]
    right = sum(p.supported for p, passed in zip(pairs, passes, strict=True) if passed)
    yes = sum(p.supported for p in pairs)
    return {
        "pairs": float(len(pairs)),
        "supported sentences that pass": right / yes,
        "others that pass": (sum(passes) - right) / (len(pairs) - yes),
        "supported among what passes": right / max(1, sum(passes)),
    }


def main() -> None:
    """Print the figures of both halves."""
    for name, half in zip(("set the thresholds", "measure them"), split(read_pairs()), strict=True):
        sys.stdout.write(f"pairs that {name}\n")
        for title, value in measure(half).items():
            sys.stdout.write(f"  {title:<36}{value:8.3f}\n")


def _turned(sentence: str, around: str, everything: str, language: Language) -> bool:
    if numbers(sentence, language) - numbers(around, language):
        return True
    if frozenset(words(sentence)) & listed("roles", language) - frozenset(words(around)):
        return True
    if frozenset(words(sentence)) & listed("self", language) - frozenset(words(around)):
        return True  # a card never speaks of itself
    if any(_alien(clause, everything, language) for clause in _CLAUSE.split(sentence)):
        return True
    said, known = frozenset(content(sentence, language)), content(everything, language)
    no, theirs = denied(sentence, language), denied(everything, language)
    if (no & frozenset(known)) - theirs:
        return True  # it denies what the card says
    affirmed = frozenset(stem for stem in known if stem not in theirs or known.count(stem) > 1)
    return bool((said - no) & (theirs - affirmed))  # it says what the card only denies


@cache
def _roots(language: Language) -> frozenset[str]:
    return frozenset(word[:ROOT] for word in vocabulary(language) if len(word) >= ROOT)


def _akin(form: str, language: Language) -> bool:
    bent = len(form) >= ROOT and len(form) - ROOT <= BENT and form[:ROOT] in _roots(language)
    return bent or form in vocabulary(language)


def _alien(clause: str, everything: str, language: Language) -> bool:
    # A thought that was hung onto a sentence of the card: none of its words stand there.
    said = content(clause, language)
    return bool(said) and not frozenset(said) & frozenset(content(everything, language))


def _share(said: Sequence[str], passage: Sequence[str]) -> float:
    return len(frozenset(said) & frozenset(passage)) / len(frozenset(said))


def _longest_run(said: Sequence[str], known: frozenset[str]) -> int:
    longest = run = 0
    for stem in said:
        run = 0 if stem in known else run + 1
        longest = max(longest, run)
    return longest


@cache
def _passages(card: Card) -> tuple[tuple[str, str], ...]:
    # Each passage with the whole (the explanation, or one practice) that it stands in.
    wholes = [card.plain, *(practice.text for practice in card.practices)]
    return tuple((part, whole) for whole in wholes for part in {whole: 0, **dict.fromkeys(_END.split(whole))})


@lru_cache(maxsize=64)  # a card has some twenty passages: 100 ms to embed, 30 KB to keep
def _vectors(card: Card) -> FloatVector:
    return embed_passages([part for part, _ in _passages(card)])


if __name__ == "__main__":
    main()
