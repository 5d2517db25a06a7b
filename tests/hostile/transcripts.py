"""Transcripts as a stranger may send them in a pull request: each differs from a good one in one thing that must be refused."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

REPORT = "jlis-2030-statements"
META = f"""\
[report]
report = "{REPORT}"
body = "jlis"
kind = "statements"
fiscal_year = 2030
title = "財務書類"
rounding = "nearest"

[source]
file = "a.txt"
page = ""

[[tables]]
table = "general_bs"
title = "貸借対照表"
form = "unified_bs"
statement = "balance_sheet"
scope = "general"
fiscal_year = 2030
unit = "yen"
line = 1
"""
HEAD = "line,path,label,account,column,printed\n"
ROW = "9,,資産合計,total_assets,amount,5\n"

Attack = Callable[[Path], None]


def write_good(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text(META, encoding="utf-8")
    (folder / "general_bs.csv").write_text(HEAD + ROW, encoding="utf-8")


def meta(old: str, new: str) -> Attack:
    assert old in META

    def attack(folder: Path) -> None:
        (folder / "report.toml").write_text(META.replace(old, new), encoding="utf-8")

    return attack


def table(text: str | bytes) -> Attack:
    def attack(folder: Path) -> None:
        (folder / "general_bs.csv").write_bytes(text.encode() if isinstance(text, str) else text)

    return attack


def row(old: str, new: str) -> Attack:
    assert old in ROW
    return table(HEAD + ROW.replace(old, new))


def link(name: str, target: str) -> Attack:
    def attack(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(target)

    return attack


def pipe(name: str) -> Attack:
    def attack(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return attack


def sparse(name: str, size: int) -> Attack:
    return lambda folder: os.truncate(folder / name, size)


def renamed(name: str) -> Attack:
    def attack(folder: Path) -> None:
        folder.rename(folder.parent / name)
        path = folder.parent / name / "report.toml"
        path.write_text(META.replace(REPORT, name), encoding="utf-8")

    return attack


def elsewhere(folder: Path) -> None:
    away = folder.parent.parent / "elsewhere"
    shutil.move(folder, away)
    folder.symlink_to(away)


# What is done -> how, and what is said of it.
ATTACKS: dict[str, tuple[Attack, str]] = {
    "table_links_to_passwords": (link("general_bs.csv", "/etc/passwd"), "found a link to another place"),
    "table_links_to_zeros": (link("general_bs.csv", "/dev/zero"), "found a link to another place"),
    "meta_links_to_passwords": (link("report.toml", "/etc/passwd"), "found a link to another place"),
    "folder_links_elsewhere": (elsewhere, "expected a folder, found a link to another place"),
    "table_is_a_pipe": (pipe("general_bs.csv"), "found a pipe or a device"),
    "meta_is_a_pipe": (pipe("report.toml"), "found a pipe or a device"),
    "table_of_gigabytes": (sparse("general_bs.csv", 2_000_000_000), "expected at most 5,000,000 bytes"),
    "meta_of_gigabytes": (sparse("report.toml", 2_000_000_000), "expected at most 1,000,000 bytes"),
    "called_as_the_folder_of_bodies": (renamed("bodies"), "expected a report id"),
    "called_as_the_folder_of_taxonomies": (renamed("xbrl"), "expected a report id"),
    "called_as_a_device": (renamed("con"), "expected a report id"),
    "says_another_report": (meta(f'report = "{REPORT}"', 'report = "jlis-2016-settlement"'), "as the folder is called"),
    "body_leads_out": (meta('"jlis"', '"../../../x"'), "expected a known body, found '../../../x'"),
    "kind_is_markup": (meta('kind = "statements"', 'kind = "<b>"'), "expected kind of [report] as a word of small letters"),
    "title_of_two_lines": (meta('"財務書類"', '"a\\n::error::x"'), "expected a text of one line"),
    "title_nobody_sees": (meta('"財務書類"', '"財\\u200b務"'), "found the character U+200B that nobody can see"),
    "title_is_a_date": (meta('"財務書類"', "1979-05-27"), "expected title of [report] as text"),
    "source_leads_out": (meta('"a.txt"', '"../../a.txt"'), "expected file of [source] as the name of a file"),
    "source_is_a_list": (meta('"a.txt"', '["a.txt"]'), "expected file of [source] as text"),
    "page_runs": (meta('page = ""', 'page = "javascript:x"'), "expected page of [source] as an address"),
    "page_hides_its_host": (meta('page = ""', 'page = "https://town.jp@evil.example/"'), "expected page of [source] as"),
    "page_breaks_out_of_markdown": (meta('page = ""', 'page = "https://a/)[x](b"'), "expected page of [source] as"),
    "line_is_true": (meta("line = 1", "line = true"), "expected line and page of the table general_bs as numbers"),
    "key_of_thousands_of_dots": (
        meta("line = 1", f"line = 1\n{'.'.join('a' * 20_000)} = 1"),
        "expected at most 4,000 characters",
    ),
    "keys_of_hundreds_of_dots": (meta("[source]", f"{'.'.join('a' * 1_900)} = 1\n[source]"), "expected a of [report] as text"),
    "deep_brackets": (meta("line = 1", f"line = 1\nx = {'[' * 3_000}"), "expected TOML"),
    "table_is_a_device": (meta('table = "general_bs"', 'table = "con"'), "expected a table id"),
    "form_nobody_knows": (meta('"unified_bs"', '"nope"'), "expected a known form, found 'nope'"),
    "unit_nobody_knows": (meta('unit = "yen"', 'unit = "bitcoin"'), "expected a known unit, found 'bitcoin'"),
    "statement_of_another_form": (meta('"balance_sheet"', '"cash_flow"'), "expected the statement balance_sheet"),
    "table_without_figures": (table(HEAD), "expected figures, found none"),
    "table_empty": (table(""), "found a heading without account"),
    "column_twice": (table(HEAD.replace("path", "label") + ROW), "found a heading without path"),
    "column_nobody_knows": (table(HEAD.replace("\n", ",remarks\n") + ROW.replace("\n", ",x\n")), "a heading with ['remarks']"),
    "cells_beyond_the_heading": (table(HEAD + ROW.replace("\n", ",x\n")), "expected 6 cells as in the heading, found 7"),
    "table_in_utf16": (table((HEAD + ROW).encode("utf-16")), "expected text in UTF-8"),
    "table_in_shift_jis": (table((HEAD + ROW).encode("cp932")), "expected text in UTF-8"),
    "table_with_nul": (table(HEAD + ROW.replace("資", "\0")), "U+0000"),
    "table_with_an_open_quote": (table(HEAD + '"' + "a\n" * 1_000_000), "expected a table as CSV"),
    "account_nobody_knows": (row("total_assets", "nope"), "expected a known account, found 'nope'"),
    "account_leads_out": (row("total_assets", "../x"), "expected account in small letters"),
    "column_of_escapes": (row("amount", "\x1b[2J"), "found the control character U+001B"),
    "label_turned_around": (row("資産", "\u202e資産"), "found the control character U+202E"),
    "label_of_two_lines": (row("資産合計", '"資\n産"'), "expected a text of one line"),
    "label_is_a_command": (row("資産合計", "::add-mask::5"), "found a command of the forge '::add-mask::5'"),
    "label_holds_a_command": (row("資産合計", "資産##[error]x"), "found a command of the forge"),
    "label_is_a_formula": (row("資産合計", "=cmd|x"), "found the beginning of a formula"),
    "line_of_another_script": (row("9,", "٩,"), "expected a number"),
    "line_with_underscore": (row("9,", "1_0,"), "expected a number"),
    "figure_of_escapes": (row(",5\n", ",5\u202e\n"), "found the control character U+202E"),
}
