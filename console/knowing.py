"""`knowledge`: adds documents of a school's own, searches them and the cards, builds the index."""

import argparse
import sys
from pathlib import Path

from klankbord import own_documents
from klankbord.settings import Settings


def knowledge_add(options: argparse.Namespace, settings: Settings) -> int:
    """Take in a Markdown or PDF file."""
    try:
        count = own_documents.add_document(Path(options.file), settings)
    except own_documents.BadDocument as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(
        f"{count} passages. `knowledge search` finds them; the bot answers out of its cards alone.\n"
    )
    return 0


def knowledge_build(_: argparse.Namespace, settings: Settings) -> int:
    """Build the index where it does not match the files."""
    cards, own = own_documents.build(settings)
    sys.stdout.write(f"{cards} cards and {own} passages of your own are ready.\n")
    return 0


def knowledge_search(options: argparse.Namespace, settings: Settings) -> int:
    """Print which cards the bot would find for a thought, and which own passages lie near it."""
    lines = list(own_documents.find(" ".join(options.text), settings, language=options.language))
    sys.stdout.write("".join(f"{line}\n" for line in lines or ["Nothing fits well enough."]))
    return 0
