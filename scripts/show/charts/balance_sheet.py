"""What a body owns beside what it owes: two columns of blocks whose heights are amounts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.show.charts.chart import Chart, ChartRow, Teller
from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, SMALL, TEXT, WIDTH, finish, text_width, tones, wrap
from scripts.show.figures import Figures
from scripts.show.report import Fact

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 400
COLUMN = 176
LINE, CLOSE = 16, 12
LOW, LOWEST = 13, 10
MOST_ASSETS, MOST_LIABILITIES = 6, 4


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its label and amount, and the fact it shows unless it stands for several."""

    label: str
    yen: int
    tone: str
    fact: Fact | None = None


def balance_sheet_design() -> "alt.LayerChart":
    """Give the design.

    It reads `blocks`: left, right, top, bottom, tone, tip; `lines`: left, at, text, size; `heads`: left, text, amount.
    """
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    blocks = alt.Chart(alt.NamedData(name="blocks"))
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(range=[0, HEIGHT], nice=False, zero=True))
    left = alt.X("left:Q", axis=None, scale=None)
    areas = blocks.mark_rect(stroke=COLOURS["paper"], strokeWidth=2, aria=True).encode(
        x=left,
        x2="right:Q",
        y=y,
        y2="bottom:Q",
        description="tip:N",
        color=alt.Color("tone:N", legend=None, scale=tones("assets", "liabilities", "net", "gap")),
    )
    lines = (
        alt.Chart(alt.NamedData(name="lines"))
        .mark_text(align="left", baseline="middle", dx=9)
        .encode(x=left, y=alt.Y("at:Q", axis=None), text="text:N", size=alt.Size("size:Q", scale=None))
    )
    heads = alt.Chart(alt.NamedData(name="heads"))
    names = heads.mark_text(align="left", fontWeight="bold").encode(x=left, y=alt.value(-22), text="text:N")
    amounts = heads.mark_text(align="left", fontSize=SMALL + 1).encode(x=left, y=alt.value(-7), text="amount:N")
    return finish([areas, lines, names, amounts], HEIGHT, top=38)


def balance_sheet_chart(figures: Figures, teller: Teller) -> Chart:
    """Give the balance sheet as two columns; without a printed balance sheet, say so."""
    assets, liabilities, net = (figures.fact(role) for role in ("total_assets", "total_liabilities", "total_net_assets"))
    if not (assets and liabilities and net and assets.yen):
        return teller.chart("balance_sheet", figures, None, [])
    total, owed, rest = assets.yen, liabilities.yen or 0, net.yen or 0
    say = teller.language.say
    own = _blocks(figures, teller, assets, MOST_ASSETS)
    owe = _blocks(figures, teller, liabilities, MOST_LIABILITIES)
    rows = [
        teller.row(assets, total, total),
        *_rows(own, teller, total),
        teller.row(liabilities, owed, total),
        *_rows(owe, teller, total),
        teller.row(net, rest, total),
    ]
    scale = HEIGHT / max(total, owed, 1)
    left = _fit(own, str(say("other_assets")), teller, scale, total)
    right = _fit(owe, str(say("other_liabilities")), teller, scale, total)
    if rest >= 0:
        right.append(Block(teller.label(net), rest, "net", net))
    else:
        left.append(Block(str(say("net_assets_missing")), -rest, "gap", net))
    heads = [
        {"left": 0, "text": str(say("head_assets")), "amount": teller.amount(total)},
        {"left": WIDTH - COLUMN, "text": str(say("head_liabilities")), "amount": teller.amount(owed + rest)},
    ]
    columns = ((0, left), (WIDTH - COLUMN, right))
    data = {
        "blocks": [area for at, column in columns for area in _areas(column, at, teller)],
        "lines": [line for at, column in columns for line in _lines(column, at, teller, scale, total)],
        "heads": heads,
    }
    return teller.chart("balance_sheet", figures, Drawing("balance_sheet", data, ("text", "amount", "tip")), rows)


def _rows(blocks: list[Block], teller: Teller, total: int) -> list[ChartRow]:
    return [replace(teller.row(block.fact, block.yen, total)) for block in blocks if block.fact is not None]


def _blocks(figures: Figures, teller: Teller, total: Fact, most: int) -> list[Block]:
    """Divide a total into its parts, the largest part into its own, and so on while there are no more than `most`."""
    tone = "assets" if total.account == figures.roles.get("total_assets") else "liabilities"
    blocks = [Block(teller.label(total), total.yen or 0, tone, total)]
    while True:
        divisions = [(block, _divide(block, figures, teller)) for block in sorted(blocks, key=lambda b: -b.yen)]
        fitting = [(b, parts) for b, parts in divisions if parts and len(blocks) - 1 + len(parts) <= most]
        if not fitting:
            return blocks
        block, parts = fitting[0]
        at = blocks.index(block)
        blocks[at : at + 1] = parts


def _divide(block: Block, figures: Figures, teller: Teller) -> list[Block]:
    """Give the parts of a block; what is taken off (depreciation, allowances) is taken off the part before it."""
    if block.fact is None:
        return []
    parts: list[Block] = []
    for fact, sign in figures.parts(block.fact.account):
        yen = sign * (fact.yen or 0)
        if yen > 0:
            parts.append(Block(teller.label(fact), yen, block.tone, fact))
        elif yen < 0 and parts:
            index = max(range(len(parts)), key=lambda i: (parts[i].yen >= -yen, i))
            parts[index] = replace(parts[index], yen=parts[index].yen + yen)
    return parts if all(part.yen > 0 for part in parts) else []


def _fit(blocks: list[Block], other: str, teller: Teller, scale: float, total: int) -> list[Block]:
    """Join blocks that are too low for their label to one block of other things, which stands last.

    If that one is too low as well, the lowest of the rest joins it.
    """
    rising = sorted(blocks, key=lambda block: block.yen)
    low = [block for block in rising if block.yen * scale < _needed(block, teller, total)]
    if len(low) < 2:  # noqa: PLR2004 - one is not joined with itself
        return blocks
    for block in rising[len(low) :]:
        joined = Block(other, sum(part.yen for part in low), block.tone)
        if joined.yen * scale >= _needed(joined, teller, total):
            break
        low.append(block)
    joined = Block(other, sum(block.yen for block in low), low[0].tone)
    return [*(block for block in blocks if block not in low), joined]


def _text(block: Block, teller: Teller, total: int) -> tuple[list[str], str]:
    """Give a block's label and amount on lines of their own, and both on one line, there without the share if it is long."""
    amount = teller.amount(block.yen, total)
    one = f"{block.label} {amount}"
    short = f"{block.label} {teller.amount(block.yen)}"
    return [*wrap(block.label, COLUMN - 18), amount], one if text_width(one) <= COLUMN - 16 else short


def _needed(block: Block, teller: Teller, total: int) -> float:
    lines, one = _text(block, teller, total)
    return LOW if text_width(one) <= COLUMN - 16 else len(lines) * CLOSE + 4


def _areas(blocks: list[Block], left: int, teller: Teller) -> Iterator[dict[str, object]]:
    top = 0
    for block in blocks:
        edges = {"left": left, "right": left + COLUMN, "top": top, "bottom": top + block.yen}
        yield {**edges, "tone": block.tone, "tip": teller.tip(block.label, block.yen, block.fact)}
        top += block.yen


def _lines(blocks: list[Block], left: int, teller: Teller, scale: float, total: int) -> Iterator[dict[str, object]]:
    top = 0
    for block in blocks:
        lines, one = _text(block, teller, total)
        height = block.yen * scale
        step = min(LINE, (height - 4) / len(lines))
        size = min(TEXT, step - 1)
        if step < CLOSE:
            size = TEXT if height >= LOW else LOWEST
            lines = [one] if height >= LOWEST and text_width(one, size) <= COLUMN - 10 else []
        middle = top + block.yen / 2
        for number, text in enumerate(lines):
            at = middle + (number - (len(lines) - 1) / 2) * step / scale
            yield {"left": left, "at": round(at), "text": text, "size": size}
        top += block.yen
