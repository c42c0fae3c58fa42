"""The laws of the house hold, and they bite: a forbidden import in a copy of the house is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT), "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the packages and their laws."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(root / ".importlinter", copy)
    for package in root.glob("*/__init__.py"):
        shutil.copytree(
            package.parent,
            copy / package.parent.name,
            ignore=lambda folder, names: [
                name for name in names if Path(folder, name).is_file() and not name.endswith(".py")
            ],
        )
    return copy


@pytest.mark.parametrize(
    ("file", "line", "law"),
    [
        ("storage/slips.py", "import storage.people", "Slips and reflections never import people"),
        ("klankbord/rounds.py", "import telegram", "Only the bot speaks to Telegram"),
        ("dashboard/app.py", "import storage.answers", "Only the room touches shelves"),
        ("measurement/tide.py", "import prompts", "Doors above the room"),
        ("klankbord/figures.py", "import sqlalchemy", "Only storage speaks to a database"),
        ("klankbord/digest.py", "import storage.slips", "Open answers are touched by"),
        ("klankbord/letterbox.py", "import storage.releases", "Figures are kept by publishing"),
        ("klankbord/sealing.py", "import storage.people", "Telegram numbers are for those"),
        ("klankbord/setting_up.py", "import klankbord.publishing", "The room: weeks above talk"),
    ],
)
def test_a_forbidden_import_is_found(house: Path, file: str, line: str, law: str) -> None:
    path = house / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        answer = lint(house)
    finally:
        path.write_text(before, encoding="utf-8")
    broken = [found for found in answer.stdout.splitlines() if "BROKEN" in found]
    assert answer.returncode != 0
    assert [found for found in broken if found.startswith(law)], answer.stdout


def test_a_new_module_of_the_room_has_to_be_declared(house: Path) -> None:
    new = house / "klankbord" / "unannounced.py"
    new.write_text('"""Nobody said where this belongs."""\n', encoding="utf-8")
    try:
        answer = lint(house)
    finally:
        new.unlink()
    assert answer.returncode != 0
    assert "unannounced" in answer.stdout


def test_the_house_as_it_stands_keeps_every_law(house: Path) -> None:
    answer = lint(house)
    assert answer.returncode == 0, answer.stdout
