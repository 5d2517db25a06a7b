"""Figures of a row given to the amount columns they belong to; where cells do not tell, the row's own arithmetic must."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from scripts.amounts import AmountError, read_amount
from scripts.recognise.headings import Head
from scripts.recognise.heads import Heads
from scripts.recognise.pieces import Piece
from scripts.recognise.rows import Row
from scripts.reference import Account, Column, StandIn

Assigned = list[tuple[Head, Piece]]
_MOST_TRIES = 1000


class ColumnError(ValueError):
    """Figures of a row that cannot be given to columns without guessing."""


@dataclass(frozen=True)
class Ledger:
    """The amount columns of a form as accounts of it fill them.

    `stand_ins` are the figures that stand in for those of an absent line (see stand_ins.csv).
    """

    columns: Sequence[Column]
    stand_ins: Sequence[StandIn] = ()

    def column_of(self, account: Account, column: str) -> str:
        """Give the account's own name for a column of the table, empty where the account has none."""
        for stand_in in self.stand_ins:
            if (stand_in.stand_in, stand_in.column) == (account.account, column):
                return stand_in.stand_in_column
        if column in account.columns:
            return column
        first = self.columns[0].column if self.columns else column
        return account.columns[0] if column == first and len(account.columns) == 1 else ""


def assign_columns(row: Row, account: Account, heads: Heads, ledger: Ledger) -> Assigned:
    """Give each figure of a row its head; figures under texts, ratios and headings nobody knows are left out.

    Raises ColumnError where that would be a guess.
    """
    if row.gridded and heads.by_cell and len(row.figures) == len({p.cell for p in row.figures}):
        return _by_cell(row, heads)
    order = heads.order or _own_heads(account, ledger)
    if len(order) == len(row.figures):
        given = [(head, piece) for head, piece in zip(order, row.figures, strict=True) if head.column]
        foreign = [piece for head, piece in given if not ledger.column_of(account, head.column)]
        odd = [piece.text for piece in foreign if heads.blanks or not _is_nil(piece)]
        if odd:
            raise ColumnError(f"expected no figure in a column that the line does not have, found {', '.join(odd)}")
        return given
    fits = list(_fitting(row.figures, order, account, ledger))
    if len(fits) == 1:
        return [(head, piece) for head, piece in fits[0] if head.column]
    names = ", ".join(head.column or head.words for head in order)
    raise ColumnError(f"expected {len(order)} figures ({names}), found {len(row.figures)}")


def _is_nil(piece: Piece) -> bool:
    return piece.dash or piece.text.strip() in ("0", "０")


def _own_heads(account: Account, ledger: Ledger) -> tuple[Head, ...]:
    names = [c.column for c in ledger.columns if ledger.column_of(account, c.column)]
    return tuple(Head(column=name) for name in names) if len(names) == 1 else ()


def _by_cell(row: Row, heads: Heads) -> Assigned:
    known = [(heads.by_cell.get(piece.cell), piece) for piece in row.figures]
    outside = [piece for head, piece in known if head is None]
    named = {head for head in heads.by_cell.values() if head.column}
    if outside and len(named) == len(row.figures) == 1:
        # The figures of one column are printed in several cells, totals further right.
        return [(next(iter(named)), outside[0])]
    given = [(head, piece) for head, piece in known if head is not None and head.column]
    if outside or len({head for head, _ in given}) < len(given):
        raise ColumnError(f"expected one figure below each heading, found {len(row.figures)}")
    return given


def _fitting(figures: Sequence[Piece], order: Sequence[Head], account: Account, ledger: Ledger) -> Iterator[Assigned]:
    # Which columns were left blank: those that the account does not have, in a way that the row's own sum holds.
    usable = [head for head in order if ledger.column_of(account, head.column)]
    if len({(h.scope, h.year, h.back, h.basis) for h in usable}) > 1 or len(figures) > len(usable):
        return
    for tried, heads in enumerate(combinations(usable, len(figures))):
        if tried == _MOST_TRIES:
            return
        assigned = list(zip(heads, figures, strict=True))
        if len(usable) == len(figures) or row_holds(assigned, ledger.columns):
            yield assigned


def row_holds(assigned: Assigned, columns: Sequence[Column]) -> bool:
    """Tell whether a row's columns add up within rounding; a blank column counts as nothing."""
    try:
        values = {head.column: read_amount(piece.text).value or Decimal(0) for head, piece in assigned}
    except AmountError:
        return False
    parts = {c.column: (c.sums_to, c.sign) for c in columns if c.sums_to and c.column in values}
    for total in {total for total, _ in parts.values()}:
        own = [sign * values[column] for column, (to, sign) in parts.items() if to == total]
        if 2 * abs(sum(own, -values.get(total, Decimal(0)))) > len(own) + 1:
            return False
    return True
