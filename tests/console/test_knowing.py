"""`knowledge`: a school's own document is taken in, found, and refused in one sentence where it is bad."""

from pathlib import Path

import pytest

from console.main import main

AGREEMENT = "We bezoeken elkaars lessen twee keer per jaar en spreken daarna een kwartier over wat we zagen."


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLANKBORD_DATA_DIR", str(tmp_path / "data"))


def test_a_document_is_added_and_found_beside_the_cards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "afspraken.md"
    file.write_text(f"# Lesbezoek\n\n{AGREEMENT}\n", encoding="utf-8")
    assert main(["knowledge", "add", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 passages.")
    assert (
        "the bot answers out of its cards alone" in said
    )  # so no school's file is shown to another's teachers
    assert main(["knowledge", "build"]) == 0
    assert "44 cards and 1 passages" in capsys.readouterr().out
    assert main(["knowledge", "search", "Hoe vaak kijken we bij elkaar in de les?"]) == 0
    found = capsys.readouterr().out
    assert f"{AGREEMENT}  (afspraken, Lesbezoek)" in found
    assert "alinea" in found


def test_nothing_is_made_up_where_nothing_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "search", "What is the capital of Peru?", "--language", "en"]) == 0
    assert capsys.readouterr().out == "Nothing fits well enough.\n"


def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"no pdf at all")
    assert main(["knowledge", "add", str(tmp_path / "plan.pdf")]) == 1
    assert capsys.readouterr().err == "plan.pdf is damaged or no PDF.\n"


@pytest.mark.parametrize(
    ("name", "value"), [("CHROMA_URL", "http://127.0.0.1:1"), ("EMBEDDINGS", "nonsense")]
)
def test_an_index_that_cannot_be_opened_is_one_sentence(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"KLANKBORD_{name}", value)
    for words in (["knowledge", "search", "samen"], ["knowledge", "build"]):
        assert main(words) == 1
        said = capsys.readouterr().err
        assert said.startswith("The index of the cards cannot be opened")
        assert said.count("\n") == 1
