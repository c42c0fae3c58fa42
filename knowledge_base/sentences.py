"""Labelled sentences as they stand in files: a line of labels, then the sentences that it goes for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge_base.cards import CONCEPTS, Language
from knowledge_base.understand import Dimension, Valence

OUT = "out"  # not about anything the cards speak to
ANY = "any"  # about the work in the team, without one concept that fits best

EACH = "*"  # instead of a valence: every sentence carries a mark of its own
_MARKS = {"+": "strength", "-": "barrier", "~": "mixed", "=": "neutral"}
_LETTERS = {"s": "structural", "r": "relational", "c": "cognitive", "n": "none"}

_HERE = Path(__file__).parent
TRAINING = _HERE / "training"
EVALUATION = _HERE / "evaluation"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something a teacher might write, and what it is about."""

    text: str
    concept: str
    acceptable: frozenset[str]  # concepts that are as good an answer, the best one included
    dimension: Dimension
    second: Dimension
    valence: Valence
    language: Language
    scene: str = (
        ""  # file and line where its block starts: what stands together may be one scene turned about
    )
    signal: bool = False  # taken or put together from cards: labelled by its card, not one by one


def read_sentences(folder: Path) -> tuple[Sentence, ...]:
    """Read every `.txt` of a folder and what is in it.

    A line `# concept[,acceptable…] | dimension[,second] | valence | language` goes for what follows. Where
    its valence is `*`, each sentence starts with a mark of its own: `+` strength, `-` barrier, `~` mixed,
    `=` neutral; a letter or two after it give the sentence its own dimension and second one (`-r`, `~sr`).
    Raises ValueError with file and line.
    """
    return tuple(s for path in sorted(folder.rglob("*.txt")) for s in _read(path))


def _read(path: Path) -> Sequence[Sentence]:
    found: list[Sentence] = []
    labels: tuple[list[str], list[str], str, str] | None = None
    scene = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            labels, scene = _labels(line[2:], f"{path.name}:{number}"), ""
        elif not line.strip():
            scene = ""
        else:
            scene = scene or f"{path.name}:{number}"
            if labels is None:
                raise ValueError(f"{path.name}:{number}: a sentence without a line of labels above it")
            concepts, dimensions, valence, language = labels
            text = line.strip()
            if valence == EACH:
                valence, own, text = _marked(text, f"{path.name}:{number}")
                dimensions = own or dimensions
            found.append(
                Sentence(
                    text=text,
                    concept=concepts[0],
                    acceptable=frozenset(concepts),
                    dimension=cast("Dimension", dimensions[0]),
                    second=cast("Dimension", dimensions[1] if len(dimensions) > 1 else "none"),
                    valence=cast("Valence", valence),
                    language=cast("Language", language),
                    scene=scene,
                )
            )
    return found


def _marked(line: str, place: str) -> tuple[str, list[str], str]:
    mark, _, text = line.partition(" ")
    if mark[:1] not in _MARKS or not set(mark[1:]) <= set(_LETTERS) or not text:
        raise ValueError(f"{place}: a sentence here starts with one of {' '.join(_MARKS)}")
    return _MARKS[mark[0]], [_LETTERS[letter] for letter in mark[1:]], text


def _labels(line: str, place: str) -> tuple[list[str], list[str], str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4:
        raise ValueError(f"{place}: four labels with | between them")
    concepts, dimensions = parts[0].split(","), parts[1].split(",")
    known = {*CONCEPTS, OUT, ANY}
    if not set(concepts) <= known:
        raise ValueError(f"{place}: {parts[0]!r} is not a concept")
    if not set(dimensions) <= {"structural", "relational", "cognitive", "none"}:
        raise ValueError(f"{place}: {parts[1]!r} is not a dimension")
    if parts[2] not in {"strength", "barrier", "mixed", "neutral", EACH} or parts[3] not in {"nl", "en"}:
        raise ValueError(f"{place}: {line!r} has no valence or language")
    return concepts, dimensions, parts[2], parts[3]
