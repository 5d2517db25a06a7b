"""The rows of the reference tables that the code relies on, typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """A line of a form. `parent` is the heading above it on the page, `sums_to` the total it adds to with `sign`."""

    account: str
    taxonomy: str
    statement: str
    form: str
    order: int
    parent: str
    sums_to: str
    sign: int
    period: str
    columns: tuple[str, ...]
    side: str
    label_ja: str
    label_en: str
    definition_ja: str
    definition_en: str

    @property
    def open(self) -> bool:
        """Tell whether the line stands for rows that each document names itself: （相手先）, （基金）."""
        return self.label_ja.startswith("（") and self.label_ja.endswith("）")


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column of a form; `sums_to` and `sign` where the columns add up, `unit` where it is not the table's."""

    form: str
    column: str
    order: int
    label_ja: str
    label_en: str
    variants: tuple[str, ...]
    sums_to: str
    sign: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of table: which accounts, on how many sides, under which printed titles; `parts` where it joins others."""

    form: str
    taxonomy: str
    statement: str
    sides: int
    parts: tuple[str, ...]
    title_ja: str
    title_en: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """In a form, the figure of line `stand_in` that stands for the one of line `account` where that line is not printed.

    The joined statement prints net administrative cost once, as the last line of costs and the first of changes.
    """

    form: str
    account: str
    column: str
    stand_in: str
    stand_in_column: str
    sign: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed; `factor` whole yen per unit for money, none for others."""

    unit: str
    label_ja: str
    label_en: str
    variants: tuple[str, ...]
    factor: int | None
    decimals: int | None


def read_account(row: Cells) -> Account:
    """Give a row of accounts.csv."""
    return Account(
        account=row["account"],
        taxonomy=row["taxonomy"],
        statement=row["statement"],
        form=row["form"],
        order=int(row["order"]),
        parent=row["parent"],
        sums_to=row["sums_to"],
        sign=_integer(row["sign"]) or 0,
        period=row["period"],
        columns=split_words(row["columns"]),
        side=row.get("side") or "",
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        definition_ja=row["definition_ja"],
        definition_en=row["definition_en"],
    )


def read_column(row: Cells) -> Column:
    """Give a row of columns.csv."""
    return Column(
        form=row["form"],
        column=row["column"],
        order=int(row["order"]),
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        variants=split_words(row["variants"]),
        sums_to=row["sums_to"],
        sign=_integer(row["sign"]) or 0,
        unit=row.get("unit") or "",
    )


def read_form(row: Cells) -> Form:
    """Give a row of forms.csv."""
    return Form(
        form=row["form"],
        taxonomy=row["taxonomy"],
        statement=row["statement"],
        sides=_integer(row["sides"]) or 1,
        parts=split_words(row.get("parts")),
        title_ja=row["title_ja"],
        title_en=row["title_en"],
        variants=split_words(row["variants"]),
    )


def read_unit(row: Cells) -> Unit:
    """Give a row of units.csv."""
    return Unit(
        unit=row["unit"],
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        variants=split_words(row["variants"]),
        factor=_integer(row["factor"]),
        decimals=_integer(row["decimals"]),
    )


def wordings_of(row: Cells) -> Iterator[str]:
    """Give the label of a row and its other printed wordings."""
    yield row["label_ja"]
    yield from split_words(row["variants"])


def split_words(text: str | None) -> tuple[str, ...]:
    """Give the parts of a cell that holds several, separated by semicolons."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _integer(text: str | None) -> int | None:
    return int(text) if text not in (None, "") else None


def read_stand_in(row: Cells) -> StandIn:
    """Give a row of stand_ins.csv."""
    return StandIn(
        form=row["form"],
        account=row["account"],
        column=row["column"],
        stand_in=row["stand_in"],
        stand_in_column=row["stand_in_column"],
        sign=int(row["sign"]),
    )
