"""The operator's commands through the real command line."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import places, publishing, sealing
from klankbord.looks import looks_at
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.room import room

ROOT = Path(__file__).parents[2]
HEAVY = ("telegram", "chromadb", "langchain_core", "sqlalchemy", "numpy", "pydantic")


@pytest.fixture
def shell(tmp_path: Path) -> "Shell":
    return Shell(tmp_path)


class Shell:
    """A shell with the settings of one installation."""

    def __init__(self, folder: Path) -> None:
        self.settings = {
            "KLANKBORD_DATA_DIR": str(folder / "data"),
            "KLANKBORD_SECRET_KEY": new_key(),
            "PATH": os.environ["PATH"],
        }

    def __call__(
        self, *arguments: str, given: str = "", **changed: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "console", *arguments],
            cwd=ROOT,
            env={**self.settings, **changed},
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def one_sentence(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from console.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


def test_a_school_a_team_and_its_codes(shell: Shell) -> None:
    assert shell("migrate").returncode == 0
    assert shell("school", "add", "Linde", "--region", "zuid").returncode == 0
    made = shell(
        "team", "add", "Oak", "--school", "linde", "--members", "8", "--day", "wed", "--time", "9:05"
    )
    assert made.returncode == 0, made.stderr
    codes = shell("invite", "teacher", "--team", "Oak", "--count", "7").stdout.split()
    assert len(set(codes)) == 7
    assert "Linde/Oak  gathering" in shell("team", "list").stdout
    assert "enough colleagues" in one_sentence(shell("round", "open", "--team", "Oak"))
    assert "No round is open" in one_sentence(shell("round", "close", "--team", "Oak"))
    assert "no closed round" in one_sentence(shell("publish", "--team", "Oak"))
    assert "at least 5" in one_sentence(shell("team", "add", "Elm", "--school", "Linde", "--members", "4"))
    assert "taken" in one_sentence(shell("school", "add", "LINDE"))


def test_a_missing_malformed_or_other_key_touches_nothing(shell: Shell) -> None:
    shell("migrate")
    file = Path(shell.settings["KLANKBORD_DATA_DIR"]) / "klankbord.sqlite"
    before = file.read_bytes()
    assert "klankbord key new" in one_sentence(shell("team", "list", KLANKBORD_SECRET_KEY=""))
    assert "did not make" in one_sentence(shell("team", "list", KLANKBORD_SECRET_KEY="abc"))
    other = one_sentence(shell("team", "list", KLANKBORD_SECRET_KEY=new_key()))
    assert "Nothing was touched" in other
    assert "Nothing was touched" in one_sentence(shell("migrate", KLANKBORD_SECRET_KEY=new_key()))
    assert file.read_bytes() == before


def test_a_folder_without_a_database_is_named_and_nothing_is_made(shell: Shell) -> None:
    folder = Path(shell.settings["KLANKBORD_DATA_DIR"])
    for words in (("team", "list"), ("doctor",)):
        sentence = one_sentence(shell(*words))
        assert "klankbord migrate" in sentence
        assert str(folder) in sentence
    assert not folder.exists()
    assert "name a folder" in one_sentence(shell("team", "list", KLANKBORD_DATA_DIR=""))


@pytest.mark.parametrize("harm", ["no database", "a page of noise"])
def test_a_damaged_database_is_one_sentence_and_stays_as_it_is(shell: Shell, harm: str) -> None:
    shell("migrate")
    shell("school", "add", "Linde")
    file = Path(shell.settings["KLANKBORD_DATA_DIR"]) / "klankbord.sqlite"
    whole = file.read_bytes()
    kept = 4096 if harm == "a page of noise" else 0
    broken = whole[:kept] + b"\x07" * (len(whole) - kept)
    file.write_bytes(broken)
    for words in (("school", "list"), ("migrate",)):
        assert "damaged" in one_sentence(shell(*words)), words
    assert "damaged" in one_sentence(shell("run", KLANKBORD_TELEGRAM_TOKEN="1:a"))
    assert file.read_bytes() == broken


@pytest.mark.parametrize(
    "url", ["nonsense", "postgres://x", "mysql://x", "postgresql+psycopg://klank:p@s:Gehe1m@db/x"]
)
def test_an_address_of_no_database_is_refused_without_being_repeated(shell: Shell, url: str) -> None:
    sentence = one_sentence(shell("school", "list", KLANKBORD_DATABASE_URL=url))
    assert "KLANKBORD_DATABASE_URL is not right" in sentence
    assert "Gehe1m" not in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LISTEN", "127.0.0.1:²"),
        ("WEBHOOK_URL", "nonsense"),
        ("TELEGRAM_API", "nonsense"),
        ("PUBLIC_URL", "ftp://x"),
        ("TICK_SECONDS", "inf"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(shell: Shell, name: str, value: str) -> None:
    assert f"KLANKBORD_{name} is not right" in one_sentence(
        shell("team", "list", **{f"KLANKBORD_{name}": value})
    )


def test_a_file_of_settings_that_is_no_text_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"\xff\xfe\x00")
    sentence = one_sentence(shell("team", "list", KLANKBORD_SECRET_KEY_FILE=str(tmp_path / "noise")))
    assert "KLANKBORD_SECRET_KEY_FILE" in sentence
    shell("migrate")
    (tmp_path / "clock").write_text("no time")
    assert "CLOCK_FILE" in one_sentence(shell("doctor", KLANKBORD_CLOCK_FILE=str(tmp_path / "clock")))


def test_codes_are_not_made_where_their_cards_cannot_be_kept(shell: Shell, tmp_path: Path) -> None:
    shell("migrate")
    shell("school", "add", "Linde")
    shell("team", "add", "Oak", "--school", "Linde", "--members", "8")
    for file in (tmp_path, tmp_path / "nowhere" / "cards.pdf"):
        asked = ("invite", "teacher", "--team", "Oak", "--pdf", str(file))
        assert str(file) in one_sentence(shell(*asked))


def test_a_wrong_setting_is_named_without_its_value(shell: Shell) -> None:
    said = one_sentence(shell("team", "list", KLANKBORD_LISTEN="hidden-value"))
    assert "KLANKBORD_LISTEN" in said
    assert "hidden-value" not in said


def test_a_folder_that_cannot_be_used_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "KLANKBORD_DATA_DIR" in one_sentence(shell("migrate", KLANKBORD_DATA_DIR=str(tmp_path / "file")))


def test_running_without_a_token_says_where_to_get_one(shell: Shell) -> None:
    assert "@BotFather" in one_sentence(shell("run"))


def test_predictions_keep_their_order_and_refuse_a_bad_line(shell: Shell) -> None:
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(("Bel 06-12345678", "Niets", "Ok"))]
    done = shell("predict", "redaction", given="\n".join(lines))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in found] == [0, 1, 2]
    assert found[0]["spans"][0]["type"] == "phone"
    assert found[1]["spans"] == []
    assert "Line 2" in one_sentence(shell("predict", "redaction", given=f"{lines[0]}\n{{nonsense"))


def test_an_export_without_figures_or_with_a_strange_ending_is_one_sentence(
    shell: Shell, tmp_path: Path
) -> None:
    shell("migrate")
    shell("school", "add", "Linde")
    shell("team", "add", "Oak", "--school", "Linde", "--members", "8")
    target = tmp_path / "figures.csv"
    assert "No picture has been published yet." in one_sentence(shell("export", "--team", "Oak", str(target)))
    assert ".xlsx" in one_sentence(shell("export", "--team", "Oak", str(tmp_path / "figures.docx")))
    assert "team" in one_sentence(shell("export", "--team", "Elm", str(target)))
    assert not target.exists()


def test_an_export_that_cannot_be_written_leaves_no_figures_and_no_look(tmp_path: Path) -> None:
    folder, key = tmp_path / "data", new_key()
    folder.mkdir()
    database = Database(sqlite_url(folder / "klankbord.sqlite"), KeyRing.parse(key))
    database.migrate()
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    for _ in range(4):
        for parcel in stage.ask():
            stage.answer(parcel, (4, 3, 5))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    shell = Shell(tmp_path)
    shell.settings["KLANKBORD_SECRET_KEY"] = key
    oak = places.find_place(stage.house, team="Oak").team.id
    target = tmp_path / "figures.csv"
    (tmp_path / "figures.codebook.csv").mkdir()  # only the second of two files fails
    assert "directory" in one_sentence(shell("export", "--team", "Oak", str(target)))
    assert not [file for file in tmp_path.iterdir() if file.name.startswith("figures.csv")]
    assert looks_at(stage.house, team_ids=[oak]) == ()
    assert shell("export", "--team", "Oak", str(tmp_path / "other.csv")).returncode == 0
    assert [look.role for look in looks_at(stage.house, team_ids=[oak])] == ["operator"]
    database.close()
