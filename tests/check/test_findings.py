"""Findings, word for word."""

from scripts.check import Told, check_facts, in_file
from tests.check.made_up import BALANCED, STANDARD, checked, facts_from


def told(**tables: str) -> list[str]:
    return [str(finding) for finding in checked(facts_from(**tables)).findings]


def pinned(told: str, mend: str, check: str, gap: int) -> str:
    """A finding as it is printed: where and what, how to mend it, how to list it."""
    listing = (
        f'if the print itself is wrong, list check = "town-2023:{check}", gap = {gap} under [[discrepancies]] of report.toml'
    )
    return f"town-2023/{told}\n    mend: {mend}; {listing}"


def test_a_gap_is_named_with_its_place_and_mend() -> None:
    bs = "bs\nland 1,234\nbuildings 2,000\nfixed 3,324\ncash -\nassets 3,324"
    mend = "look first at 土地 1,234 (line 11 of the source); 1,324 (two digits the other way round) would mend 2 checks"
    total = "bs.csv:4: BS0: 固定資産 3,324 is 90 more than 3,234 = 土地 1,234 + 建物 2,000"
    schedule = "s.csv:2: X6: 土地 1,324 (closing) is 90 more than 1,234 = 土地 1,234"
    assert told(bs=bs, s="sch\nsch_land 1,324 closing") == [
        pinned(total, mend, "BS0:bs:fixed:amount", 90),
        pinned(schedule, mend, "X6:s:sch_land:closing", 90),
    ]


def test_rivals_are_named() -> None:
    total = "b.csv:4: BS0: 負債純資産合計 750 is 40 less than 790 = 負債 240 + 純資産 550"
    first = "look first at 負債 240 (line 11 of the source); 200 (one digit other than printed) would mend this check"
    mend = f"{first}; a change of 純資産 550 would do the same"
    assert told(b="bs\ndebt 240\nnet 550\nfunding 750\nassets 750") == [pinned(total, mend, "BS0:b:funding:amount", -40)]


def test_where_no_single_figure_helps_the_finding_says_so() -> None:
    total = "a.csv:3: BS0: 資産合計 9 is 8 more than 1 = 固定資産 1"
    mend = (
        "compare 資産合計 9 (line 12 of the source) and its terms with the source; "
        "no single figure mends this without breaking another check"
    )
    found = told(a="bs\nfixed 1\nassets 9", b="bs\nfixed 1", c="bs\nassets 9")
    assert found == [pinned(total, mend, "BS0:a:assets:amount", 8)]


def test_signs_units_and_many_parts_are_told_as_printed() -> None:
    rows = "\n".join(f"sch_item {n} closing label=甲{n}" for n in range(1, 11))
    message = told(s=f"sch general million_yen\n{rows}\nsch_item - closing label=乙\nsch_total △55 closing")[0].splitlines()[0]
    assert message == (
        "town-2023/s.csv:13: S0: 合計 △55 (closing) is 110 less than 55 = （資産）".replace("（資産）", "甲1 1")
        + "".join(f" + 甲{n} {n}" for n in range(2, 9))
        + " and 2 more"
    )


def test_a_gap_between_units_is_told_in_the_unit_of_the_figure_that_is_checked() -> None:
    message = told(a="bs general million_yen\nland 7", b="bs general yen\nland 5,499,999")[0].splitlines()[0]
    assert message == "town-2023/a.csv:2: UNIT1: 土地 7 is 1.500001 more than 5.499999 = 土地 5,499,999"


def test_segments_and_bases_are_named_where_a_table_has_several() -> None:
    message = told(t="bs\nland 1 segment=x\nland 4 segment=y\nland 9 segment=total")[0].splitlines()[0]
    assert message == "town-2023/t.csv:4: SEG1: 土地 9 is 4 more than 5 = 土地 1 + 土地 4"
    message = told(t="bs\nland 1 basis=initial\nland 4 basis=amendment\nland 9 basis=revised")[0].splitlines()[0]
    assert message == "town-2023/t.csv:4: BAS1: 土地 9 (revised) is 4 more than 5 = 土地 1 + 土地 4"


def test_terms_that_are_taken_off_are_told_with_a_minus() -> None:
    assert " is 4 more than 5 = 収益 9 − 費用 4\n" in told(pl="pl\nrevenue 9\ncost 4\nprofit 9")[0]


def test_a_file_that_is_no_transcript_is_named_with_the_line_of_the_source() -> None:
    facts = facts_from(bs=BALANCED.replace("assets 750", "assets 950"))
    result = check_facts(facts, STANDARD, Told({"town-2023": "nearest"}), in_file("statement.txt"))
    assert [str(finding).split(": ")[0] for finding in result.findings] == ["statement.txt:16", "statement.txt:16"]


def test_findings_stand_in_the_order_of_the_print() -> None:
    tables = {"pl": "pl\nrevenue 9\ncost 4\nprofit 50", "bs": BALANCED.replace("assets 750", "assets 950")}
    assert [finding.rule for finding in checked(facts_from(**tables)).findings] == ["PL0", "BS0", "BS1"]
