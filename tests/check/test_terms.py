"""Identities whose terms identities.csv names."""

from tests.check.made_up import IDENTITIES, facts_from, facts_of_reports, make_reference, rows_of, told_checks


def of_rule(found: dict[str, str], rule: str) -> set[str]:
    """The identities of one rule, without its name."""
    return {text.removeprefix(f"{rule} ") for text in found if text.startswith(f"{rule} ")}


def test_terms_are_found_in_any_table_of_the_report() -> None:
    found = told_checks(facts_from(bs="bs\nland 5", s="sch\nsch_land 5 closing"))
    assert of_rule(found, "X6") == {"s:sch_land:closing = +bs:land:amount"}


def test_terms_of_other_scopes_years_and_reports_are_not_meant() -> None:
    assert told_checks(facts_from(bs="bs\nland 5", s="sch whole\nsch_land 5 closing")) == {}
    assert told_checks(facts_from(bs="bs\nland 5", s="sch general yen 2022\nsch_land 5 closing")) == {}
    assert told_checks(facts_of_reports({"a-2023": {"bs": "bs\nland 5"}, "a-2023-more": {"s": "sch\nsch_land 5 closing"}})) == {}


def test_a_required_term_that_is_not_printed_leaves_nothing_to_check() -> None:
    assert told_checks(facts_from(s="sch\nsch_total 5 closing", bs="bs\ndepreciation △1")) == {}


def test_an_optional_term_counts_where_it_is_printed() -> None:
    schedule = "sch\nsch_total 5 closing"
    found = told_checks(facts_from(s=schedule, bs="bs\nfixed 5"))
    assert of_rule(found, "X7") == {"s:sch_total:closing = +bs:fixed:amount"}
    found = told_checks(facts_from(s=schedule, bs="bs\nfixed 6\ndepreciation △1"))
    assert of_rule(found, "X7") == {"s:sch_total:closing = +bs:fixed:amount +bs:depreciation:amount"}


def test_of_several_prints_the_one_in_the_finest_unit_is_meant() -> None:
    found = told_checks(
        facts_from(m="bs general million_yen\nland 5", y="bs general yen\nland 5000000", s="sch\nsch_land 5,000 closing")
    )
    assert of_rule(found, "X6") == {"s:sch_land:closing = +y:land:amount"}


def test_an_opening_balance_is_held_against_the_report_of_the_year_before() -> None:
    years = {
        f"town-{year}": {"s": f"sch general yen {year}\nsch_land {opening} opening"} for year, opening in ((2022, 4), (2023, 7))
    }
    years["town-2022"]["s"] += "\nsch_land 7 closing"
    years["village-2022"] = {"s": "sch general yen 2022\nsch_land 9 closing"}
    found = told_checks(facts_of_reports(years))
    assert of_rule(found, "Y1") == {"s:sch_land:opening = +s:sch_land:closing"}
    assert list(found.values()) == ["open", "exact"]


def test_segments_of_a_row_add_up_to_its_total() -> None:
    found = told_checks(facts_from(t="bs\nland 1 segment=a\nland 4 segment=b\nland △2 segment=elimination\nland 3 segment=total"))
    assert found == {"SEG1 t:land:total.amount = +t:land:a.amount +t:land:b.amount +t:land:elimination.amount": "exact"}


def test_segments_printed_in_tables_of_their_own_add_up_as_well() -> None:
    tables = {
        name: f"bs general million_yen\nland {amount} segment={name}" for name, amount in (("a", 1), ("b", 4), ("total", 5))
    }
    found = told_checks(facts_from(**tables, y="bs general yen\nland 5000000 segment=total"))
    assert of_rule(found, "SEG1") == {"total:land:amount = +a:land:amount +b:land:amount"}


def test_segments_in_tables_of_their_own_are_added_only_where_none_is_missing() -> None:
    tables = {name: f"bs general million_yen\nland {amount} segment={name}" for name, amount in (("a", 1), ("total", 5))}
    assert of_rule(told_checks(facts_from(**tables)), "SEG1") == {"total:land:amount = +a:land:amount"}
    assert of_rule(told_checks(facts_from(**tables, y="pl\ncost 1 segment=b\ncost 1 segment=a")), "SEG1") == set()


def test_the_initial_budget_and_its_amendment_make_the_revised_one() -> None:
    found = told_checks(facts_from(t="bs\nland 1 basis=initial\nland 4 basis=amendment\nland 5 basis=revised"))
    assert of_rule(found, "BAS1") == {"t:land:revised.amount = +t:land:initial.amount +t:land:amendment.amount"}
    assert told_checks(facts_from(t="bs\nland 4 basis=amendment\nland 5 basis=revised")) == {}


def test_a_rule_may_hold_for_one_scope_only() -> None:
    rules = "rule,scopes,only_if_nil\nX6,whole,\n"
    reference = make_reference(rules=rules, identities=only("X6"), sums="rule,sums\n", ratios="rule\n")
    assert told_checks(facts_from(bs="bs\nland 5", s="sch\nsch_land 5 closing"), reference) == {}
    found = told_checks(facts_from(bs="bs whole\nland 5", s="sch whole\nsch_land 5 closing"), reference)
    assert of_rule(found, "X6") == {"s:sch_land:closing = +bs:land:amount"}


def only(rule: str) -> str:
    """The lines of identities.csv about one rule."""
    head, *lines = IDENTITIES.strip().splitlines()
    return "\n".join([head, *(line for line in lines if line.startswith(f"{rule},"))])


def test_a_rule_may_hold_only_where_some_lines_are_nil() -> None:
    reference = make_reference(
        rules="rule,scopes,only_if_nil\nX6,,cash;debt\n", identities=only("X6"), sums="rule,sums\n", ratios="rule\n"
    )
    schedule = "sch\nsch_land 5 closing"
    assert len(told_checks(facts_from(bs="bs\nland 5", s=schedule), reference)) == 1
    assert len(told_checks(facts_from(bs="bs\nland 5\ncash -\ndebt 0", s=schedule), reference)) == 1
    assert len(told_checks(facts_from(bs="bs\nland 5\ndebt 1", s=schedule), reference)) == 0
    assert len(told_checks(facts_from(bs="bs\nland 5", s=schedule, w="bs whole\ndebt 1"), reference)) == 1


def test_a_figure_may_be_held_against_the_broadest_scope_printed() -> None:
    identities = "rule,case,term,account,column,weight,optional,scope\nN8,,1,assets,amount,1,,\nN8,,2,note,amount,-1,,@broadest\n"
    reference = make_reference(identities=identities)
    facts = facts_from(a="bs\nassets 3", b="notes\nnote 2", c="notes whole\nnote 3")
    assert of_rule(told_checks(facts, reference), "N8") == {"a:assets:amount = +c:note:amount"}


def test_the_tests_know_every_rule_of_the_made_up_standard() -> None:
    assert {row["rule"] for row in rows_of(IDENTITIES)} >= {"BS1", "X6", "X7", "Y1", "SEG1", "BAS1"}
