"""recognise: `Document` -> tables of a known form, every number placed, ignored by a named rule, or reported."""
