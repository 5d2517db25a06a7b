"""Names are matched as written or not at all."""

import pytest

from scripts.recognise.national.bodies import Bodies
from scripts.reference import Reference


@pytest.mark.parametrize(
    ("area", "name", "body"),
    [
        ("奈良県", "上牧町", "294241"),
        ("奈良県", "北葛城郡上牧町", "294241"),
        ("奈良県", "上\u3000牧\u3000町（注１）", "294241"),
        ("奈良県", "大和郡山市", "292036"),
        ("兵庫県", "上郡町", "284815"),
        ("兵庫県", "赤穂郡上郡町", "284815"),
        ("高知県", "檮原町", "394050"),
        ("高知県", "梼原町", "394050"),
        ("青森県", "鰺ケ沢町", "023213"),
        ("青森県", "西津軽郡鰺ヶ沢町", "023213"),
        ("北海道", "釧路町", "016616"),
        ("北海道", "釧路市", "012068"),
        ("都道府県", "北海道", "010006"),
        ("都道府県", "奈良", ""),
        ("奈良県", "奈良県", ""),
        ("奈良県", "上牧", ""),
    ],
)
def test_a_name_means_one_body_or_none(area: str, name: str, body: str, reference: Reference) -> None:
    assert Bodies(reference, area).find(name).body == body
