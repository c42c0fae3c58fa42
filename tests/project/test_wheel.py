"""What is installed is complete: the wheel holds code, sentences, cards and fonts."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel without network; return the names in it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    answer = subprocess.run(build, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_the_wheel_holds_every_file_of_every_package(root: Path, wheel: set[str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    files = [path for package in packages for path in (root / package).rglob("*") if path.is_file()]
    expected = {str(path.relative_to(root)) for path in files if path.suffix != ".pyc"}
    assert len(expected) > 100
    assert expected - wheel == set()


@pytest.mark.parametrize("suffix", [".py", ".yaml", ".md", ".ttf", ".mako"])
def test_the_wheel_holds_more_than_code(wheel: set[str], suffix: str) -> None:
    assert [name for name in wheel if name.endswith(suffix)]


def test_the_wheel_holds_no_tests_and_no_settings(wheel: set[str]) -> None:
    assert [name for name in wheel if name.startswith(("tests/", "benchmarks/")) or ".env" in name] == []


def test_the_wheel_brings_the_command(root: Path, wheel: set[str]) -> None:
    assert any(name.endswith("entry_points.txt") for name in wheel)
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
