"""The models as `predict` shows them, one text at a time: the very code that the bot runs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from klankbord.guidance import Turn, answer, redacted
from klankbord.house import speaker_of
from klankbord.settings import Settings
from klankbord.vocabulary import as_language
from meaning.heavy import Meaning


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to score, with its language where the task needs one."""

    text: str
    language: str | None


Prediction = dict[str, object]
Scorer = Callable[[Asked], Prediction]


def scorer(task: str, settings: Settings, *, spare: Path) -> Scorer:
    """Return what scores a text for a task; `spare` is a folder for an index that nobody else uses."""
    if task == "redaction":
        return _redaction
    if task == "safety":
        return _safety
    from knowledge_base.search import open_knowledge

    knowledge = open_knowledge(
        data_dir=spare,
        chroma_url=settings.chroma_url or None,
        embeddings=settings.embeddings or None,
    )

    speaker = speaker_of(settings) if task == "guide" else None

    def retrieval(asked: Asked) -> Prediction:
        found = knowledge.search(asked.text, limit=len(knowledge.concepts))
        return {"ranked": [hit.concept for hit in found.hits], "score": found.score, "silent": found.silent}

    def dimension(asked: Asked) -> Prediction:
        found = knowledge.understand(asked.text)
        return {"dimension": found.dimension, "second": found.second, "valence": found.valence}

    def guide(asked: Asked) -> Prediction:
        language = as_language(asked.language, settings.language)
        words = redacted(asked.text)
        reply = answer(knowledge, speaker, Turn(words, Meaning(words.text), language))
        return {"reply": reply.text, "cards": list(reply.concepts), "source": reply.source}

    return {"retrieval": retrieval, "dimension": dimension, "guide": guide}[task]


def _redaction(asked: Asked) -> Prediction:
    from safeguards.redaction import redact

    found = redact(asked.text)
    spans = [{"start": span.start, "end": span.end, "type": span.type} for span in found.spans]
    return {"spans": spans, "text": found.text}


def _safety(asked: Asked) -> Prediction:
    from safeguards.crisis import check

    alarm = check(asked.text)
    return {"label": alarm.label if alarm else "none"}
