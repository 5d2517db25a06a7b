"""Shards of pages: the site built of them is, to the byte, the one MkDocs makes of all pages at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.replacing import link_tree
from scripts.show import build_site
from scripts.show.shards import FOLDER, ROOT, is_kept, shards_of
from scripts.show.site import SiteError
from scripts.stamps import Hashes
from scripts.verbs.same import differences
from tests.show.made_up import REPORT

BODY, TABLE = "bodies/123456/index.md", f"reports/{REPORT}/general_bs/index.md"
ENVIRONMENT = {"SITE_URL": "https://example.org/accounts/", "SOURCE_DATE_EPOCH": "1763600000"}


@pytest.fixture
def copies(pages: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pages, tmp_path / "build" / "pages"))


def add_page(copies: Path, place: str) -> None:
    for language in ("ja", "en"):
        (copies / language / place).mkdir(parents=True)
        shutil.copy2(copies / language / TABLE, copies / language / place / "index.md")


def build_whole(pages: Path, site: Path) -> None:
    """Let MkDocs build the Japanese pages at once, as somebody would by hand."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site)]
    environment = {**os.environ, **ENVIRONMENT, **quiet, "PAGES_JA": str(pages / "ja")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def test_the_site_of_shards_is_that_of_all_pages_at_once(copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for place in ("national/011002", "national/131016", "national/hokkaido", f"reports/{REPORT}/general_bs/2", "bodies/999999"):
        add_page(copies, place)
    build_site(copies, tmp_path / "site")
    build_whole(copies, tmp_path / "whole")
    shutil.rmtree(tmp_path / "site" / "en")
    shutil.rmtree(tmp_path / "whole" / "assets" / "javascripts")
    for path in (tmp_path / "whole").rglob("*.map"):
        path.unlink()
    assert list(differences(tmp_path / "site", tmp_path / "whole")) == []
    names = {shard.name for shard in shards_of(copies, Hashes())}
    assert names == {"rest", "sitemap", f"report-{REPORT}", "bodies-12", "bodies-99", "national-01", "national-04"}
    listed = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert f"https://example.org/accounts/reports/{REPORT}/general_bs/2/index.html" in listed


def test_a_page_that_changes_has_its_own_shard_built_and_no_other(copies: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build_site(copies, site) == 8
    page = site / "reports" / REPORT / "general_bs" / "index.html"
    rules = (site / "rules" / "index.html").stat().st_ino
    assert build_site(copies, site) == 0
    text = (copies / "ja" / TABLE).read_text(encoding="utf-8")
    (copies / "ja" / TABLE).write_text(f"{text}\n\nOne more line.\n", encoding="utf-8")
    assert build_site(copies, site) == 1
    assert "One more line." in page.read_text(encoding="utf-8")
    assert (site / "rules" / "index.html").stat().st_ino == rules
    assert len(list((copies.parent / FOLDER).iterdir())) == 16
    # Somebody writes into the site, where files are further names of what is kept.
    page.write_text("mine", encoding="utf-8")
    assert build_site(copies, site) == 1
    assert "One more line." in page.read_text(encoding="utf-8")


def test_what_a_killed_run_left_goes(copies: Path, tmp_path: Path) -> None:
    build_site(copies, tmp_path / "site")
    kept = copies.parent / FOLDER
    half = next(shard for shard in shards_of(copies, Hashes()) if shard.name == "rest")
    half.list.unlink()
    (kept / ".ja-half" / "docs").mkdir(parents=True)
    assert not is_kept(half, Hashes())
    assert build_site(copies, tmp_path / "site") == 1
    assert not (kept / ".ja-half").exists()


def test_a_markdown_link_out_of_a_shard_is_named_with_its_mend(copies: Path, tmp_path: Path) -> None:
    page = copies / "ja" / BODY
    page.write_text(page.read_text(encoding="utf-8") + "\n[a rule](../../rules/BS1/index.md)\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"rules/BS1/index\.md.*not found(?s:.*)link them from it in HTML, not in Markdown"):
        build_site(copies, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_site_of_before_the_last_is_brought_up_and_takes_its_place(copies: Path, tmp_path: Path) -> None:
    site, spare = tmp_path / "site", tmp_path / "build" / "site-spare"
    states = []
    for place in ("national/011002", "national/131016", "national/011002"):
        for language in ("ja", "en"):
            shutil.rmtree(copies / language / "national", ignore_errors=True)
        add_page(copies, place)
        build_site(copies, site)
        (site / "CNAME").write_text("kept", encoding="utf-8")
        states.append({path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    assert states[0] == states[2]
    assert "national/131016/index.html" in states[1]
    assert not (site / "national" / "131016").exists()
    # Killed between the two renames, and after them.
    old = spare.with_name("site-spare-old")
    for absent in (site, spare):
        absent.rename(old)
        build_site(copies, site)
        assert {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()} == states[0]
        assert not old.exists()


def test_a_tree_of_links_holds_what_is_wanted_and_nothing_else(tmp_path: Path) -> None:
    source, folder = tmp_path / "source", tmp_path / "folder"
    (folder / "gone" / "deep").mkdir(parents=True)
    (folder / "gone" / "deep" / "file").write_text("old", encoding="utf-8")
    (folder / "name").write_text("a file where a folder is wanted", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    (folder / "lost").symlink_to(tmp_path / "nowhere")
    source.write_text("new", encoding="utf-8")
    wanted = {f"name{os.sep}file": str(source), "lost": str(source)}
    for _ in range(2):
        link_tree(wanted, folder)
        assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == ["lost", "name", "name/file"]
        assert (folder / "name" / "file").samefile(source)
