"""What changed between two states, told in accounting terms."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.compare import Comparison, compare, render_json, render_markdown, render_text
from scripts.verbs.diff import PACKAGE, state_of

ROOT = Path(__file__).resolve().parents[2]
TOWN = "294241-2023-statements"
Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's data with the town's report alone."""
    folder = tmp_path_factory.mktemp("before") / "datapackage"
    shutil.copytree(ROOT / PACKAGE / "reference", folder / "reference")
    shutil.copytree(ROOT / PACKAGE / "sources" / TOWN, folder / "sources" / TOWN)
    return folder


def changed(small: Path, target: Path, edit: Edit) -> Comparison:
    after = shutil.copytree(small, target / "datapackage")
    edit(after / "sources" / TOWN)
    return compare(state_of(small), state_of(after))


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


def test_a_renamed_account_is_no_loss_and_no_gain(small: Path, tmp_path: Path) -> None:
    comparison = changed(small, tmp_path, replaced("general_bs", "inventories", "deferred_assets"))
    assert {change.kind for change in comparison.changes} == {"renamed"}


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
