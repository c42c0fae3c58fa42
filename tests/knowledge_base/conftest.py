"""One open shelf for all tests of the knowledge base: opening takes a second, and reading changes nothing."""

from collections.abc import Iterator

import pytest

from knowledge_base.search import Knowledge, open_knowledge


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with open_knowledge(data_dir=tmp_path_factory.mktemp("data")) as opened:
        yield opened
