"""Sentences in Dutch and English, found by key. The room's own: figures, digests, refusals."""

from functools import cached_property
from importlib.resources import files

import yaml

from klankbord.vocabulary import LANGUAGES, Language


class Phrasebook:
    """The sentences that lie as `nl.yaml` and `en.yaml` beside a package's `__init__`."""

    def __init__(self, package: str) -> None:
        self._package = package

    def __call__(self, language: Language, key: str, **values: str) -> str:
        """Return a sentence with its values filled in; an unknown key or value is a bug: `KeyError`."""
        return self.sentences[language][key].format(**values)

    @cached_property
    def sentences(self) -> dict[Language, dict[str, str]]:
        """Every sentence by language and key."""
        return {language: self._read(language) for language in LANGUAGES}

    def _read(self, language: Language) -> dict[str, str]:
        text = (files(self._package) / f"{language}.yaml").read_text(encoding="utf-8")
        return _flatten(yaml.safe_load(text), "")


def _flatten(tree: object, prefix: str) -> dict[str, str]:
    if isinstance(tree, str):
        return {prefix: tree.rstrip("\n")}
    if not isinstance(tree, dict):
        raise TypeError(f"{prefix} is no sentence")
    found: dict[str, str] = {}
    for name, below in tree.items():
        found |= _flatten(below, f"{prefix}.{name}" if prefix else str(name))
    return found


phrase = Phrasebook("klankbord.wording")
