"""What changed between two states, told in accounting terms."""

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click
import pytest

from scripts.compare import Comparison, State, compare, needed_version, render_json, render_markdown, render_text
from scripts.compare.markdown import list_section
from scripts.reference import read_rows
from scripts.verbs.diff import PACKAGE, state_of
from scripts.writing import csv_text

ROOT = Path(__file__).resolve().parents[2]
TOWN = "294241-2023-statements"
Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's data with the town's report alone."""
    folder = tmp_path_factory.mktemp("before") / "datapackage"
    shutil.copytree(ROOT / PACKAGE / "reference", folder / "reference")
    shutil.copytree(ROOT / PACKAGE / "schemas", folder / "schemas")
    shutil.copytree(ROOT / PACKAGE / "sources" / TOWN, folder / "sources" / TOWN)
    return folder


@cache
def before(package: Path) -> State:
    """Give the state that changes are made to, worked out once."""
    return state_of(package)


def changed(small: Path, target: Path, edit: Edit) -> Comparison:
    after = shutil.copytree(small, target / "datapackage")
    edit(after / "sources" / TOWN)
    return compare(before(small), state_of(after))


def replaced(table: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def test_nothing_changed_is_said(small: Path, tmp_path: Path) -> None:
    comparison = changed(small, tmp_path, lambda _: None)
    assert comparison.changes == ()
    assert render_text(comparison).startswith("no fact changed; identities: 0 made, 0 broken")


def test_a_wrong_digit_is_told_with_the_identities_it_breaks(small: Path, tmp_path: Path) -> None:
    comparison = changed(small, tmp_path, replaced("general_pl", '"1,281,707"', '"1,281,107"'))
    (change,) = comparison.changes
    assert (change.kind, change.what, change.before, change.after) == ("changed", "printed", "1,281,707", "1,281,107")
    assert change.broken == (f"{TOWN}:PL0:general_pl:personnel_costs:amount",)
    assert comparison.corroborated[1] < comparison.corroborated[0]


def sentences(comparison: Comparison) -> list[tuple[str, str]]:
    return [(pattern.kind, pattern.sentence) for pattern in comparison.patterns]


def test_a_renamed_account_is_told_as_such_wherever_it_stands(small: Path, tmp_path: Path) -> None:
    def rename(folder: Path) -> None:
        for path in [*folder.glob("*.csv"), *(folder.parents[1] / "reference").rglob("*.csv")]:
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"\binventories\b", "stocks", text), encoding="utf-8")

    comparison = changed(small, tmp_path, rename)
    assert {change.kind for change in comparison.changes} == {"renamed"}
    assert sentences(comparison) == [("renamed", "account renamed from inventories to stocks for 1 figure")]
    assert (comparison.broken, needed_version(comparison)) == ((), "MAJOR")
    text = render_text(comparison)
    assert "row removed: accounts inventories: inventories," in text
    assert "row added: accounts stocks: (none) -> stocks," in text


def test_a_changed_unit_is_told_once_with_what_it_does_to_the_amounts(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "report.toml"
        head, table, rest = path.read_text(encoding="utf-8").partition('table = "general_bs"')
        path.write_text(head + table + rest.replace("thousand_yen", "million_yen", 1), encoding="utf-8")

    comparison = changed(small, tmp_path, edit)
    sentence = (
        "unit changed from thousand_yen to million_yen for 76 figures, 76 of them printed as before; "
        "every amount becomes 1000 times what it was"
    )
    assert sentences(comparison) == [("unit", sentence)]
    assert {identity.rule for identity in comparison.broken} == {"X1", "X4"}
    assert "exact -> open, difference 16,790,868,324,000" in render_text(comparison)


def test_amounts_multiplied_under_the_same_unit_are_told(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "general_pl.csv"
        text = re.sub(r'"([0-9,]+)"', r'"\1,000"', path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")

    ((kind, sentence),) = sentences(changed(small, tmp_path, edit))
    assert kind == "scale"
    assert sentence.endswith("amounts that changed became 1000 times what they were, the unit did not change")


def test_swapped_columns_are_told_as_such(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "general_nw.csv"
        rows = list(read_rows(path))
        swap = {"fixed": "surplus", "surplus": "fixed"}
        swapped = [row | {"column": swap.get(row["column"], row["column"])} for row in rows]
        path.write_text(csv_text(list(rows[0]), swapped), encoding="utf-8")

    comparison = changed(small, tmp_path, edit)
    assert sentences(comparison) == [("swapped", "columns surplus and fixed swapped in all rows")]
    assert "X1" in {identity.rule for identity in comparison.broken}


def test_a_turned_sign_is_told_as_such(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "general_nw.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("△", ""), encoding="utf-8")

    assert [kind for kind, _ in sentences(changed(small, tmp_path, edit))] == ["sign"]


def test_a_year_restated_by_a_new_report_names_both_prints(small: Path, tmp_path: Path) -> None:
    new = TOWN.replace("2023", "2024")

    def edit(folder: Path) -> None:
        later = shutil.copytree(folder, folder.parent / new)
        about = (later / "report.toml").read_text(encoding="utf-8").replace(TOWN, new)
        (later / "report.toml").write_text(about.replace("fiscal_year = 2023", "fiscal_year = 2024", 1), encoding="utf-8")
        path = later / "general_bs.csv"
        path.write_text(path.read_text(encoding="utf-8").replace('"10,216,751"', '"10,216,951"'), encoding="utf-8")

    comparison = changed(small, tmp_path, edit)
    restated = [change for change in comparison.changes if change.kind == "restated"]
    assert [(c.where["report"], c.where["label"], c.what, c.before, c.after) for c in restated] == [
        (new, "土地", "the year 2023", f"10,216,751 ({TOWN})", "10,216,951")
    ]
    assert needed_version(comparison) == "MINOR"
    assert "... and" in render_text(comparison)
    assert "... and" not in render_text(comparison, whole=True)


def test_an_identity_that_is_not_formed_any_more_counts_as_broken(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "general_pl.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if ",personnel_costs," not in line), encoding="utf-8")

    broken = changed(small, tmp_path, edit).broken
    assert ("PL0", "gone") in {(identity.rule, identity.after) for identity in broken}


def test_changes_of_published_columns_are_told_and_ask_for_a_version(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder.parents[1] / "schemas" / "facts.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        fields = {field["name"]: field for field in schema["fields"]}
        fields["fiscal_year"]["type"] = "string"
        del fields["remark"]
        schema["fields"] = [*fields.values(), {"name": "mood", "type": "string"}]
        path.write_text(json.dumps(schema), encoding="utf-8")

    comparison = changed(small, tmp_path, edit)
    assert [(s.kind, s.where, s.what, s.breaks) for s in comparison.schemas] == [
        ("column removed", "facts", "remark", True),
        ("column added", "facts", "mood", False),
        ("column changed", "facts", "fiscal_year.type", True),
    ]
    assert needed_version(comparison) == "MAJOR"


HOSTILE = "<script>[x](http://e.example)@octocat #12 `a`|b</details> &lt; 0123456789abcdef ![](x) **"


def test_hostile_words_stay_words_in_markdown(small: Path, tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "general_pl.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("経常費用", f"経常{HOSTILE}"), encoding="utf-8")

    text = render_markdown(changed(small, tmp_path, edit))
    bare = re.sub(r"\\.", "", text)  # without what is escaped
    tags = set(re.findall(r"</?[a-z]+>", bare))
    assert tags <= {"<details>", "</details>", "<summary>", "</summary>"}
    for act in ("[", "](", "`", "@octocat", "#12", "&lt;", "0123456789abcdef", "http:", "!"):
        assert act not in bare, act
    shown = re.sub(r"\\(.)", r"\1", text).replace("\u200b", "").replace("&amp;", "&")
    assert f"経常{HOSTILE}" in shown


def test_a_break_of_line_in_a_word_begins_no_block_in_markdown() -> None:
    words = "経常\n# 見出し\n\n| a | b |\n| --- | --- |\n```\n<script>alert(1)</script>\r\n- item\u2028> quote"
    text = list_section(words, [words, words], 1)
    lines = [line for line in text.splitlines() if line]
    starts = ("### ", "* 経常", "<details><summary>1 more</summary>", "* 経常", "</details>")
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    bare = re.sub(r"\\.", "", text.replace("<details><summary>", "").replace("</summary>", "").replace("</details>", ""))
    assert not set("<>|`") & set(bare)


def test_a_transcript_that_cannot_be_read_is_named(small: Path, tmp_path: Path) -> None:
    with pytest.raises(
        click.ClickException,
        match=r"general_pl\.csv:3: not a known form of amount(?s:.*)\n    mend: compare the row with the source",
    ):
        changed(small, tmp_path, _broken)


def _broken(folder: Path) -> None:
    path = folder / "general_pl.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = re.sub(r'"[^"]*"', '"12,34"', lines[2])
    path.write_text("".join(lines), encoding="utf-8")


def test_a_renamed_line_is_no_loss_and_no_gain(small: Path, tmp_path: Path) -> None:
    comparison = changed(small, tmp_path, replaced("general_bs", "inventories", "deferred_assets"))
    assert {change.kind for change in comparison.changes} == {"renamed"}


def test_a_mended_figure_has_to_be_told_among_the_corrections(small: Path, tmp_path: Path) -> None:
    mend = replaced("general_pl", '"1,281,707"', '"1,281,107"')
    (row,) = changed(small, tmp_path / "a", mend).corrections
    fact = f"{TOWN}:general_pl:employee_salaries:amount"
    assert row == f'1,0.1.0,source_changed|erred|restated,{fact},"1,281,707","1,281,107",理由,reason'

    def tell(folder: Path) -> None:
        mend(folder)
        path = folder.parents[1] / "reference" / "corrections.csv"
        path.write_text(
            path.read_text(encoding="utf-8") + row.replace("source_changed|erred|restated", "erred") + "\n", encoding="utf-8"
        )

    assert changed(small, tmp_path / "b", tell).corrections == ()


def test_a_line_that_only_moved_is_told_as_moved(small: Path, tmp_path: Path) -> None:
    moved = changed(small, tmp_path, replaced("general_bs", "\n285,", "\n999,"))
    assert [(c.kind, c.what, c.before, c.after) for c in moved.changes] == [("moved", "line", "285", "999")]


def test_a_removed_row_is_told(small: Path, tmp_path: Path) -> None:
    def cut(folder: Path) -> None:
        path = folder / "general_bs.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "inventories" not in line), encoding="utf-8")

    comparison = changed(small, tmp_path, cut)
    assert [(c.kind, c.where["label"], c.before) for c in comparison.changes] == [("removed", "棚卸資産", "6,233")]


def test_markdown_folds_long_lists_and_escapes_what_documents_say(small: Path, tmp_path: Path) -> None:
    def rename(folder: Path) -> None:
        path = folder / "general_pl.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("経常費用", "経常<b>費用*"), encoding="utf-8")

    text = render_markdown(changed(small, tmp_path, rename))
    assert "<b>" not in text
    assert "\\<b\\>" in text
    assert "<details><summary>" in text


def test_json_holds_every_change(small: Path, tmp_path: Path) -> None:
    comparison = changed(small, tmp_path, replaced("general_pl", '"1,281,707"', '"1,281,107"'))
    assert len(json.loads(json.dumps(render_json(comparison)))["changes"]) == 1
