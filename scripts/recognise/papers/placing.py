"""Rows laid on the lines of a form: by their labels, their order, the labels moved elsewhere, and the sums.

    積立金 400,000 650,000 250,000
    0 40,000 40,000
    システム開発積立金 20,000 3,000 △17,000
    …
    公的個人認証サービス事業
    財政調整積立金

The second row has no label; the form knows one line between its neighbours whose label stands moved to the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scripts.labels import clean_label
from scripts.recognise.papers.forms import PaperForm
from scripts.recognise.papers.lines import Row, whole_span
from scripts.recognise.sums import count_broken_sums
from scripts.records import Line

MOST_READINGS = 400
MOST_TORN = 4

Reading = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A label that stands without figures: its lines, how it reads, the places of the form it may mean."""

    lines: tuple[Line, ...]
    label: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the place of its line in the form, None where there is none; `unsure` where two fit equally well."""

    row: Row
    place: int | None
    unsure: bool = False


def find_moved(lines: Sequence[Line], form: PaperForm) -> list[Moved]:
    """Give the labels that the given lines without figures print, also where a label is broken over several of them."""
    found: list[Moved] = []
    at = 0
    while at < len(lines):
        for count in range(min(MOST_TORN, len(lines) - at), 0, -1):
            label = "".join(read.text for read in lines[at : at + count])
            places = form.places(label)
            if places:
                found.append(Moved(tuple(lines[at : at + count]), label, places))
                at += count
                break
        else:
            at += 1
    return found


def attach_labels(rows: Sequence[Row], form: PaperForm) -> tuple[list[Row], list[Row]]:
    """Give the rows with figures, a label broken over the lines directly above joined to them, and the words left over."""
    with_figures: list[Row] = []
    words: list[Row] = []
    start = 0
    for row in rows:
        if not row.figures:
            words.append(row)
            continue
        taken = _torn_label(words[start:], row, form)
        if taken:
            label = "".join(part.label for part in words[len(words) - taken :]) + row.label
            spans = tuple(span for part in words[len(words) - taken :] for span in part.words)
            row = replace(row, label=label, words=(*spans, *row.words))  # noqa: PLW2901
            words = words[: len(words) - taken]
        with_figures.append(row)
        start = len(words)
    return with_figures, words


def _torn_label(words: Sequence[Row], row: Row, form: PaperForm) -> int:
    if row.label and form.places(row.label):
        return 0
    for count in range(min(MOST_TORN, len(words)), 0, -1):
        places = form.places("".join(part.label for part in words[len(words) - count :]) + row.label)
        if any(form.lines[place].headed for place in places):
            return count
    return 0


def place_rows(rows: Sequence[Row], moved: Sequence[Moved], form: PaperForm) -> list[Placed]:
    """Give each row its line of the form.

    Labelled rows go where their label says, rows without one where a moved label says, all in the order of the form;
    where several readings are left, the one whose sums hold.
    """
    options = [_options(row, moved, form) for row in rows]
    apart = _out_of_order(options)
    readings = list(_readings([() if i in apart else places for i, places in enumerate(options)], form, MOST_READINGS))
    readings = [tuple(options[i][0] if i in apart else place for i, place in enumerate(reading)) for reading in readings]
    if not readings:
        return [_alone(row, places) for row, places in zip(rows, options, strict=True)]
    named = [label for label in moved if any(form.lines[place].headed for place in label.places)]
    scores = [(_unused(reading, named), _broken(rows, reading, form)) for reading in readings]
    best = [reading for reading, score in zip(readings, scores, strict=True) if score == min(scores)]
    # Moved labels answer to the rows without label one to one; where one is left over, a row is missing.
    unanswered = min(scores)[0] > 0
    placed = []
    free = list(moved)
    for i, row in enumerate(rows):
        places = {reading[i] for reading in best}
        unsure = (len(places) > 1 and any(figure.number for figure in row.figures)) or (row.bare and unanswered)
        placed.append(_with_label(row, best[0][i], free, unsure=unsure))
    return placed


def _alone(row: Row, places: tuple[int, ...]) -> Placed:
    """Give a row of a table whose rows fit the form in no order: its label alone may still name one line."""
    return Placed(row, places[0]) if row.label and len(places) == 1 else Placed(row, None, unsure=True)


def _options(row: Row, moved: Sequence[Moved], form: PaperForm) -> tuple[int, ...]:
    if row.label:
        named = tuple(place for place in form.places(row.label) if form.lines[place].headed)
        return named or form.open_places
    known = {place for label in moved for place in label.places if form.lines[place].headed}
    return tuple(sorted(known))


def _out_of_order(options: Sequence[tuple[int, ...]]) -> frozenset[int]:
    """Give the rows that can mean one line only but stand in another order than the form: as few as leave the rest in order."""
    single = [(i, places[0]) for i, places in enumerate(options) if len(places) == 1]
    best: list[tuple[int, ...]] = []
    for i, place in single:
        before = [run for run in best if options[run[-1]][0] <= place]
        best.append((*max(before, key=len, default=()), i))
    kept = max(best, key=len, default=())
    return frozenset(i for i, _ in single) - frozenset(kept)


def _readings(options: Sequence[tuple[int, ...]], form: PaperForm, most: int) -> Iterator[Reading]:
    bounds = _bounds(options, form)
    stack: list[tuple[Reading, int]] = [((), -1)]
    found = 0
    while stack and found < most and bounds:
        reading, last = stack.pop()
        if len(reading) == len(options):
            found += 1
            yield reading
            continue
        at = len(reading)
        fits = [p for p in options[at] if p <= bounds[at] and (p > last or (p == last and form.lines[p].open))]
        stack += [((*reading, place), place) for place in reversed(fits)]
        if not options[at]:
            stack.append(((*reading, None), last))


def _bounds(options: Sequence[tuple[int, ...]], form: PaperForm) -> list[int]:
    """Give for each row the last place that leaves room for the rows behind it; nothing where there is none."""
    bounds: list[int] = []
    after = len(form.lines)
    for places in reversed(options):
        fits = [place for place in places if place < after or (place == after and form.lines[place].open)]
        if places and not fits:
            return []
        after = max(fits, default=after)
        bounds.insert(0, after)
    return bounds


def _unused(reading: Reading, moved: Sequence[Moved]) -> int:
    return sum(not any(place in reading for place in label.places) for label in moved)


def _broken(rows: Sequence[Row], reading: Reading, form: PaperForm) -> int:
    values: dict[tuple[str, str], Decimal | None] = {}
    for row, place in zip(rows, reading, strict=True):
        if place is not None:
            account = form.lines[place].account.account
            for count, figure in enumerate(row.figures):
                known = values.get((account, str(count))) or Decimal(0)
                values[account, str(count)] = known + (figure.amount.value or Decimal(0))
    return count_broken_sums(values, (line.account for line in form.lines))


def _with_label(row: Row, place: int | None, free: list[Moved], *, unsure: bool) -> Placed:
    """Give a row with the moved label that names its line, which is then no longer free."""
    if row.label or place is None:
        return Placed(row, place, unsure)
    label = next((label for label in free if place in label.places), None)
    if label is None:
        return Placed(row, place, unsure=True)
    free.remove(label)
    spans = tuple(whole_span(line) for line in label.lines)
    where = ", ".join(str(line.place) for line in label.lines)
    named = replace(
        row, label="".join(clean_label(line.text) for line in label.lines), words=spans, moved=f"moved to line {where}"
    )
    return Placed(named, place, unsure)
