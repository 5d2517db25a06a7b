"""A small made-up country and its workbooks, for all tests of national workbooks."""

import pytest

from scripts.reference import Reference, load_reference
from tests.country.books import Country

NARA = ("292010", "292028", "293423", "294241", "294250")


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def country(reference: Reference) -> Country:
    """Five municipalities of 奈良県, three years; more than half of them restate."""
    return Country(reference, NARA, 2021, 2023, restated=0.6)
