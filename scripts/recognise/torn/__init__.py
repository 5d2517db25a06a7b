"""torn: the forms of J-LIS whose labels the print tears from their figures, put together again by arithmetic."""

from scripts.recognise.found import Found
from scripts.records import Document
from scripts.reference import Reference


def find_tables(document: Document, reference: Reference) -> list[Found]:  # noqa: ARG001
    """Give the tables of the forms 1 to 6, 8 to 12, 14 and 15 in a document."""
    return []
