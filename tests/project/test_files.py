"""The files of the house keep its measure: short, explained, and free of addresses that do not belong."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

CEILING = 250  # lines: what a reader keeps in mind at once
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc"}
OUTSIDE = {".venv", ".venv-uv", ".venv-peers", ".git", "build", "dist", "data", "demo-data"}


def python_files(root: Path) -> list[Path]:
    found = (path for path in root.rglob("*.py") if path.relative_to(root).parts[0] not in OUTSIDE)
    return sorted(path for path in found if "versions" not in path.parts)


def packages(root: Path) -> list[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


def test_no_python_file_is_longer_than_the_ceiling(root: Path) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root)}
    assert len(lengths) > 20
    assert {str(path.relative_to(root)): n for path, n in lengths.items() if n > CEILING} == {}


def test_every_module_of_a_package_says_why_it_exists(root: Path) -> None:
    silent = []
    for package in packages(root):
        for path in python_files(root / package):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if tree.body and not ast.get_docstring(tree):
                silent.append(str(path.relative_to(root)))
    assert silent == []


def test_no_file_is_a_junk_drawer(root: Path) -> None:
    assert [str(p.relative_to(root)) for p in python_files(root) if p.stem in JUNK_DRAWERS] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_hashes_and_no_address(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", text) == []
    pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pinned) > 50
    assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []


def test_both_lock_files_agree_about_every_package_that_runs(root: Path) -> None:
    def versions(name: str) -> set[str]:
        text = (root / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9._-]+==[^ ;\\]+)", text, flags=re.MULTILINE))

    assert versions("requirements.lock") - versions("requirements-dev.lock") == set()


def test_every_dependency_of_the_project_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in project["dependencies"]}
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert wanted - set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE)) == set()


def test_the_licence_is_the_one_the_project_names(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
