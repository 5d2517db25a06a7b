"""A small published folder, made up by hand: one body with hostile names, one report, four statements and a note."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]

HOSTILE = '<script>alert("1")</script> *a* `b` [c](d) {#e} <!--/html--> & </table>'
REPORT = "123456-2023-statements"
ACCOUNTS = {
    # In this order: statement, form, parent, sums_to, sign, side, label_ja, label_en.
    "fixed_assets": ("balance_sheet", "bs", "", "total_assets", 1, "assets", "固定資産", "Fixed assets"),
    "land": ("balance_sheet", "bs", "fixed_assets", "fixed_assets", 1, "assets", "土地", "Land"),
    "buildings": ("balance_sheet", "bs", "fixed_assets", "fixed_assets", 1, "assets", "建物", "Buildings"),
    "depreciated": ("balance_sheet", "bs", "fixed_assets", "fixed_assets", 1, "assets", "建物減価償却累計額", "Depreciation"),
    "vessels": ("balance_sheet", "bs", "fixed_assets", "fixed_assets", 1, "assets", "船舶", "Vessels"),
    "current_assets": ("balance_sheet", "bs", "", "total_assets", 1, "assets", "流動資産", "Current assets"),
    "total_assets": ("balance_sheet", "bs", "", "", "", "assets", "資産合計", "Total assets"),
    "local_bonds": ("balance_sheet", "bs", "", "total_liabilities", 1, "liabilities", "地方債", "Local bonds"),
    "total_liabilities": ("balance_sheet", "bs", "", "", "", "liabilities", "負債合計", "Total liabilities"),
    "total_net_assets": ("balance_sheet", "bs", "", "", "", "liabilities", "純資産合計", "Total net assets"),
    "ordinary_costs": ("cost_statement", "pl", "", "", "", "", "経常費用", "Ordinary costs"),
    "personnel_costs": ("cost_statement", "pl", "ordinary_costs", "ordinary_costs", 1, "", "人件費", "Personnel costs"),
    "transfer_costs": ("cost_statement", "pl", "ordinary_costs", "ordinary_costs", 1, "", "移転費用", "Transfer costs"),
    "ordinary_revenues": ("cost_statement", "pl", "", "", "", "", "経常収益", "Ordinary revenues"),
    "net_administrative_cost": ("cost_statement", "pl", "", "", "", "", "純行政コスト", "Net administrative cost"),
    "opening_net_assets": ("net_assets", "nw", "", "", "", "", "前年度末純資産残高", "Opening net assets"),
    "nw_net_administrative_cost": ("net_assets", "nw", "", "", "", "", "純行政コスト（△）", "Net cost deducted"),
    "sources_of_finance": ("net_assets", "nw", "", "", "", "", "財源", "Sources of finance"),
    "tax_revenues": ("net_assets", "nw", "sources_of_finance", "sources_of_finance", 1, "", "税収等", "Taxes"),
    "year_difference": ("net_assets", "nw", "", "", "", "", "本年度差額", "Difference for the year"),
    "closing_net_assets": ("net_assets", "nw", "", "", "", "", "本年度末純資産残高", "Closing net assets"),
    "opening_cash": ("cash_flow", "cf", "", "", "", "", "前年度末資金残高", "Opening cash"),
    "operating_revenue": ("cash_flow", "cf", "operating_balance", "operating_balance", 1, "", "業務収入", "Receipts"),
    "operating_balance": ("cash_flow", "cf", "", "", "", "", "業務活動収支", "Operating balance"),
    "closing_cash": ("cash_flow", "cf", "", "", "", "", "本年度末資金残高", "Closing cash"),
    "ratio": ("note", "note", "", "", "", "", "比率", "A ratio"),
}
# table -> rows of (path, label, account, {column: printed}); general prints everything, whole has no balance sheet.
STATEMENTS: dict[str, list[tuple[str, str, str, dict[str, str]]]] = {
    "general_bs": [
        ("", "固定資産", "fixed_assets", {"amount": "900"}),
        ("固定資産", "土地", "land", {"amount": "500"}),
        ("固定資産", "建 物", "buildings", {"amount": "600"}),
        ("固定資産", "建物減価償却累計額", "depreciated", {"amount": "△200"}),
        ("固定資産", "船舶", "vessels", {"amount": "-"}),
        ("", "流動資産", "current_assets", {"amount": "100"}),
        ("", "資産合計", "total_assets", {"amount": "1,000"}),
        ("", "地方債", "local_bonds", {"amount": "400"}),
        ("", "負債合計", "total_liabilities", {"amount": "400"}),
        ("", "純資産合計", "total_net_assets", {"amount": "600"}),
    ],
    "general_pl": [
        ("", "経常費用", "ordinary_costs", {"amount": "300"}),
        ("経常費用", "人件費", "personnel_costs", {"amount": "100"}),
        ("経常費用", "移転費用", "transfer_costs", {"amount": "200"}),
        ("", "経常収益", "ordinary_revenues", {"amount": "10"}),
        ("", "純行政コスト", "net_administrative_cost", {"amount": "290"}),
    ],
    "general_nw": [
        ("", "前年度末純資産残高", "opening_net_assets", {"total": "590", "fixed": "800"}),
        ("", "純行政コスト(△)", "nw_net_administrative_cost", {"total": "△290"}),
        ("財源", "税収等", "tax_revenues", {"total": "320"}),
        ("", "本年度差額", "year_difference", {"total": "30"}),
        ("", "本年度末純資産残高", "closing_net_assets", {"total": "600", "fixed": "850"}),
    ],
    "general_cf": [
        ("業務活動収支", "業務収入", "operating_revenue", {"amount": "330"}),
        ("", "業務活動収支", "operating_balance", {"amount": "40"}),
        ("", "前年度末資金残高", "opening_cash", {"amount": "60"}),
        ("", "本年度末資金残高", "closing_cash", {"amount": "100"}),
    ],
    "whole_nw": [("", "本年度末純資産残高", "closing_net_assets", {"total": "700", "fixed": "900"})],
    "general_note": [(HOSTILE, HOSTILE, "ratio", {"amount": "12.7"})],
}
GRANT = ("municipality", "population", "grant_yen")
TOWNS = {"123456": (HOSTILE, 1000, 600_000), "124567": ("北郡龍ケ崎町", 30_000, 18_003_000)}
FORMS = {"bs": "balance_sheet", "pl": "cost_statement", "nw": "net_assets", "cf": "cash_flow", "note": "note"}
TITLES = {"bs": "貸借対照表", "pl": "行政コスト計算書", "nw": "純資産変動計算書", "cf": "資金収支計算書", "note": HOSTILE}


def write_published(folder: Path) -> Path:
    """Write the folder, as the step before would, and give it."""
    shared, own = _shared(), _own()
    for where, tables in ((folder, {**shared, **own}), (folder / REPORT, own)):
        where.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            _write(where / f"{name}.csv", rows)
        resources = [{"name": "facts", "path": "facts.csv", "title": "Facts", "title_ja": HOSTILE, "schema": SCHEMA}]
        (where / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (folder / "quality.json").write_text(json.dumps(QUALITY), encoding="utf-8")
    return folder


SCHEMA = {"fields": [{"name": "missing", "type": "string", "title": "Missing", "constraints": {"enum": ["dash", "blank"]}}]}
QUALITY = {
    "facts": 30,
    "facts_with_value": 29,
    "tables": 6,
    "corroborated_share": 0.5,
    "identities": {"exact": 1, "rounding": 0, "explained": 1, "open": 0},
    "digit_detection": {"all": 0.9, "without_units_digit": 0.99, "by_unit": {"million_yen": {"all": 0.9}}},
    "sign_detection": 1.0,
    "uncorroborated": [{"fact_id": f"{REPORT}:general_cf:closing_cash:amount", "reason": "alone"}],
}


def _shared() -> dict[str, Sequence[Row]]:
    names = ("statement", "form", "parent", "sums_to", "sign", "side", "label_ja", "label_en")
    accounts = [
        {
            "account": account,
            **dict(zip(names, values, strict=True)),
            "taxonomy": "unified",
            "order": order,
            "definition_ja": HOSTILE,
            "definition_en": "What it is.",
            "named": "yes" if account == "ratio" else "",
        }
        for order, (account, values) in enumerate(ACCOUNTS.items(), 1)
    ]
    forms = [
        {"form": form, "taxonomy": "unified", "statement": statement, "title_ja": TITLES[form], "title_en": f"Form {form}"}
        for form, statement in FORMS.items()
    ]
    both = {"label_ja": "合計", "label_en": "Total"}
    columns = [{"form": "nw", "column": "total", "order": 1, **both}]
    columns.append({"form": "nw", "column": "fixed", "order": 2, "label_ja": "固定資産等形成分", "label_en": "Fixed"})
    scopes: list[Row] = [
        {"scope": scope, "label_ja": ja, "label_en": scope} for scope, ja in (("general", "一般会計等"), ("whole", "全体"))
    ]
    units: list[Row] = [
        {"unit": "million_yen", "label_ja": "百万円", "label_en": "Million yen", "factor": 1_000_000},
        {"unit": "percent", "label_ja": "%", "label_en": "Percent", "factor": ""},
    ]
    rule = {
        "title_ja": "貸借の一致",
        "title_en": "Balance",
        "sentence_ja": "左と右は等しい。",
        "sentence_en": "Both sides are equal.",
    }
    formula = {"numerator": "+ total_net_assets", "denominator": "+ total_assets", "label_ja": "純資産比率", "label_en": "Ratio"}
    return {
        "accounts": accounts,
        "forms": forms,
        "columns": columns,
        "scopes": scopes,
        "units": units,
        "segments": [{"segment": "total", "label_ja": "合計", "label_en": "Total", "order": 1}],
        "releases": [{"version": "0.1.0", "date": "2026-01-31"}, {"version": "0.2.0", "date": "2026-02-28"}],
        "bodies": [
            {"body": "123456", "name_ja": HOSTILE, "name_en": "Any Town", "prefecture": "どこか県", "kind": "town"},
            {
                "body": "120006",
                "name_ja": "どこか県",
                "name_en": "Any Prefecture",
                "prefecture": "どこか県",
                "kind": "prefecture",
            },
        ],
        "prefectures": [{"prefecture": "120006", "kana": "どこか", "slug": "any", "across": 10, "down": 7}],
        "contributions": [
            {"report": REPORT, "line": 9, "prefecture": "どこか県", "before_yen": 7000, "after_yen": 9000, "change_yen": 2000},
        ],
        "readings": [{"code": "124567", "kana": "りゅうがさき", "romaji": "Ryugasaki", "decided": "chosen"}],
        "grants": [
            {"report": REPORT, "line": 300 + number, "code": code, "prefecture": "どこか県", **dict(zip(GRANT, row, strict=True))}
            for number, (code, row) in enumerate(TOWNS.items())
        ],
        "rules": [{"rule": name, **rule} for name in ("BS1", "X1", "UNIT2", "UNIT4", "REP2")],  # the last are named in docs/
        "formulas": [{"indicator": "ratio_of_net_assets", "formula": "F1", **formula, "notes_ja": "", "notes_en": ""}],
    }


def _own() -> dict[str, Sequence[Row]]:
    tables = [_table(number, name) for number, name in enumerate(STATEMENTS, 1)]
    facts = [fact for table in tables for fact in _facts(table)]
    sides = [f"{REPORT}:general_bs:{account}:amount" for account in ("total_assets", "total_liabilities", "total_net_assets")]
    about = {"title": HOSTILE, "title_en": "Any report", "units": "million_yen", "rounding": "nearest", "publisher": HOSTILE}
    source = {"file": "any.txt", "sha256": "0" * 64, "page": "javascript:alert(1)", "licence": "", "licence_en": ""}
    gap = {"gap": -1_000_000, "places": ";".join(sides), "explanation_ja": HOSTILE, "explanation_en": ""}
    ratio = {"numerator": sides[2], "denominator": sides[0], "unit": "percent"}
    why = {"reason_ja": "資産合計が印刷されていない。", "reason_en": "Total assets are not printed."}
    indicator = {"body": "123456", "fiscal_year": 2023, "report": REPORT, "indicator": "ratio_of_net_assets", **ratio}
    derived = {"derived_id": f"{REPORT}:derived.whole:total_net_assets:amount", "report": REPORT, "scope": "whole"}
    mended = {"before": "1,001", "after": "1,000", "reason_ja": HOSTILE, "reason_en": HOSTILE}
    restated = {"earlier_fact_id": "", "fiscal_year": 2022, "before_yen": 1, "after_yen": 2, "change_yen": 1}
    return {
        "facts": facts,
        "tables": tables,
        "reports": [
            {"report": REPORT, "body": "123456", "kind": "statements", "fiscal_year": 2023, "version": "0.1.0", **about, **source}
        ],
        "corrections": [{"correction": 1, "version": "0.2.0", "kind": "erred", "report": REPORT, "fact_id": sides[0], **mended}],
        "restated_facts": [{"fact_id": sides[1], "report": REPORT, "earlier_report": "123456-2022-statements", **restated}],
        "checks": [
            {"check": f"{REPORT}:BS1:general_bs", "rule": "BS1", "report": REPORT, "status": "exact"},
            {"check": f"{REPORT}:X1:general_bs", "rule": "X1", "report": REPORT, "status": "explained"},
        ],
        "check_facts": [{"check": f"{REPORT}:BS1:general_bs", "fact_id": side, "weight": 1} for side in sides],
        "discrepancies": [{"check": f"{REPORT}:X1:general_bs", "rule": "X1", "report": REPORT, "status": "explained", **gap}],
        "derived_facts": [
            {
                **derived,
                "column": "amount",
                "account": "total_net_assets",
                "value": 700,
                "unit": "million_yen",
                "yen": 700_000_000,
                "rule": "X1",
                "source_facts": f"{REPORT}:whole_nw:closing_net_assets:total",
            }
        ],
        "indicators": [
            {**indicator, "scope": "general", "status": "computed", "value": "60.0000", "reason_ja": "", "reason_en": ""},
            {**indicator, "scope": "whole", "status": "not_computable", "value": "", **why},
        ],
    }


def _table(number: int, name: str) -> dict[str, object]:
    scope, form = name.split("_")
    about = {"report": REPORT, "table": name, "order": number, "form": form, "statement": FORMS[form], "scope": scope}
    return about | {"fiscal_year": 2023, "unit": "million_yen", "title": TITLES[form], "line": 10 * number}


def _facts(table: Row) -> list[dict[str, object]]:
    found = []
    for row, (path, label, account, printed) in enumerate(STATEMENTS[str(table["table"])], 1):
        for column, text in printed.items():
            value = "" if text == "-" else text.replace(",", "").replace("△", "-")
            percent = account == "ratio"
            found.append(
                {
                    "fact_id": f"{REPORT}:{table['table']}:{account}:{column}",
                    **{key: table[key] for key in ("report", "table", "statement", "scope", "fiscal_year")},
                    "body": "123456",
                    "segment": "total",
                    "basis": "actual",
                    "column": column,
                    "account": account,
                    "path": path,
                    "label": label,
                    "printed": text,
                    "value": value,
                    "unit": "percent" if percent else "million_yen",
                    "yen": "" if percent or not value else int(value) * 1_000_000,
                    "decimals": "",
                    "missing": "" if value else "dash",
                    "page": "",
                    "line": 100 + row,
                    "cell": "",
                    "row": row,
                    "remark": HOSTILE if percent else "",
                    "corroborated": 1,
                }
            )
    return found


def _write(path: Path, rows: Sequence[Row]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
