"""Sentences made from figures."""

import re

from scripts.show.figures import Figures
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.report import Report
from scripts.show.sentences import Storyteller
from tests.show.conftest import DOCS

TAG = re.compile(r"<[^>]*>")


def story(published: Published, report: Report, scope: str, language: str) -> list[str]:
    teller = Storyteller(Figures(published, report, scope), load_languages(DOCS)[language], "r.html#{}".format, "町")
    return [TAG.sub("", sentence.text) for sentence in teller.tell()]


def test_the_year_is_told_in_five_paragraphs(published: Published, report: Report) -> None:
    owes = "これから支払う負債は4億円です。資産から負債を引いた純資産は6億円です。"
    costs = "経常的な費用は3億円でした。減価償却など、現金の出ない費用も含みます。使用料などの経常収益1,000万円を引き、"
    assert story(published, report, "general", "ja") == [
        "町が2024年3月31日に持っていた資産は、10億円です。",
        owes + "資産100円のうち、40円は負債、60円は純資産でまかなわれた計算です。",
        costs + "臨時の損益を加減すると、純行政コストは2億9,000万円になります。",
        "純行政コストにあてた財源は、税収等3億2,000万円です。財源は純行政コストより3,000万円多く、その分が純資産を増やしました。",
        "純資産は5億9,000万円から6億円へ、1,000万円増えました。手もとの資金は6,000万円から1億円へ、4,000万円増えました。",
    ]


def test_what_is_not_printed_is_said(published: Published, report: Report) -> None:
    assert story(published, report, "whole", "en")[0] == (
        "The document prints no balance sheet of 町 for this scope. "
        "By the other statements, net assets on 31 March 2024 were ¥700 million."
    )


def test_every_amount_leads_to_its_line(published: Published, report: Report) -> None:
    figures, english = Figures(published, report, "general"), load_languages(DOCS)["en"]
    text = Storyteller(figures, english, "r.html#{}".format, "T").tell()[0].text
    assert 'href="r.html#general_bs:total_assets"' in text
    assert 'title="printed 1,000 million yen (line 107 of the source)"' in text
