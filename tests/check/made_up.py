"""A small made-up standard and its reports, told in a few words each, for the tests of `check`."""

import csv
import io
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from scripts.amounts import read_amount
from scripts.check import CheckResult, Told, check_facts
from scripts.check.evaluate import Evaluation, evaluate
from scripts.check.figures import Figures, number_figures
from scripts.check.instances import find_identities
from scripts.facts import facts_of
from scripts.records import Entry, Place, Table
from scripts.reference import Reference

ACCOUNTS = """
account,statement,form,sums_to,sign,label_ja
land,balance_sheet,bs,fixed,1,土地
buildings,balance_sheet,bs,fixed,1,建物
depreciation,balance_sheet,bs,fixed,1,減価償却累計額
fixed,balance_sheet,bs,assets,1,固定資産
cash,balance_sheet,bs,assets,1,現金
assets,balance_sheet,bs,,,資産合計
debt,balance_sheet,bs,funding,1,負債
net,balance_sheet,bs,funding,1,純資産
funding,balance_sheet,bs,,,負債純資産合計
revenue,cost_statement,pl,profit,1,収益
cost,cost_statement,pl,profit,-1,費用
profit,cost_statement,pl,,,差引
sch_land,schedule,sch,sch_total,1,土地
sch_item,schedule,sch,sch_total,1,（資産）
sch_total,schedule,sch,,,合計
part,schedule,nested,subtotal,1,（内訳）
subtotal,schedule,nested,total,1,小計
total,schedule,nested,,,合計
note,note,notes,,,（注記）
rate,note,notes,,,比率
share,note,list,,,（団体）
"""
COLUMNS = """
form,column,order,label_ja,label_en,variants,sums_to,sign
sch,opening,1,期首,Opening,,closing,1
sch,increase,2,増加,Increase,,closing,1
sch,decrease,3,減少,Decrease,,closing,-1
sch,closing,4,期末,Closing,,,
"""
SUMS = """
rule,sums,taxonomy,statement,form,column,account
,none,,,,mention,
,none,,,,reason,
,lines,,extract,,,fixed
BS0,lines,,balance_sheet,,,
PL0,lines,,cost_statement,,,
S0,lines,,schedule,,,
C3,columns,,,,closing,
"""
IDENTITIES = """
rule,case,term,account,column,weight,optional,scope,form,segment,basis,year,unit
BS1,,1,assets,amount,1,,,,,,,
BS1,,2,funding,amount,-1,,,,,,,
X6,,1,sch_land,closing,1,,,,,,,
X6,,2,land,amount,-1,,,,,,,
X7,,1,sch_total,closing,1,,,,,,,
X7,,2,fixed,amount,-1,,,,,,,
X7,,3,depreciation,amount,-1,yes,,,,,,
Y1,,1,sch_land,opening,1,,,,,,,
Y1,,2,sch_land,closing,-1,,,,,,-1,
SEG1,,1,*,*,1,,,,@each,,,
SEG1,,2,*,*,-1,,,,total,,,
BAS1,,1,*,*,1,,,,,initial,,
BAS1,,2,*,*,1,,,,,amendment,,
BAS1,,3,*,*,-1,,,,,revised,,
REP1,,1,*,*,1,,,@first,,,,
REP1,,2,*,*,-1,,,@other,,,,
SEG2,,1,*,*,1,,,@by_segment,total,,,
SEG2,,2,*,*,-1,,,@single,total,,,
UNIT1,,1,*,*,1,,,,,,,million_yen
UNIT1,,2,*,*,-1,,,,,,,@finer
"""
RATIOS = """
rule,case,term,part,account,column,weight,within
R1,,1,value,rate,amount,1,one
R1,,2,numerator,debt,amount,1,
R1,,3,numerator,cash,amount,-1,
R1,,4,denominator,revenue,amount,1,
R2,users,1,value,*,rate,1,half
R2,users,2,numerator,*,users,1,
R2,users,3,denominator,*,bodies,1,
"""
UNITS = """
unit,label_ja,label_en,variants,factor,decimals
yen,円,Yen,,1,0
thousand_yen,千円,Thousand yen,,1000,-3
million_yen,百万円,Million yen,,1000000,-6
percent,%,Percent,,,
people,人,People,,,
"""
PROPORTIONS = """
rule,account,amount,base,rounded_to
G1,share,grant,people,1000
"""
REASONS = """
rule,equals,bases
WHY1,change,amendment;revised
WHY2,businesses,difference
WHY3,whole,difference
"""
SEGMENTS = """
segment,label_ja,variants
total,合計,計
one,甲,
two,乙,乙の仕事
"""
KIN = """
account,kin
revenue,cash
"""
SCOPES = "scope\ngeneral\nwhole\nconsolidated\nentity\n"


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    return list(csv.DictReader(io.StringIO(text.strip() + "\n")))


def make_reference(**tables: str) -> Reference:
    """The made-up standard; a table given by name stands in place of its own."""
    plain = {
        "taxonomy": "made",
        "parent": "",
        "period": "",
        "columns": "",
        "label_en": "",
        "definition_ja": "",
        "definition_en": "",
    }
    texts = {
        "columns": COLUMNS,
        "sums": SUMS,
        "identities": IDENTITIES,
        "ratios": RATIOS,
        "proportions": PROPORTIONS,
        "units": UNITS,
        "kin": KIN,
        "near_sums": "near_sum,account,column,weight",
        "reasons": REASONS,
        "segments": SEGMENTS,
        "scopes": SCOPES,
    }
    read = {name: rows_of(tables.get(name, text)) for name, text in texts.items()}
    accounts = [plain | row for row in rows_of(tables.get("accounts", ACCOUNTS))]
    for order, row in enumerate(accounts):
        row["order"] = str(order)
    named = [row["rule"] for name in ("sums", "identities", "ratios", "proportions", "reasons") for row in read[name]]
    rules = rows_of(tables["rules"]) if "rules" in tables else [{"rule": rule} for rule in dict.fromkeys(named)]
    return Reference(read | {"accounts": accounts, "rules": rules, "labels": [], "forms": []})


STANDARD = make_reference()


def table_of(name: str, text: str) -> Table:
    """A table told as `form [scope] [unit] [year]`, then a line `account printed [column] [label=…] [segment=…] …` per figure."""
    head, *lines = [line.split() for line in text.strip().splitlines()]
    form, scope, unit, year = head + ["general", "thousand_yen", "2023"][len(head) - 1 :]
    return Table(name, form, form, scope, int(year), unit, name, Place(1), tuple(_entries(lines)))


def _entries(lines: list[list[str]]) -> Iterator[Entry]:
    for number, (account, printed, *more) in enumerate(lines, 11):
        told = dict(word.split("=", 1) for word in more if "=" in word)
        column = next((word for word in more if "=" not in word), "amount")
        known = STANDARD.accounts.get(account)
        label = told.pop("label", known.label_ja if known else account)
        amount = read_amount("" if printed == "blank" else printed)
        yield Entry(
            label,
            told.pop("path", ""),
            account,
            column,
            printed,
            amount.value,
            amount.missing,
            Place(number),
            **told,  # type: ignore[arg-type]
        )


def facts_from(**tables: str) -> pd.DataFrame:
    """The facts of one report, `town-2023`, of these tables."""
    return facts_of_reports({"town-2023": tables})


def facts_of_reports(reports: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """The facts of several reports of the bodies their names begin with."""
    frames = [
        facts_of(report, report.split("-")[0], [table_of(name, text) for name, text in own.items()], STANDARD)
        for report, own in reports.items()
    ]
    return pd.concat(frames, ignore_index=True)


def evaluated(facts: pd.DataFrame, reference: Reference = STANDARD, mode: str = "nearest") -> tuple[Figures, Evaluation]:
    """The figures of facts and their identities, evaluated with one rounding mode for all."""
    figures = number_figures(facts, reference)
    rounding = dict.fromkeys(facts["report"], mode)
    return figures, evaluate(figures, find_identities(figures, reference), rounding)


def checked(facts: pd.DataFrame, reference: Reference = STANDARD, **told: object) -> CheckResult:
    """The facts checked, all reports rounding to the nearest."""
    rounding = dict.fromkeys(facts["report"], "nearest")
    return check_facts(facts, reference, Told(rounding, **told))  # type: ignore[arg-type]


def told_checks(facts: pd.DataFrame, reference: Reference = STANDARD, mode: str = "nearest") -> dict[str, str]:
    """Every identity, its rule and head first, as the sum of its other figures; and whether it holds."""
    _, evaluation = evaluated(facts, reference, mode)
    identities = evaluation.identities
    names = facts["fact_id"].str.partition(":")[2].tolist()
    found = {}
    for at in range(len(identities)):
        terms = slice(identities.start[at] + 1, identities.start[at + 1])
        pairs = zip(identities.figure[terms].tolist(), identities.weight[terms].tolist(), strict=True)
        parts = " ".join(f"{'-' if weight > 0 else '+'}{names[figure]}" for figure, weight in pairs)
        found[f"{identities.rules[identities.rule[at]]} {names[identities.head[at]]} = {parts}"] = STATUS[evaluation.status[at]]
    return found


STATUS = np.array(["exact", "rounding", "explained", "open"])
BALANCED = """bs
land 100
buildings 900
depreciation △300
fixed 700
cash 50
assets 750
debt 200
net 550
funding 750
"""
