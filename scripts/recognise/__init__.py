"""recognise: `Document` -> tables of known forms; every number placed, ignored by a named rule, or reported."""

from scripts.recognise.document import recognise

__all__ = ["recognise"]
