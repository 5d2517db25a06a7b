"""lists: statistical tables, key counts, tax computations and lists of payments, one reader for each shape of print."""

from scripts.recognise.found import Found
from scripts.recognise.lists.tables import Lists
from scripts.records import Document
from scripts.reference import Reference


def find_tables(document: Document, reference: Reference) -> list[Found]:
    """Give the lists of a document, each as a table with what has to be reported of it."""
    return Lists(document, reference).read()
