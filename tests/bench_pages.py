"""The page "How it scales" shows what was measured: a table between two marks in each language, and a plot."""

from collections.abc import Sequence
from pathlib import Path

import altair as alt
import pandas as pd
import vl_convert

from scripts.writing import write_text

ROOT = Path(__file__).resolve().parent.parent
PLOT = ROOT / "docs" / "assets" / "scale.svg"
START, END = "<!-- measured: written by make bench SIZE=national -->\n", "<!-- end of what was measured -->\n"
WORDS = {
    "ja": {
        "head": "| 規模 | 何を | ブック | 数値 | 秒（CPU） | MiB | 数値あたりµs | 読むだけの何倍 |",
        "bare": "セルを読むだけ（calamine）",
        "published": "読む・検証・公開",
        "added": "ブックを一つ足す",
        "checked": "検証だけ",
        "frictionless": "frictionlessが行を検証",
        "national": "全国5版",
        "plot": "規模に対する処理時間の図",
    },
    "en": {
        "head": "| size | what | workbooks | figures | seconds (CPU) | MiB | µs a figure | times bare reading |",
        "bare": "read the cells only (calamine)",
        "published": "read, check, publish",
        "added": "add one workbook",
        "checked": "check only",
        "frictionless": "frictionless validates rows",
        "national": "national, 5 editions",
        "plot": "Plot of time against size",
    },
}


def write_pages(rows: Sequence[dict[str, str]]) -> None:
    """Write the plot, and the table into the page of each language."""
    write_text(PLOT, _plot(rows))
    for language, words in WORDS.items():
        path = ROOT / "docs" / language / "scale.md"
        text = path.read_text(encoding="utf-8")
        before, after = text.split(START)[0], text.split(END)[1]
        write_text(path, before + START + "\n" + _table(rows, words) + "\n" + END + after)


def _table(rows: Sequence[dict[str, str]], words: dict[str, str]) -> str:
    lines = [words["head"], "| --- | --- " + "| --: " * 6 + "|"]
    for row in rows:
        told = [words.get(row["size"], row["size"]), words[row["step"]], f"{int(row['workbooks']):,}", f"{int(row['facts']):,}"]
        told += [row["seconds"], f"{int(row['mebibytes']):,}", row["microseconds_per_fact"]]
        told += [row["times_bare"] if row["step"] in {"bare", "published"} else ""]
        lines.append("| " + " | ".join(told) + " |")
    return "\n".join(lines) + "\n"


def _plot(rows: Sequence[dict[str, str]]) -> str:
    own = pd.DataFrame([row for row in rows if row["step"] in {"bare", "published", "added"}])
    own = own.astype({"facts": "int64", "seconds": "float64"})
    chart = (
        alt.Chart(own, width=560, height=300)
        .mark_line(point=True)
        .encode(
            x=alt.X("facts:Q", scale=alt.Scale(type="log"), title="figures"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds of the processor"),
            color=alt.Color("step:N", title=None),
        )
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    return svg.rstrip("\n") + "\n"
