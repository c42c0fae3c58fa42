"""The image and the compose file: what they name exists, and the real tools accept them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from klankbord.settings import PREFIX, SECRETS, Settings

TOOLS = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def compose(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "docker-compose", "--profile", "tls", "config", "-q", cwd=folder)


def copied(root: Path) -> list[str]:
    text = (root / "Dockerfile").read_text(encoding="utf-8")
    lines = re.findall(r"^COPY (?!--from)(.+)$", text, flags=re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def services(root: Path) -> dict[str, dict[str, object]]:
    return yaml.safe_load((root / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def test_compose_accepts_the_file(root: Path) -> None:
    answer = compose(root)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("condition: service_healthy", "condition: service_happy"),
        ("networks: [inside]", "networks: [elsewhere]"),
        ("secrets: [postgres_password]", "secrets: [forgotten]"),
    ],
)
def test_compose_refuses_a_broken_file(root: Path, tmp_path: Path, right: str, wrong: str) -> None:
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "docker-compose.yml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert compose(tmp_path).returncode != 0


def test_hadolint_finds_nothing_in_the_dockerfile(root: Path) -> None:
    answer = run(TOOLS / "hadolint", root / "Dockerfile", cwd=root)
    assert answer.returncode == 0, answer.stdout


def test_hadolint_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:latest\nRUN cd /tmp\n", encoding="utf-8")
    assert run(TOOLS / "hadolint", "Dockerfile", cwd=tmp_path).returncode != 0


def test_everything_that_the_image_copies_exists_and_is_let_in(root: Path) -> None:
    sources = copied(root)
    ignored = (root / ".dockerignore").read_text(encoding="utf-8").split()
    assert len(sources) > 10
    assert [name for name in sources if not (root / name).exists()] == []
    assert [name for name in sources if f"!{name}" not in ignored] == []


def test_the_image_copies_every_package(root: Path) -> None:
    found = {path.parent.name for path in root.glob("*/__init__.py")} - {"tests", "benchmarks", "tuning"}
    assert found <= set(copied(root))


def test_every_service_is_limited_and_may_not_gain_rights(root: Path) -> None:
    for name, service in services(root).items():
        assert service["deploy"]["resources"]["limits"]["memory"], name  # type: ignore[index]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name


def test_secrets_come_as_files_and_never_as_plain_settings(root: Path) -> None:
    environment = services(root)["bot"]["environment"]
    assert isinstance(environment, dict)
    for secret in SECRETS:
        assert environment[f"{PREFIX}{secret}_FILE"].startswith("/run/secrets/")
        assert f"{PREFIX}{secret}" not in environment
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert {name.removesuffix("_FILE") for name in environment} <= known


def test_only_the_proxy_can_be_reached_from_outside_the_machine(root: Path) -> None:
    for name, service in services(root).items():
        ports = service.get("ports", [])
        assert isinstance(ports, list)
        if name != "proxy":
            assert all(port.startswith("127.0.0.1:") for port in ports), name


def test_make_secrets_writes_files_once_and_only_their_owner_can_open_the_folder(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "secret_key").write_text("given", encoding="utf-8")
    shutil.copy(root / "deploy" / "make-secrets.sh", tmp_path)
    first = run("sh", "make-secrets.sh", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    folder = tmp_path / "secrets"
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o077 == 0
    assert kept["postgres_password"] in kept["database_url"]
    assert len(kept["postgres_password"]) >= 32
    run("sh", "make-secrets.sh", cwd=tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == kept
