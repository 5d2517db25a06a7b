"""Which line of the form a labelled row is: by its label and the rows above it that are less deep."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from scripts.labels import clean_label, is_heading
from scripts.recognise.national.blocks import FIRST_COLUMN, FORMS, Block, Row, fold
from scripts.records import Finding, Place
from scripts.reference import Account, Reference
from scripts.sheets import Sheet, address

AMBIGUOUS = "another row of the statement bears the same path"
MEND = "if it is a wording of a known line add to datapackage/reference/labels.csv: {hint}; if the form has grown, add the line"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of which the line of the form is known: `path` and `label` as printed; `ambiguous` where a path stands twice."""

    row: int
    account: str
    statement: str
    path: str
    label: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """The rows of a statement that have a line and figures, and what a person has to look at."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Give a label as printed, without white space and marks."""
    return clean_label(text)


class Forms:
    """The lines of the four statements by what stands above them and by label."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        # Account -> the line under which it is printed; none for one whose parent is printed behind it.
        self._parents: dict[str, str] = {}
        # (form, parent, folded wording) -> lines
        self._index: dict[tuple[str, str, str], list[Account]] = defaultdict(list)
        for line in (line for form in FORMS for line in reference.lines[form]):
            above = reference.accounts.get(line.parent)
            parent = above.account if above and above.order < line.order else ""
            self._parents[line.account] = parent
            for wording in reference.wordings[line.account]:
                self._index[line.form, parent, wording].append(line)
        self._with_children = set(self._parents.values())

    def find(self, form: str, above: Account | None, label: str) -> list[Account]:
        """Give the lines of a form with a label under the line `above`.

        A line that has no lines under it in the form (負債合計) is no ancestor, however deep the next row stands.
        """
        while above is not None and above.account not in self._with_children:
            above = self.reference.accounts.get(self._parents[above.account])
        return self._index.get((form, above.account if above else "", fold(label)), [])

    def elsewhere(self, form: str, label: str) -> list[str]:
        """Give the labels of the lines under which the form has a line of this label."""
        accounts = self.reference.accounts
        found = [above for own, above, wording in self._index if (own, wording) == (form, fold(label))]
        return [accounts[above].label_ja if above else "no other line" for above in found]

    def nearest(self, form: str, label: str) -> Account | None:
        """Give the line of a form whose label is most like `label`."""
        known = {fold(line.label_ja): line for line in self.reference.lines[form]}
        near = difflib.get_close_matches(fold(label), known, n=1, cutoff=0.5)
        return known[near[0]] if near else None

    def ancestors(self, account: Account) -> list[Account]:
        """Give the lines above one, root first; balances are roots of their parts."""
        chain: list[Account] = []
        above = self.reference.accounts.get(account.parent)
        while above is not None:
            chain.insert(0, above)
            above = self.reference.accounts.get(above.parent)
        return chain


def place_rows(name: str, sheet: Sheet, block: Block, forms: Forms) -> Placed:
    """Give the rows of a statement with their lines.

    The label's column is the depth; a label in A is a total, which ends what stands open. A row with figures whose line is
    not known is named by a finding with the nearest known label; two rows with one path are both kept, and named. A row
    without any figure that the form does not know is a heading or a remark, not an ancestor.
    """
    bare = {row.row for row in block.rows if not has_figures(sheet, row.row)}
    placer = _Placer(name, sheet, block.form, bare, forms)
    known = [(row, account) for row in block.rows if (account := placer.place(row)) is not None]
    printed = {account.account: clean(row.label) for row, account in reversed(known)}
    filled = [(row, account) for row, account in known if row.row not in bare]
    copies = Counter(account.account for _, account in filled)
    lines = []
    for row, account in filled:
        path = "/".join(printed.get(above.account, above.label_ja) for above in forms.ancestors(account))
        label = clean(row.label)
        lines.append(Line(row.row, account.account, account.statement, path, label, copies[account.account] > 1))
    findings = [*placer.findings, *(placer.twice(lines, name) for name, count in copies.items() if count > 1)]
    return Placed(tuple(lines), tuple(findings))


def has_figures(sheet: Sheet, row: int) -> bool:
    """Tell whether anything stands in a row behind the labels."""
    return any(cell != "" and str(cell).strip() for cell in sheet.rows[row][FIRST_COLUMN:])


class _Placer:
    def __init__(self, name: str, sheet: Sheet, form: str, bare: Collection[int], forms: Forms) -> None:
        self.name = name
        self.sheet = sheet
        self.form = form
        self.bare = bare
        self.forms = forms
        self.open: list[tuple[Row, Account | None]] = []
        self.findings: list[Finding] = []

    def place(self, row: Row) -> Account | None:
        """Give the line of the next row, None where it is not known or the row is a heading in brackets."""
        self.open = [] if row.depth == 0 else [pair for pair in self.open if pair[0].depth < row.depth]
        bare = row.row in self.bare
        if bare and is_heading(row.label):
            return None
        lost = next((above.label for above, account in self.open if account is None), "")
        found = [] if lost else self.forms.find(self.form, self.open[-1][1] if self.open else None, row.label)
        account = found[0] if len(found) == 1 else None
        if account is None and bare:
            self.findings.append(self._heading(row))
            return None
        if account is None:
            self.findings.append(self._unknown(row, lost, found))
        if row.depth:
            self.open.append((row, account))
        return account

    def _heading(self, row: Row) -> Finding:
        message = f"{clean(row.label)}: the form has no such line and the row no figure; it is taken as a heading or a remark"
        mend = "compare the row with the publisher's form"
        return Finding("NAT9", self.name, self._place(row.row, row.depth), message, mend, "note")

    def _unknown(self, row: Row, lost: str, found: list[Account]) -> Finding:
        label = clean(row.label)
        near = self.forms.nearest(self.form, row.label)
        path = "/".join([*(clean(above.label) for above, _ in self.open), label])
        if found:
            names = ", ".join(account.account for account in found)
            message = f"{path}: {len(found)} lines of the form fit ({names}); the figures of the row are left out"
        elif lost:
            message = f"{path}: the row {clean(lost)} above it is not known; the figures of the row are left out"
        elif places := self.forms.elsewhere(self.form, row.label):
            message = f"{path}: the form has {label} below {', '.join(places)}, not here; the figures of the row are left out"
            mend = "compare the rows above with the publisher's form: one may be lost, or a label stand in another column"
            return Finding("NAT1", self.name, self._place(row.row, row.depth), message, mend)
        else:
            hint = f"; the nearest known label is {near.label_ja}" if near else ""
            message = f"{path}: the form has no such line{hint}; the figures of the row are left out"
        mend = MEND.format(hint=f"{near.account if near else 'ACCOUNT'},{label}")
        return Finding("NAT1", self.name, self._place(row.row, row.depth), message, mend)

    def twice(self, lines: list[Line], account: str) -> Finding:
        """Name the rows that are of one line."""
        rows = [line for line in lines if line.account == account]
        path = f"{rows[0].path}/{rows[0].label}".lstrip("/")
        numbers = " and ".join(str(line.row + 1) for line in rows)
        message = f"{path}: rows {numbers} bear the same path; both are kept and marked"
        mend = "compare the rows with the publisher's explanation of the form; a total may count only one of them"
        return Finding("NAT2", self.name, self._place(rows[1].row, 0), message, mend)

    def _place(self, row: int, column: int) -> Place:
        return Place(row + 1, self.sheet.page, address(self.sheet.name, row, column))
