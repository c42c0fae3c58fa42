"""Print the guide's dialogues as a teacher sees them, to be read aloud: `python -m benchmarks.dialogues`.

Six ways to begin in each language, three turns each; it measures nothing.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.cards import Language
from knowledge_base.guide import Reply
from knowledge_base.search import Knowledge, open_knowledge
from meaning.heavy import Meaning


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What one teacher writes in three turns."""

    name: str
    language: Language
    turns: tuple[str, str, str]


DIALOGUES = (
    Dialogue(
        "strength",
        "nl",
        (
            "Vandaag heeft een collega ongevraagd mijn toetsen nagekeken omdat ik het zo druk had. Goud.",
            "Zo gaat het bij ons eigenlijk altijd, je staat er niet alleen voor.",
            "Ja, en volgende keer doe ik het voor haar.",
        ),
    ),
    Dialogue(
        "barrier",
        "nl",
        (
            "Ik zit altijd in een ander gebouw dan de rest van de sectie, we spreken elkaar nooit.",
            "In de pauze ben ik vooral aan het heen en weer lopen.",
            "Misschien moet ik het eens aankaarten.",
        ),
    ),
    Dialogue(
        "hopeless",
        "nl",
        (
            "Het heeft toch geen zin. Elk jaar een nieuw plan en na de zomer is het weer vergeten.",
            "Niemand heeft het er nog over, het verandert toch nooit.",
            "Weet ik niet.",
        ),
    ),
    Dialogue(
        "angry",
        "nl",
        (
            "Ik ben er helemaal klaar mee! Alles wordt boven onze hoofden besloten, belachelijk!!",
            "Ze vragen om onze mening en doen er vervolgens niks mee!",
            "Precies.",
        ),
    ),
    Dialogue(
        "ironic",
        "nl",
        (
            "Geweldig hoor, weer een studiedag over samenwerken terwijl we elkaar nooit zien.",
            "Ja hoor, met gekleurde briefjes, daar zaten we op te wachten.",
            "Laat maar.",
        ),
    ),
    Dialogue("empty", "nl", ("geen idee", "?", "ok")),
    Dialogue(
        "strength",
        "en",
        (
            "A colleague sat in on my lesson today and we talked about it over coffee. I learned so much.",
            "She asked about one pupil and suddenly I saw what I do myself.",
            "We want to do it again next month.",
        ),
    ),
    Dialogue(
        "barrier",
        "en",
        (
            "Everyone says 'personalised learning' but each of us means something else by it.",
            "In meetings we nod and then everybody does their own thing.",
            "I suppose we never really talked about it.",
        ),
    ),
    Dialogue(
        "hopeless",
        "en",
        (
            "What's the point. The project money stops in summer and then it is all gone again.",
            "We have been here three times before, nothing ever changes.",
            "I don't know.",
        ),
    ),
    Dialogue(
        "angry",
        "en",
        (
            "I am so done with this! I shared my material and it was laughed at in the meeting!!",
            "Nobody said a word, that is what makes me furious.",
            "Right.",
        ),
    ),
    Dialogue(
        "ironic",
        "en",
        (
            "Oh great, another vision document. That will surely get the two departments talking.",
            "Of course, another working group will solve it.",
            "Never mind.",
        ),
    ),
    Dialogue("empty", "en", ("no idea", "?", "ok")),
)


def play(knowledge: Knowledge, turns: Sequence[str], language: Language) -> list[Reply]:
    """Return the guide's replies to a dialogue, one for each turn."""
    return [
        knowledge.reply(text, meaning=Meaning(text), language=language, turn=number, said=turns[: number - 1])
        for number, text in enumerate(turns, start=1)
    ]


def main() -> None:
    """Print all dialogues."""
    with tempfile.TemporaryDirectory() as home, open_knowledge(data_dir=Path(home)) as knowledge:
        for dialogue in DIALOGUES:
            print(f"\n{'=' * 20} {dialogue.name}, {dialogue.language} {'=' * 20}")
            for text, reply in zip(
                dialogue.turns, play(knowledge, dialogue.turns, dialogue.language), strict=True
            ):
                said = reply.text.replace("\n", "\n    ")
                print(f"\n> {text}\n\n    {said}")


if __name__ == "__main__":
    main()
