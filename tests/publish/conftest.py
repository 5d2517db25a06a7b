"""What the tests of `publish` publish: the repository's transcripts with a few checks."""

from pathlib import Path

import pytest

from scripts.publish import Corpus, publish
from scripts.reference import Reference, load_reference
from scripts.transcripts import Transcript, read_transcripts
from tests.publish.made_up import corpus_of


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def reports() -> list[Transcript]:
    return read_transcripts()


@pytest.fixture(scope="session")
def corpus(reports: list[Transcript], reference: Reference) -> Corpus:
    return corpus_of(reports, reference)


@pytest.fixture(scope="session")
def published(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "data"
    publish(corpus, target)
    return target
