"""The lines and columns of a form as a paper prints them: which labels a line may bear, where it stands, what it sums to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.labels import fold_label, strip_numbering
from scripts.reference import Account, Reference


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: its basis (actual, budget …), its id, its unit where it is not the table's."""

    basis: str
    column: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form. `path` are the labels above it; `headed` tells that it bears figures, `open` that rows name it."""

    account: Account
    label: str
    path: str
    wordings: frozenset[str]
    headed: bool

    @property
    def open(self) -> bool:
        """Tell whether each document names the rows of this line itself: （銘柄）."""
        return self.account.open


@dataclass(frozen=True)
class PaperForm:
    """A form with its lines in printed order and its columns."""

    form: str
    lines: tuple[FormLine, ...]
    columns: tuple[Column, ...]

    @cached_property
    def by_wording(self) -> dict[str, tuple[int, ...]]:
        """For each folded label the places of the lines that may bear it."""
        found: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            for words in line.wordings:
                found.setdefault(words, []).append(place)
        return {words: tuple(places) for words, places in found.items()}

    def places(self, label: str) -> tuple[int, ...]:
        """Give the places of the lines that may bear a label, an enumerator before it aside: （1）現金及び預金."""
        known = self.by_wording.get(fold_label(label))
        return known if known is not None else self.by_wording.get(fold_label(strip_numbering(label)), ())

    @property
    def open_places(self) -> tuple[int, ...]:
        """Give the places of the lines that each document names itself."""
        return tuple(place for place, line in enumerate(self.lines) if line.open)


def load_form(reference: Reference, form: str) -> PaperForm:
    """Give a form of the reference. Overviews list their own short lines in `form_lines.csv`, others all of their parts."""
    rows = [row for row in reference.tables["form_lines"] if row["form"] == form]
    lines = _short_lines(reference, rows) if rows else _full_lines(reference, form)
    return PaperForm(form, tuple(lines), _columns(reference, form))


def _columns(reference: Reference, form: str) -> tuple[Column, ...]:
    rows = [row for row in reference.tables["columns"] if row["form"] == form]
    bases = next(row["bases"] for row in reference.tables["forms"] if row["form"] == form)
    alone = bases.split(";")[0].split(",")[0]
    if not rows:
        return (Column(alone, "amount"),)
    return tuple(Column(row["basis"] or alone, row["column"], row["unit"]) for row in rows)


def _full_lines(reference: Reference, form: str) -> Iterable[FormLine]:
    accounts = {account.account: account for account in reference.lines[form]}
    for account in accounts.values():
        path = "/".join(_above(account, accounts))
        yield FormLine(account, account.label_ja, path, reference.wordings[account.account], bool(account.columns))


def _above(account: Account, accounts: dict[str, Account]) -> list[str]:
    above: list[str] = []
    while account.parent:
        account = accounts[account.parent]
        above.insert(0, account.label_ja)
    return above


def _short_lines(reference: Reference, rows: list[dict[str, str]]) -> Iterable[FormLine]:
    by_account = {row["account"]: row for row in rows}
    for row in sorted(rows, key=lambda row: int(row["order"])):
        above, parent = list[str](), row["parent"]
        while parent:
            above.insert(0, by_account[parent]["label_ja"])
            parent = by_account[parent]["parent"]
        account = reference.accounts[row["account"]]
        wordings = reference.wordings[row["account"]] | {fold_label(row["label_ja"])}
        yield FormLine(account, row["label_ja"], "/".join(above), wordings, headed=True)


def variants_of(reference: Reference, form: str) -> tuple[str, ...]:
    """Give the folded titles under which a form may be printed, the longest first."""
    found = reference.forms[form]
    return tuple(sorted({fold_label(text) for text in (found.title_ja, *found.variants) if text}, key=lambda w: (-len(w), w)))
