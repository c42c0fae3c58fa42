"""What a language model is told: the instructions of the guide, as text; others speak to the model."""

from functools import cache
from importlib.resources import files


@cache
def guide_instructions() -> str:
    """Return the guide's instructions; `{language}` and `{shape}` are filled in by whoever hands them on."""
    return files(__name__).joinpath("guide.md").read_text(encoding="utf-8")
