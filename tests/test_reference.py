"""The reference tables of the unified standard contradict neither themselves nor one another."""

import copy
import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.labels import fold_label

FOLDER = Path(__file__).resolve().parent.parent / "datapackage" / "reference"
WEIGHTS = (6, 5, 4, 3, 2)
FULL_WIDTH = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
EXTERNAL = "external:"

COLUMNS = {
    "accounts": "account taxonomy statement form order parent sums_to sign period columns label_ja label_en"
    " definition_ja definition_en side named",
    "labels": "account variant",
    "forms": "form taxonomy statement sides title_ja title_en variants parts",
    "columns": "form column order label_ja label_en variants sums_to sign period rule unit",
    "scopes": "scope label_ja label_en variants",
    "units": "unit label_ja label_en variants factor decimals",
    "segments": "segment label_ja label_en variants order",
    "bodies": "body name_ja name_en prefecture kind",
    "rules": "rule kind statement title_ja title_en sentence_ja sentence_en scopes only_if_nil",
    "identities": "rule case term account column weight optional year scope",
    "ratios": "rule case term part account column weight within",
    "sums": "rule sums taxonomy statement form column account",
    "kin": "account kin",
    "near_sums": "near_sum account column weight",
    "label_heads": "form order label_ja label_en variants role",
    "head_words": "kind words description_ja description_en",
    "stand_ins": "form account column stand_in stand_in_column sign",
    "notes": "note form account announced_by columns shape rows description_ja description_en",
    "note_lines": "account form order label_ja label_en variants pattern unit named",
    "other_standards": "standard label_ja label_en marker where",
    "ignored": "rule pattern where description_ja description_en",
    "indicators": "indicator formula numerator denominator unit label_ja label_en notes_ja notes_en",
}
KEYS = {
    "accounts": "account",
    "labels": "account variant",
    "forms": "form",
    "columns": "form column",
    "scopes": "scope",
    "units": "unit",
    "segments": "segment",
    "bodies": "body",
    "rules": "rule",
    "identities": "rule case term",
    "ratios": "rule case term",
    "sums": "sums taxonomy statement form column account",
    "kin": "account kin",
    "near_sums": "near_sum account column",
    "label_heads": "form order",
    "head_words": "kind",
    "stand_ins": "form account column",
    "notes": "note",
    "note_lines": "account",
    "other_standards": "standard marker where",
    "ignored": "rule",
    "indicators": "indicator",
}
WORDINGS = ("scopes", "units", "segments")
KINDS = {"labels", "tree", "balance", "link", "column", "note", "schedule", "year", "unit", "print", "segment", "basis", "ratio"}

Row = dict[str, str]
Tables = dict[str, list[Row]]
Guard = Callable[[Tables], Iterator[str]]


def split(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def by(tables: Tables, table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in tables[table]}


def columns_missing(tables: Tables) -> Iterator[str]:
    for table, names in COLUMNS.items():
        for row in tables[table]:
            if lost := [name for name in names.split() if row.get(name) is None]:
                yield f"{table}: without {', '.join(lost)}: {row}"


def keys_repeated(tables: Tables) -> Iterator[str]:
    for table, names in KEYS.items():
        seen: set[tuple[str, ...]] = set()
        for row in tables[table]:
            key = tuple(row[name] for name in names.split())
            if key in seen or not key[0]:
                yield f"{table}: {key} is empty or stands twice"
            seen.add(key)


def accounts_misplaced(tables: Tables) -> Iterator[str]:
    """A parent stands before its children; a balance (receipts less payments) stands behind them, at its figure."""
    accounts = by(tables, "accounts", "account")
    balances = {row["parent"] for row in accounts.values() if row["sign"] == "-1" and row["sums_to"] == row["parent"]}
    for row in accounts.values():
        parent = accounts.get(row["parent"])
        if not row["parent"]:
            continue
        if parent is None or parent["form"] != row["form"]:
            yield f"{row['account']}: parent {row['parent']} is no line of {row['form']}"
        elif (int(parent["order"]) > int(row["order"])) != (row["parent"] in balances):
            yield f"{row['account']}: stands on the wrong side of its parent {row['parent']}"


def orders_broken(tables: Tables) -> Iterator[str]:
    forms: dict[str, list[int]] = {}
    for row in tables["accounts"]:
        forms.setdefault(row["form"], []).append(int(row["order"]))
    for form, orders in forms.items():
        if sorted(orders) != list(range(1, len(orders) + 1)):
            yield f"{form}: its lines are not counted from 1 without gaps"


def sums_broken(tables: Tables) -> Iterator[str]:
    accounts = by(tables, "accounts", "account")
    for row in accounts.values():
        if (row["sums_to"] == "") != (row["sign"] == "") or row["sign"] not in ("", "1", "-1"):
            yield f"{row['account']}: sums_to and sign belong together, sign is 1 or -1"
        seen: set[str] = set()
        here = row
        while here["sums_to"]:
            above = accounts.get(here["sums_to"])
            if above is None or above["form"] != row["form"] or above["account"] in seen:
                yield f"{row['account']}: {here['sums_to']} is no total of {row['form']}, or adds up to itself"
                break
            seen.add(above["account"])
            here = above


def forms_unknown(tables: Tables) -> Iterator[str]:
    forms = by(tables, "forms", "form")
    used = {row["form"] for row in tables["accounts"]}
    for form in forms.values():
        if form["form"] not in used and not form["parts"]:
            yield f"{form['form']}: a form without lines"
        if lost := [part for part in split(form["parts"]) if part not in used]:
            yield f"{form['form']}: no such part: {lost}"
    for table in ("accounts", "columns", "notes", "note_lines"):
        yield from (f"{table}: no such form: {row['form']}" for row in tables[table] if row["form"] not in forms)
    for row in tables["accounts"]:
        if (row["side"] != "") != (forms.get(row["form"], {}).get("sides") == "2"):
            yield f"{row['account']}: a side belongs to a form of two sides and to no other"


def columns_unknown(tables: Tables) -> Iterator[str]:
    known = {(row["form"], row["column"]) for row in tables["columns"]}
    rules = by(tables, "rules", "rule")
    for row in tables["accounts"]:
        yield from (f"{row['account']}: no column {c}" for c in split(row["columns"]) if (row["form"], c) not in known)
    for row in tables["columns"]:
        if row["sums_to"] and ((row["form"], row["sums_to"]) not in known or row["rule"] not in rules):
            yield f"{row['form']}.{row['column']}: no such total or rule"


def labels_unfit(tables: Tables) -> Iterator[str]:
    for table, names in COLUMNS.items():
        japanese = [n for n in names.split() if n.endswith("_ja") and n != "notes_ja"]
        for row in tables[table]:
            for name in japanese:
                english = row[name.removesuffix("_ja") + "_en"] if table != "bodies" else "-"
                if not row[name] or not english or FULL_WIDTH.search(english):
                    yield f"{table}: {name.removesuffix('_ja')} is missing or full-width in English: {next(iter(row.values()))}"


def wordings_ambiguous(tables: Tables) -> Iterator[str]:
    accounts = by(tables, "accounts", "account")
    wordings = [(row["account"], row["label_ja"]) for row in tables["accounts"]]
    wordings += [(row["account"], row["variant"]) for row in tables["labels"]]
    seen: dict[tuple[str, ...], str] = {}
    for account, text in wordings:
        if account not in accounts:
            yield f"labels: no such account: {account}"
            continue
        row = accounts[account]
        key = (row["form"], row["side"], row["parent"], fold_label(text))
        if seen.setdefault(key, account) != account and not row["named"]:
            yield f"{text}: {account} or {seen[key]}?"
    for row in tables["labels"]:
        if fold_label(row["variant"]) == fold_label(accounts.get(row["account"], row | {"label_ja": ""})["label_ja"]):
            yield f"{row['account']}: the variant {row['variant']} folds to the label itself"


def names_not_framed(tables: Tables) -> Iterator[str]:
    """A line that each document names itself bears a placeholder in brackets, and no other line does."""
    for row in tables["accounts"]:
        if (row["named"] == "yes") != bool(re.fullmatch(r"（.*）", row["label_ja"])):
            yield f"{row['account']}: named lines are labelled in brackets, others are not"


def codes_ambiguous(tables: Tables) -> Iterator[str]:
    for table in WORDINGS:
        seen: dict[str, str] = {}
        for row in tables[table]:
            code = next(iter(row.values()))
            for text in [row["label_ja"], *split(row["variants"])]:
                if seen.setdefault(fold_label(text), code) != code:
                    yield f"{table}: {text}: {code} or {seen[fold_label(text)]}?"


def rules_broken(tables: Tables) -> Iterator[str]:
    rules = by(tables, "rules", "rule")
    accounts = by(tables, "accounts", "account")
    terms = tables["identities"] + tables["ratios"]
    for row in rules.values():
        if row["kind"] not in KINDS:
            yield f"{row['rule']}: unknown kind {row['kind']}"
        if (row["kind"] in ("tree", "column", "labels")) == any(term["rule"] == row["rule"] for term in terms):
            yield f"{row['rule']}: a rule of kind {row['kind']} has terms, or has none"
        yield from (f"{row['rule']}: no account {name}" for name in split(row["only_if_nil"]) if name not in accounts)
    for term in terms:
        account = accounts.get(term["account"])
        if term["rule"] not in rules:
            yield f"{term['rule']}: terms without a rule"
        if account is None or term["column"] not in split(account["columns"]):
            yield f"{term['rule']}: no column {term['column']} of {term['account']}"
        if term["weight"] not in ("1", "-1") or term.get("optional", "") not in ("", "yes"):
            yield f"{term['rule']}: weight or optional of {term['account']}"


def notes_unknown(tables: Tables) -> Iterator[str]:
    accounts = by(tables, "accounts", "account")
    lines = by(tables, "note_lines", "account")
    for row in tables["accounts"]:
        if row["statement"] == "note" and row["account"] not in lines:
            yield f"note_lines: {row['account']} is missing"
    for row in tables["note_lines"]:
        if row["account"] not in accounts or accounts[row["account"]]["form"] != row["form"]:
            yield f"note_lines: no line {row['account']} of {row['form']}"
        re.compile(row["pattern"])
    for row in tables["notes"]:
        if row["account"] and row["account"] not in accounts:
            yield f"notes: no account {row['account']}"


def check_digits_wrong(tables: Tables) -> Iterator[str]:
    for row in tables["bodies"]:
        code = row["body"]
        if not re.fullmatch(r"[0-9]{6}", code):
            if not re.fullmatch(r"[a-z-]+", code):
                yield f"{code}: neither a code of six digits nor a slug"
            continue
        rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, code[:5], strict=True)) % 11
        if str(11 - rest)[-1] != code[5]:
            yield f"{code}: the check digit of {row['name_ja']} is {str(11 - rest)[-1]}"


def bodies_missing(tables: Tables) -> Iterator[str]:
    kinds = [row["kind"] for row in tables["bodies"]]
    if (kinds.count("prefecture"), sum(kinds.count(k) for k in ("city", "town", "village", "ward"))) != (47, 1741):
        yield "bodies: not 47 prefectures and 1,741 municipalities"


def markers_shared(tables: Tables) -> Iterator[str]:
    """A word that tells another standard is no label of the unified one."""
    own = {fold_label(row["label_ja"]) for row in tables["accounts"]} | {fold_label(row["variant"]) for row in tables["labels"]}
    titles = {fold_label(text) for row in tables["forms"] for text in [row["title_ja"], *split(row["variants"])]}
    for row in tables["other_standards"]:
        if fold_label(row["marker"]) in {"row": own, "title": titles}.get(row["where"], own | titles | {row["marker"]}):
            yield f"{row['standard']}: {row['marker']} is a word of the unified standard, or stands nowhere"


def patterns_broken(tables: Tables) -> Iterator[str]:
    for row in tables["ignored"]:
        if row["where"] not in ("anywhere", "line", "prose", "raw") or re.compile(row["pattern"]).search(""):
            yield f"ignored: {row['rule']}: unknown place, or matches nothing at all"


def formulas_broken(tables: Tables) -> Iterator[str]:
    accounts = by(tables, "accounts", "account")
    for row in tables["indicators"]:
        for part in ("numerator", "denominator"):
            text = row[part]
            if text and not re.fullmatch(r"[+-] \S+(?: [+-] \S+)*", text):
                yield f"{row['indicator']}: {part}: expected signs and terms"
            for name in re.findall(r"[+-] (\S+)", text):
                if not name.startswith(EXTERNAL) and name.split(".")[0] not in accounts:
                    yield f"{row['indicator']}: {part}: no account {name}"


def spoil(table: str, key: str, name: str, column: str, value: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        next(row for row in tables[table] if row[key] == name)[column] = value

    return change


def drop(table: str, column: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        del tables[table][0][column]

    return change


def repeat(table: str) -> Callable[[Tables], None]:
    return lambda tables: tables[table].append(tables[table][0])


GUARDS: list[tuple[Guard, Callable[[Tables], None]]] = [
    (columns_missing, drop("units", "label_en")),
    (keys_repeated, repeat("accounts")),
    (accounts_misplaced, spoil("accounts", "account", "business_land", "parent", "operating_balance")),
    (accounts_misplaced, spoil("accounts", "account", "tangible_fixed_assets", "order", "99")),
    (orders_broken, spoil("accounts", "account", "total_assets", "order", "1")),
    (sums_broken, spoil("accounts", "account", "total_assets", "sums_to", "fixed_assets")),
    (sums_broken, spoil("accounts", "account", "fixed_assets", "sign", "")),
    (forms_unknown, spoil("accounts", "account", "total_assets", "form", "unified_bz")),
    (forms_unknown, spoil("accounts", "account", "total_assets", "side", "")),
    (columns_unknown, spoil("accounts", "account", "total_assets", "columns", "amounts")),
    (labels_unfit, spoil("accounts", "account", "total_assets", "label_en", "Total assets（合計）")),
    (labels_unfit, spoil("units", "unit", "yen", "label_en", "")),
    (wordings_ambiguous, spoil("labels", "account", "local_bonds", "variant", "長期未払金")),
    (wordings_ambiguous, spoil("labels", "account", "local_bonds", "account", "bonds")),
    (names_not_framed, spoil("accounts", "account", "schedule_funds_item", "named", "")),
    (codes_ambiguous, spoil("units", "unit", "people", "variants", "千円")),
    (rules_broken, spoil("identities", "rule", "BS1", "rule", "BS9")),
    (rules_broken, spoil("identities", "rule", "X1", "column", "fixed_assets")),
    (rules_broken, spoil("rules", "rule", "X5", "only_if_nil", "disposals")),
    (notes_unknown, spoil("note_lines", "account", "note_primary_balance", "account", "primary_balance")),
    (check_digits_wrong, spoil("bodies", "body", "294241", "body", "294242")),
    (bodies_missing, repeat("bodies")),
    (markers_shared, spoil("other_standards", "marker", "株主資本", "marker", "固定資産")),
    (patterns_broken, spoil("ignored", "rule", "date", "pattern", "[0-9]*")),
    (formulas_broken, spoil("indicators", "indicator", "net_assets_ratio", "denominator", "+ assets")),
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    def read(path: Path) -> list[Row]:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return {name: read(FOLDER / f"{name}.csv") for name in COLUMNS}


@pytest.mark.parametrize("guard", dict.fromkeys(guard for guard, _ in GUARDS), ids=lambda guard: guard.__name__)
def test_the_reference_tables_hold_together(guard: Guard, tables: Tables) -> None:
    assert list(guard(tables)) == []


@pytest.mark.parametrize(("guard", "change"), GUARDS, ids=[f"{guard.__name__}-{n}" for n, (guard, _) in enumerate(GUARDS)])
def test_a_contradiction_put_into_the_tables_is_found(guard: Guard, change: Callable[[Tables], None], tables: Tables) -> None:
    spoiled = copy.deepcopy(tables)
    change(spoiled)
    assert list(guard(spoiled))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_is_written_in_one_canonical_form(name: str, tables: Tables) -> None:
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert text.split("\n")[0] == ",".join(COLUMNS[name].split())
    assert all(value == value.strip() for row in tables[name] for value in row.values())


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("date", "令和6年3月31日現在"),
        ("law_article", "地方公営企業法第 26 条第 1 項の規定"),
        ("law_article", "地方自治法第 235 条の 5 に基づき"),
        ("fiscal_year", "昭和 59 年度以前"),
        ("form_number", "様式第2号及び第3号"),
        ("enumerator", "(2) 有価証券"),
        ("enumerator", "1. 重要な会計方針"),
        ("useful_life", "建物 13年~50年"),
        ("amount_threshold", "20 万円未満であるとき"),
        ("policy_amount", "美術品は 300 万円)以上"),
        ("page_number", " - 5 - "),
        ("page_number", "53/94"),
        ("contents_page", "財務書類とは……… 6"),
        ("rate_band", "1.5%超 2.0%以下"),
        ("maturity_band", "5年超 10年以内"),
        ("due_within", "1年内償還予定地方債"),
        ("western_year", "2023年度"),
        ("circled_number", "①資産"),
        ("note_reference", "減価償却費(注1)"),
    ],
)
def test_a_number_that_is_no_figure_has_its_rule(rule: str, text: str, tables: Tables) -> None:
    assert re.search(by(tables, "ignored", "rule")[rule]["pattern"], text)


@pytest.mark.parametrize(
    "text",
    [
        "205,655 千円",
        "固定資産\t26,923,275",
        "12.7",
        "△ 160",
        "443",
        "1.81 %",
        "- 千円",
        "その他※ 443",
        "12 千円",
        "新しい科目\t35",
        "-",
    ],
)
def test_a_figure_is_taken_for_nothing_else(text: str, tables: Tables) -> None:
    found = [row["rule"] for row in tables["ignored"] if re.search(row["pattern"], text)]
    assert found == []
