"""What README and docs say exists, exists; and what exists is said."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.main import build_parser
from klankbord.settings import PREFIX, SECRETS, Settings

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/operating.md",
    "docs/privacy.md",
)
SHELL_WORDS = re.compile(r"klankbord((?: [a-z]+){1,2})")


def text_of(root: Path, page: str) -> str:
    return (root / page).read_text(encoding="utf-8")


def commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Yield every command as it is typed, `school add` as well as `run`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, f"{before} {name}".strip())
            return
    yield before


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}


def rows_of(text: str, heading: str) -> list[str]:
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]


def test_every_setting_stands_in_the_readme_and_nothing_else_does(root: Path) -> None:
    text = text_of(root, "README.md")
    told = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", "\n".join(rows_of(text, "Settings"))))
    assert told == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(f"`{PREFIX}{secret}_FILE`" in text for secret in SECRETS)


def test_the_readme_says_of_a_setting_whether_it_is_used(root: Path) -> None:
    packages = [path.parent for path in root.glob("*/__init__.py") if path.parent.name != "tests"]
    code = "".join(
        file.read_text(encoding="utf-8")
        for package in packages
        for file in package.rglob("*.py")
        if file.relative_to(root) != Path("klankbord/settings.py")
    )
    told = [line for line in text_of(root, "README.md").splitlines() if "(not used yet)" in line]
    unused = {
        name
        for name in Settings.model_fields
        if name not in ("listen", "telegram_token") and not re.search(rf"settings\.{name}\b", code)
    }
    assert {name for name in unused if f"`{PREFIX}{name.upper()}`" in "".join(told)} == unused
    assert len(told) == len(unused)


def test_the_readme_tells_the_defaults_that_the_settings_have(root: Path) -> None:
    lines = {
        found[1]: found[2].strip("` ")
        for found in re.finditer(
            rf"^\| `{PREFIX}([A-Z_]+)` \|([^|]+)\|", text_of(root, "README.md"), re.MULTILINE
        )
    }
    for name in ("listen", "language", "timezone", "data_dir", "tick_seconds", "letters_per_second"):
        default = Settings.model_fields[name].default
        assert lines[name.upper()] == (f"{default:g}" if isinstance(default, float) else str(default)), name


def test_every_command_stands_in_the_readme_and_nothing_else_does(root: Path) -> None:
    told = re.findall(r"`([a-z ]+)`", "\n".join(rows_of(text_of(root, "README.md"), "Commands")))
    assert sorted(told) == sorted(commands(build_parser()))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_shows_exists(root: Path, page: str) -> None:
    known = set(commands(build_parser()))
    text = text_of(root, page)
    shown = re.findall(r"^    .*$", text, flags=re.MULTILINE) + re.findall(r"`([^`]+)`", text)
    for line in shown:
        for found in SHELL_WORDS.finditer(line):
            words = found[1].split()
            assert " ".join(words) in known or words[0] in known, line


def test_every_option_that_a_page_shows_exists(root: Path) -> None:
    helped = {
        option for name in commands(build_parser()) for option in re.findall(r"--[a-z-]+", _help_of(name))
    }
    for page in ("README.md", "docs/privacy.md"):
        lines = [
            line for line in text_of(root, page).splitlines() if "klankbord " in line or "--members" in line
        ]
        shown = {option for line in lines for option in re.findall(r"(?<=\s)--[a-z-]+", line)}
        assert shown - helped - {"--help"} == set(), page


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(root: Path, page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(root, page)):
        path, _, anchor = target.partition("#")
        file = (root / page).parent / path
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_a_page_names_exists(root: Path, page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(root, "Makefile"), flags=re.MULTILINE))
    named = re.findall(r"(?:`|^    )make ([a-z-]+)", text_of(root, page), flags=re.MULTILINE)
    assert set(named) <= targets


def test_every_folder_of_the_house_stands_in_the_architecture(root: Path) -> None:
    told = set(re.findall(r"^\| `([a-z_]+)/`", text_of(root, "docs/architecture.md"), flags=re.MULTILINE))
    assert told == {path.parent.name for path in root.glob("*/__init__.py")} - {"tests", "benchmarks"}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_promises_what_is_still_to_be_written(root: Path, page: str) -> None:
    assert re.findall(r"\bTODO\b|\bTBD\b|coming soon|lorem", text_of(root, page), flags=re.IGNORECASE) == []


def test_both_pictures_say_in_words_what_they_show(root: Path) -> None:
    pictures = list((root / "docs" / "pictures").glob("*.svg"))
    assert len(pictures) >= 2
    for picture in pictures:
        drawn = picture.read_text(encoding="utf-8")
        assert "<title" in drawn, picture.name
        assert "<desc" in drawn, picture.name
        assert "http://" not in drawn.replace("http://www.w3.org/2000/svg", ""), picture.name


def _help_of(name: str) -> str:
    parser = build_parser()
    for word in name.split():
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                parser = action.choices[word]
    return parser.format_help()
