"""The remarks below the schedule of fixed assets: what mainly made the increase and the decrease.

（注）１．当期増加の主な内容は次のとおりであります。
リース資産　　情報処理システム機器 34,000円
"""

from dataclasses import replace

from scripts.labels import clean_label, fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.forms import FormLine, load_form
from scripts.recognise.papers.lines import read_row, whole_span
from scripts.recognise.papers.paper import Heading, Paper, make_entry, make_table
from scripts.records import Entry, Line, Span

FORM = "jlis_schedule_fixed_assets_remarks"
ABOVE = "jlis_schedule_fixed_assets"


def find_remarks(paper: Paper, form: str) -> list[Found]:
    """Give the amounts that remarks below a schedule name, each below the asset it belongs to."""
    if form != ABOVE:
        return []
    known = load_form(paper.reference, FORM)
    heads = {line.account.account: line for line in known.lines if not line.headed}
    entries: list[Entry] = []
    spans: list[Span] = []
    start: Line | None = None
    item: FormLine | None = None
    for line in paper.printed:
        named = next((head for head in heads.values() if fold_label(head.label) in fold_label(line.text)), None)
        if named:
            item = next(under for under in known.lines if under.account.parent == named.account.account)
            start = start or line
            spans.append(whole_span(line))
            continue
        row = read_row(line)
        if item and start and row.figures:
            asset, _, content = line.text[: row.figures[0].span.start].strip().replace("\u3000", " ").partition(" ")
            entry = make_entry(item, known.columns[0], row.figures[0], clean_label(content) or clean_label(asset))
            entries.append(_below(entry, asset if content else ""))
            spans.append(Span(line.place.line, 0, row.figures[0].span.start))
    if start is None:
        return []
    title = paper.reference.forms[FORM].title_ja
    return [Found(make_table(paper, Heading(FORM, title, "yen", start), entries), tuple(spans))]


def _below(entry: Entry, asset: str) -> Entry:
    return replace(entry, path="/".join(filter(None, (entry.path, clean_label(asset)))))
