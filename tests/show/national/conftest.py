"""A small country as a national package, and its pages beside a corpus that knows one of its bodies."""

import os
import shutil
from pathlib import Path

import pytest

from scripts.check.audit import audit
from scripts.crew import LocalCrew
from scripts.publish import Corpus, publish, read_release
from scripts.reference import Reference, load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.check import check_reports
from scripts.verbs.country import publish_country
from tests.country.books import Country
from tests.country.workbooks import PREFECTURES, Variant, make_pages, save

NARA = ("292010", "292028", "293423", "294241", "294250")
TOTTORI = ("312011", "313025")
BOTH = ("290009", "310000")
# Known to the corpus, and the report that lists what municipalities pay.
CORPUS = ("294241-2023-statements", "jlis-2020-budget")
LATE = "294250"
"""It stands in no edition but the first."""


def write_workbooks(reference: Reference, folder: Path) -> Path:
    """Write two editions; one of the second has wrong figures, and a body less."""
    for area, bodies in (("奈良県", NARA), ("鳥取県", TOTTORI), (PREFECTURES, BOTH)):
        country = Country(reference, bodies, 2021, 2023, restated=0.6)
        for year in (2022, 2023):
            odd = Variant(errors=3, missing=(LATE,)) if (area, year) == ("奈良県", 2023) else Variant()
            save([page.grid for page in make_pages(country, year, area, odd)], folder / f"{area}-{year}.xlsx")
    return folder


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def country(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national package."""
    folder = tmp_path_factory.mktemp("country")
    publish_country([write_workbooks(reference, folder)], LocalCrew(1), folder / "build" / "data", folder / "state")
    return folder / "build" / "data"


@pytest.fixture(scope="session")
def corpus(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published data of two reports."""
    reports = tuple(transcript for transcript in read_transcripts() if transcript.report in CORPUS)
    facts, result = check_reports(reports, reference)
    data = tmp_path_factory.mktemp("corpus") / "site" / "data"
    known = Corpus(reports, facts, result.checks, result.check_facts, reference, read_release(), audit(result))
    publish(known, data)
    return data


def put_beside(corpus: Path, package: Path, folder: Path) -> Path:
    """Give published data with a national package among them, at `folder`."""
    shutil.copytree(corpus, folder, copy_function=os.link)
    shutil.copytree(package, folder / "national", copy_function=os.link)
    return folder


@pytest.fixture(scope="session")
def data(corpus: Path, country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published data of both."""
    return put_beside(corpus, country, tmp_path_factory.mktemp("both") / "site" / "data")
