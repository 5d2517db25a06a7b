"""Facts as integers."""

from scripts.check.figures import number_figures
from tests.check.made_up import BALANCED, STANDARD, facts_from, told_checks


def test_money_is_counted_in_yen_whatever_the_unit() -> None:
    facts = facts_from(a="bs general million_yen\nland △3", b="bs whole yen\nland 12")
    figures = number_figures(facts, STANDARD)
    assert figures.amount.tolist() == [-3_000_000, 12]
    assert figures.step.tolist() == [1_000_000, 1]


def test_a_dash_is_nil_and_a_blank_is_nothing() -> None:
    figures = number_figures(facts_from(a="bs\nland -\nbuildings blank\ncash 該当なし\ndebt 0"), STANDARD)
    assert figures.given.tolist() == [True, False, False, True]
    assert figures.nil.tolist() == [True, False, False, False]
    assert figures.amount.tolist() == [0, 0, 0, 0]


def test_fractions_of_other_units_stand_in_no_sum_but_keep_their_digits() -> None:
    figures = number_figures(facts_from(a="notes\nrate 80.9 unit=percent\nnote 12 unit=people"), STANDARD)
    assert figures.given.tolist() == [False, True]
    assert (figures.amount.tolist(), figures.places.tolist()) == ([809, 12], [1, 0])


def test_only_figures_of_one_measure_share_a_code() -> None:
    facts = facts_from(a="notes\nnote 1\nnote 1 unit=people\nnote 1 unit=percent", b="notes general million_yen\nnote 1")
    measure = number_figures(facts, STANDARD).codes["measure"].tolist()
    assert measure[0] == measure[3] == 0
    assert len(set(measure)) == 3


def test_categories_give_the_same_figures_as_text() -> None:
    facts = facts_from(a=BALANCED, b="sch\nsch_land 100 closing")
    texts = ("report", "table", "account", "column", "label", "path", "unit", "missing", "scope", "segment", "basis")
    more = facts.astype(dict.fromkeys(texts, "category"))
    more["report"] = more["report"].cat.add_categories(["elsewhere-2023"])
    assert told_checks(more) == told_checks(facts)
    assert number_figures(more, STANDARD).amount.tolist() == number_figures(facts, STANDARD).amount.tolist()


def test_keys_tell_apart_what_any_dimension_tells_apart() -> None:
    figures = number_figures(facts_from(a="bs\nland 1\ncash 2", b="bs whole\nland 1\ncash 2"), STANDARD)
    assert len(set(figures.key("table", "account").tolist())) == 4
    assert len(set(figures.key("account").tolist())) == 2
