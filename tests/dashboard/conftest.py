"""A lived-through school, played once for each file of tests."""

from collections.abc import Iterator

import pytest

from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.dashboard.lived_school import School, build


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Return a school on SQLite, played once for a file of tests."""
    folder = tmp_path_factory.mktemp("school")
    database = Database(sqlite_url(folder / "school.sqlite"), KeyRing.parse(new_key()))
    database.migrate()
    yield build(database, folder)
    database.close()
