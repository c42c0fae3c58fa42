"""`predict`: scores JSON Lines from standard input, so that anybody can try the models on own sentences."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from klankbord import predictions
from klankbord.predictions import Asked
from klankbord.settings import Settings


def predict(options: argparse.Namespace, settings: Settings) -> int:
    """Read a record a line, write one a line in the same order; a bad line ends it with its number."""
    with TemporaryDirectory() as folder:
        score = predictions.scorer(options.task, settings, spare=Path(folder))
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            record = _record(line)
            if record is None or not isinstance(text := record.get("text"), str):
                sys.stderr.write(f"Line {number} is no JSON object with a text.\n")
                return 1
            language = record.get("language")
            found = score(Asked(text, language if isinstance(language, str) else None))
            sys.stdout.write(json.dumps({"id": record.get("id"), **found}, ensure_ascii=False) + "\n")
    return 0


def _record(line: str) -> dict[str, object] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
