"""A press that prints made-up accounts as J-LIS prints its own: labels torn off, columns glued, captions spaced out."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scripts.reference import Account, Reference
from tests.recognise.torn.books import Amounts

HEADS = {
    "general": "一般事業",
    "personal_identification": "本人確認情報処理事業",
    "public_personal_authentication": "公的個人認証サービス事業",
    "individual_number_cards": "個人番号ｶｰﾄﾞ発行等事業",
    "intermediate_servers": "中間サーバー共同化・集約化等事業",
    "lgwan": "総合行政ネットワーク運営事業",
    "identification_related": "本人確認情報処理事業関連事業",
    "digital_base_reform_fund": "デジタル基盤改革支援基金事業",
    "elimination": "相殺等",
    "total": "合計",
}
BASES = {"initial": "当初予定額", "amendment": "補　正　額", "revised": "9月補正後予定額"}
PARTS = {"jlis_current_assets": "資産の部", "jlis_current_liabilities": "負債の部", "jlis_local_government_capital": "純資産の部"}


@dataclass(frozen=True)
class Style:
    """How roughly the press prints: shares of rows and headings torn, of labels wrapped, of zeros left open, and so on."""

    torn: float = 0.3
    heading_torn: float = 0.2
    wrapped: float = 0.3
    glued: float = 0.3
    opened: float = 0.0
    page_break: float = 0.1
    heads_apart: bool = False
    spaced_minus: bool = False
    dense: bool = False


@dataclass(frozen=True)
class Printed:
    """A figure as the press printed it: what a reader has to find on this line."""

    line: int
    label: str
    path: str
    account: str
    segment: str
    basis: str
    text: str


@dataclass(frozen=True)
class Job:
    """One form to print: its number, lines, columns and amounts, its title and the date below it."""

    number: int
    form: str
    accounts: Sequence[str]
    columns: Sequence[tuple[str, str]]
    amounts: Mapping[tuple[str, str], Amounts]
    title: str
    date: str
    unit: str = "円"


@dataclass
class Press:
    """Prints jobs one after another; `lines` is the text so far, `printed` what stands in it."""

    reference: Reference
    rng: random.Random
    style: Style
    lines: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    torn: int = 0
    opened: set[int] = field(default_factory=set)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _line(self, text: str) -> int:
        self.lines.append(text)
        at = len(self.lines)
        if not self.style.dense or self.rng.random() < 0.3:
            self.lines += [""] * self.rng.choice([1, 1, 1, 2])
        return at

    def run(self, job: Job) -> None:
        """Print one form."""
        by_id = {a.account: a for a in self.reference.lines[job.form]}
        self._line(self.rng.choice(["", " "]) + f"様式第{job.number}号")
        self._line(f"（単位：{job.unit}）")
        segmented = len({segment for segment, _ in job.columns}) > 1
        captions = [job.title, job.date, "科            目"]
        heads: list[str] = []
        if len({basis for _, basis in job.columns}) > 1:
            self._line(" ".join(BASES[basis] for _, basis in job.columns))
        elif not segmented:
            self._line("金額")
        if segmented:
            heads = [line for s in dict.fromkeys(s for s, _ in job.columns) for line in self._head(s)]
        if heads and not self.style.heads_apart:
            self._lines(heads)
            heads = []
        moved = [self._wrap(label) for label in self._body(job, by_id)]
        moved += [[caption] for caption in captions] + ([heads] if heads else [])
        self.rng.shuffle(moved)
        for words in moved:
            self._lines(words)
        if self.rng.random() < 0.5:
            self._line(self.rng.choice(["- 7 -", "53/94", "- 16 -69/94", "3 / 1087/94"]))

    def _lines(self, words: Sequence[str]) -> None:
        # The lines of one label or head follow one another directly.
        self.lines += words
        if not self.style.dense or self.rng.random() < 0.5:
            self.lines.append("")

    def _body(self, job: Job, by_id: Mapping[str, Account]) -> list[str]:
        """Print the rows and give the labels that were torn off and not yet printed."""
        moved: list[str] = []
        for account in job.accounts:
            line = by_id[account]
            if account in PARTS and self.rng.random() < 0.5:
                self._line(PARTS[account])
            rows = [job.amounts[column].get(account) for column in job.columns]
            if any(value is None for value in rows):
                if self.rng.random() < self.style.heading_torn:
                    moved.append(line.label_ja)
                else:
                    self._line(line.label_ja)
                continue
            is_torn = self.rng.random() < self.style.torn
            moved += [line.label_ja] if is_torn else []
            self._row(job, line, self._path(line, by_id), torn=is_torn)
            if self.rng.random() < self.style.page_break / 5:
                for label in moved:
                    self._lines(self._wrap(label))
                moved = []
                self._line("- 8 -")
        return moved

    def _row(self, job: Job, line: Account, path: str, *, torn: bool) -> None:
        texts = [self._amount(job.amounts[column][line.account]) for column in job.columns]
        kept = self._open(texts)
        figures = ""
        for i in kept:
            glue = figures and figures[-4:-3] == "," and len(texts[i]) > 9 and texts[i][0] != "△"
            figures += ("" if glue and self.rng.random() < self.style.glued else " ") + texts[i]
        before = self.rng.choice(["", "　　"]) if torn else line.label_ja
        at = self._line((before + figures).strip(" "))
        self.torn += torn
        self.opened |= {at} if len(kept) < len(texts) else set()
        self.printed += [Printed(at, line.label_ja, path, line.account, *job.columns[i], texts[i]) for i in kept]

    def _open(self, texts: Sequence[str]) -> list[int]:
        # Zeros may be left out of a row; the last cell never is.
        if len(texts) < 4 or self.rng.random() >= self.style.opened:
            return list(range(len(texts)))
        zeros = [i for i, text in enumerate(texts[:-1]) if text == "0"]
        gone = set(self.rng.sample(zeros, self.rng.choice([min(1, len(zeros)), len(zeros)])))
        return [i for i in range(len(texts)) if i not in gone]

    def _amount(self, value: int) -> str:
        if value >= 0:
            return f"{value:,}"
        return f"△ {-value:,}" if self.style.spaced_minus else f"△{-value:,}"

    def _path(self, line: Account, by_id: Mapping[str, Account]) -> str:
        above: list[str] = []
        parent = line.parent
        while parent:
            above.insert(0, by_id[parent].label_ja)
            parent = by_id[parent].parent
        return "/".join(above)

    def _wrap(self, label: str) -> list[str]:
        if len(label) < 6 or self.rng.random() > self.style.wrapped:
            return [label]
        at = self.rng.randrange(3, len(label) - 1)
        return [label[:at], label[at:]]

    def _head(self, segment: str) -> list[str]:
        words = HEADS[segment]
        between = self.rng.choice(["", " "])
        return [between.join(part) for part in _cut(words, self.rng)]


def _cut(words: str, rng: random.Random) -> Iterator[str]:
    while len(words) > 7:
        at = rng.randrange(3, 7)
        yield words[:at]
        words = words[at:]
    yield words
