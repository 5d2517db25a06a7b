"""Amounts named as reasons, each held against another print of it."""

import pytest

from tests.check.made_up import facts_from, make_reference, told_checks

WHOLE = "bs entity million_yen\ncash △13 reason basis=difference path=資産/甲事業"


def why(facts_of: dict[str, str]) -> dict[str, str]:
    """The identities about reasons."""
    return {check: status for check, status in told_checks(facts_from(**facts_of)).items() if check.startswith("WHY")}


def amended(printed: str, reason: str = "1,696") -> dict[str, str]:
    """An amended budget with a reason beside one of its lines."""
    bases = "cash 530 basis=initial segment=one\ncash {} basis=amendment segment=one\ncash 9 basis=revised segment=one\n"
    why = f"cash {reason} reason basis=amendment segment=one"
    return {"a": f"bs entity million_yen\n{bases.format(printed)}{why}"}


@pytest.mark.parametrize("printed", ["1,696", "△1,696"])
def test_the_reason_of_an_amendment_is_its_size_whether_more_or_less(printed: str) -> None:
    (status,) = why(amended(printed)).values()
    assert status == "exact"


def test_a_reason_of_another_size_than_the_amendment_is_found() -> None:
    (status,) = why(amended("1,696", reason="1,969")).values()
    assert status == "open"


def test_two_reasons_of_one_amendment_say_nothing_of_it_alone() -> None:
    tables = amended("1,696")
    tables["a"] += "\ncash 5 reason basis=amendment segment=one"
    assert why(tables) == {}


def test_a_reason_that_names_a_business_is_the_reason_of_that_business() -> None:
    own = "bs entity million_yen\ncash △13 reason basis=difference segment=one path=資産"
    assert why({"a": WHOLE, "b": own}) == {"WHY2 a:cash:reason = +b:cash:reason": "exact"}
    assert why({"a": WHOLE, "b": own.replace("△13", "△31")}) == {"WHY2 a:cash:reason = +b:cash:reason": "open"}


def test_businesses_named_together_are_added_within_the_rounding_of_all() -> None:
    whole = "bs entity million_yen\ncash △9 reason basis=difference path=資産/甲事業及び乙の仕事"
    one = "bs entity million_yen\ncash △4 reason basis=difference segment=one path=資産"
    two = "bs entity million_yen\ncash {} reason basis=difference segment=two path=資産"
    expected = "WHY2 a:cash:reason = +b:cash:reason +c:cash:reason"
    assert why({"a": whole, "b": one, "c": two.format("△6")}) == {expected: "rounding"}
    assert why({"a": whole, "b": one, "c": two.format("△7")}) == {expected: "open"}


def test_reasons_of_one_line_belong_together_in_their_order() -> None:
    rows = [f"cash {amount} reason basis=difference {{}}" for amount in (1, 2)]
    tables = {
        name: "\n".join(["bs entity million_yen", *(row.format(where) for row in rows)])
        for name, where in (("a", "path=資産/甲"), ("b", "segment=one path=資産"))
    }
    assert why(tables) == {"WHY2 a:cash:reason = +b:cash:reason": "exact", "WHY2 a:cash-2:reason = +b:cash-2:reason": "exact"}


@pytest.mark.parametrize(
    "own",
    [
        "cash △13 reason basis=difference segment=one path=資産\ncash △13 reason basis=difference segment=one path=資産",
        "cash △13 reason basis=difference segment=one path=負債",
        "cash △13 reason basis=difference segment=two path=資産",
        "debt △13 reason basis=difference segment=one path=資産",
    ],
    ids=["more reasons than are named", "beside another row", "of another business", "of another line"],
)
def test_where_the_print_leaves_a_choice_nothing_is_asserted(own: str) -> None:
    assert why({"a": WHOLE, "b": f"bs entity million_yen\n{own}"}) == {}


def test_words_that_are_no_business_name_none() -> None:
    standard = make_reference()
    assert standard.segments_named("甲事業、乙") == ("one", "two")
    assert [standard.segments_named(words) for words in ("甲事業及び窓口", "流動資産", "合計")] == [(), (), ()]


def settled(*, other: str = "-", reason: str = "△206") -> dict[str, str]:
    """A settlement in yen, by segment and in millions, with a reason for the only segment that has the line."""
    return {
        "a": f"bs entity yen\ncash 963,533,790 segment=one\ncash {other} segment=two\ncash 963,533,790 segment=total",
        "b": "bs entity yen\ncash 1,170,000,000 basis=budget\ncash △206,466,210 basis=difference\ncash 963,533,790",
        "c": f"bs entity million_yen\ncash {reason} reason basis=difference segment=one",
    }


def test_a_reason_of_the_only_business_with_a_line_is_the_whole_difference() -> None:
    assert why(settled()) == {"WHY3 c:cash:reason = +b:cash:difference.amount": "rounding"}
    assert why(settled(reason="△207")) == {"WHY3 c:cash:reason = +b:cash:difference.amount": "open"}


def test_a_line_that_two_businesses_have_tells_nothing_of_one() -> None:
    assert why(settled(other="1")) == {}
