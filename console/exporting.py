"""`export`: published figures as a file for R, SPSS or a spreadsheet."""

import argparse
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from klankbord import export, places
from klankbord.house import open_house
from klankbord.looks import record_look
from klankbord.settings import Settings
from klankbord.vocabulary import Refusal


def export_figures(options: argparse.Namespace, settings: Settings) -> int:
    """Write the published figures of teams; a CSV gets its codebook beside it, a workbook within."""
    target = Path(options.file)
    if target.suffix.lower() not in (".csv", ".xlsx"):
        raise Refusal("bad_export_file")
    with open_house(settings) as house:
        chosen = [places.find_place(house, team=name) for name in options.team]
        table = export.figures_table(house, chosen)
        files = {target: export.to_xlsx([table])}
        if target.suffix.lower() == ".csv":
            beside = target.with_name(f"{target.stem}.codebook.csv")
            files = {target: export.to_csv(table), beside: export.to_csv(export.codebook([table]))}
        with ExitStack() as stack:
            parts = {file: stack.enter_context(_part(file, content)) for file, content in files.items()}
            for place in chosen:  # once all could be written, and before anybody can read it
                record_look(house, team_id=place.team.id, role="operator", what="export", now=house.clock())
            for file, part in parts.items():
                part.replace(file)
    sys.stdout.write(f"{len(table.rows)} figures: {', '.join(str(file) for file in files)}\n")
    return 0


@contextmanager
def _part(file: Path, content: bytes) -> Iterator[Path]:
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    part = file.with_name(file.name + ".part")  # an older export stays whole when this one fails
    try:
        part.write_bytes(content)
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
