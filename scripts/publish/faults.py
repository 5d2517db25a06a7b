"""What stops a publication: every fault of every table, reported together."""

from collections.abc import Iterable

from scripts.faults import FaultError


class PublishError(FaultError):
    """Tables that cannot be published as they stand; each fault names table, column, what was found and the mend."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def fault(where: str, message: str, mend: str) -> str:
    """Give one fault as text: place, what is wrong, and how to mend it.

    >>> print(fault("facts.scope", "2 values are not listed, first 'all'", "add it to scopes.csv"))
    facts.scope: 2 values are not listed, first 'all'
        mend: add it to scopes.csv
    """
    return f"{where}: {message}\n    mend: {mend}"
