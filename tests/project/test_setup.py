"""The boot script: a clear sentence for everything that can be missing; no work when all is in place."""

import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ("sh", "cat", "cksum", "df", "awk", "mktemp", "rm", "grep", "dirname", "mkdir", "chmod", "flock")
GOOD_PYTHON = """#!/bin/sh
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cat "$0" >.venv/bin/python && chmod +x .venv/bin/python ;;
    --version) echo "Python 3.11.9" ;;
esac
"""
OLD_PYTHON = """#!/bin/sh
case "$*" in
    *print*) echo 3.9.2 ;;
    *) exit 1 ;;
esac
"""
NO_VENV = """#!/bin/sh
case "$*" in
    *venv*) exit 1 ;;
    *print*) echo 3.11.2 ;;
esac
"""
UV = """#!/bin/sh
echo "$*" >>calls
{failure}
case "$*" in *" -e "*) cat "$0" >.venv/bin/klankbord && chmod +x .venv/bin/klankbord ;; esac
"""


@pytest.fixture
def machine(root: Path, tmp_path: Path) -> Path:
    """Make a machine that has the usual small tools, a copy of the script and nothing else."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(root / "scripts" / "setup.sh", tmp_path / "scripts")
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def install(machine: Path, name: str, script: str) -> None:
    path = machine / "bin" / name
    path.unlink(missing_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def set_up(machine: Path, what: str = "development") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "sh", "scripts/setup.sh", what],
        cwd=machine,
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def calls(machine: Path) -> list[str]:
    path = machine / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_a_machine_without_python_is_told_so(machine: Path) -> None:
    answer = set_up(machine)
    assert answer.returncode != 0
    assert "install Python 3.11 or newer" in answer.stderr


def test_a_python_that_is_too_old_is_named(machine: Path) -> None:
    install(machine, "python3", OLD_PYTHON)
    answer = set_up(machine)
    assert answer.returncode != 0
    assert "needs Python 3.11 or newer; this machine has 3.9.2" in answer.stderr


def test_a_python_without_venv_is_told_which_package_brings_it(machine: Path) -> None:
    install(machine, "python3", NO_VENV)
    answer = set_up(machine)
    assert answer.returncode != 0
    assert "apt install python3-venv" in answer.stderr


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: No space left on device (os error 28)", "the disk is full"),
        ("error: dns error: failed to lookup address", "is there a network"),
    ],
)
def test_a_failed_download_says_what_to_look_at_and_leaves_no_mark(
    machine: Path, output: str, sentence: str
) -> None:
    install(machine, "python3", GOOD_PYTHON)
    install(machine, "uv", UV.format(failure=f'echo "{output}" >&2; exit 2'))
    answer = set_up(machine)
    assert answer.returncode != 0
    assert output in answer.stderr
    assert sentence in answer.stderr
    assert list((machine / ".venv").glob(".ready-*")) == []


def test_a_full_disk_is_noticed_before_anything_is_fetched(machine: Path) -> None:
    install(machine, "python3", GOOD_PYTHON)
    install(machine, "uv", UV.format(failure=""))
    install(machine, "df", "#!/bin/sh\necho head\necho disk 100 90 10 90% /\n")
    answer = set_up(machine)
    assert answer.returncode != 0
    assert "10 MB free" in answer.stderr
    assert calls(machine) == []


def test_the_second_run_does_nothing_and_a_changed_lock_starts_again(machine: Path) -> None:
    install(machine, "python3", GOOD_PYTHON)
    install(machine, "uv", UV.format(failure=""))
    first = set_up(machine)
    assert first.returncode == 0, first.stderr
    assert "--require-hashes" in calls(machine)[0]
    again = set_up(machine)
    assert (again.returncode, again.stdout, len(calls(machine))) == (0, "", 2)
    assert set_up(machine, "demo").stdout == ""
    (machine / "requirements-dev.lock").write_text("other", encoding="utf-8")
    set_up(machine)
    assert len(calls(machine)) == 4


def test_the_demo_takes_only_what_running_needs(machine: Path) -> None:
    install(machine, "python3", GOOD_PYTHON)
    install(machine, "uv", UV.format(failure=""))
    assert set_up(machine, "demo").returncode == 0
    assert calls(machine)[0].endswith(" requirements.lock")
    set_up(machine)
    assert calls(machine)[2].endswith(" requirements-dev.lock")
