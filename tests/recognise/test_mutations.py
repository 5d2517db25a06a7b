"""Damaged documents: lines lost, moved, doubled or slipped in. What is read is right, what is not is reported."""

import random
from collections import defaultdict

import pytest

from scripts.check import Told, check_facts, in_file
from scripts.facts import facts_of
from scripts.records import RefusedError
from tests.support.documents import Paper, Setting, reference, statements
from tests.support.layouts import Sheet
from tests.support.ways import ALIGNED, STACKED, TABS, TIGHT, TIGHT_SIDES, Way

STRANGE = (
    "資産合計は前年度に比べて1,234千円増加しています。",
    "（注）端数処理により合計が一致しない場合があります。",
    "町独自科目 5,678",
    "- 12 -",
    "令和4年度",
    "架空町",
    "住民一人当たり 1,234千円",
    "2,345,678",
)


def damaged(paper: Paper, damage: str, dice: random.Random) -> Paper:
    """Give a document with some lines damaged, and the facts that are still printed on it."""
    lines = paper.sheet.lines
    order: list[int | str] = list(range(1, len(lines) + 1))
    if damage == "lost":
        order = [line for line in order if dice.random() > 0.02]
    elif damage == "cut":
        start = dice.randint(1, len(lines) - 5)
        order = order[:start] + order[start + dice.randint(3, 40) :]
    elif damage == "doubled":
        at = dice.randrange(len(order))
        order.insert(at, order[at])
    else:
        for _ in range(4):
            order.insert(dice.randrange(len(order)), dice.choice(STRANGE))
    facts = defaultdict(list)
    for fact in paper.sheet.facts:
        facts[fact.line].append(fact)
    rest = Paper(Sheet())
    for line in order:
        if line in paper.titles:
            rest.titles.append(len(rest.sheet.lines) + 1)
        rest.sheet.add(line if isinstance(line, str) else lines[line - 1], [] if isinstance(line, str) else facts[line])
    return rest


def lines_of_broken_identities(paper: Paper) -> set[int]:
    """Give the lines whose figures stand in an identity that does not hold."""
    facts = facts_of("made-up", "unknown", paper.read().tables, reference())
    result = check_facts(facts, reference(), Told({"made-up": "nearest"}), in_file("made-up.txt"))
    broken = set(result.checks.loc[result.checks["status"] == "open", "check"])
    ids = set(result.check_facts.loc[result.check_facts["check"].isin(broken), "fact_id"])
    return {int(line) for line in facts.loc[facts["fact_id"].isin(ids), "line"]}


@pytest.mark.parametrize("damage", ["lost", "cut", "doubled", "slipped in"])
@pytest.mark.parametrize("way", [TABS, ALIGNED, TIGHT, TIGHT_SIDES, STACKED], ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_no_figure_of_a_damaged_document_is_wrong_in_silence(way: Way, damage: str, seed: int) -> None:
    setting = Setting(seed, unit=("yen", "thousand_yen")[seed % 2], omit=0.4)
    paper = damaged(statements(setting, way), damage, random.Random(seed))  # noqa: S311  chance, not secrecy
    try:
        compared = paper.compared()
    except RefusedError:
        return
    assert compared.silent == ()
    if compared.wrong:
        # A label whose figure is lost, one cell a line, takes the next one's: only arithmetic can tell.
        told = lines_of_broken_identities(paper)
        assert [fact for fact in compared.wrong if int(fact.rsplit("line=", 1)[1].rstrip(")")) not in told] == []
