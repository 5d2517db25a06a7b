"""Every input that the fuzzer was given or that once made a reader fall is read or refused in words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS, call

KEPT = sorted(path.relative_to(CORPUS) for path in CORPUS.glob("*/*"))
pieces = st.sampled_from(
    [
        "貸借対照表",
        "（単位：千円）",
        "資産合計",
        "△1,234",
        "-",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "|",
        "令和5年度",
        "純資産合計",
        "（1）",
        "\f",
        "1 2 3",
    ]
)
texts = st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=60).map("".join)


@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_a_kept_input_is_read_or_refused_in_words(kept: Path) -> None:
    call(kept.parts[0], (CORPUS / kept).read_bytes())


def test_every_reader_has_a_corpus() -> None:
    assert {kept.parts[0] for kept in KEPT} == set(TARGETS)


@pytest.mark.parametrize("name", ["text", "csv", "transcript", "report", "amount"])
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_any_text_is_read_or_refused_in_words(name: str, text: str) -> None:
    call(name, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", list(TARGETS))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_kept_input_with_bytes_changed_is_read_or_refused_in_words(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([CORPUS / kept for kept in KEPT if kept.parts[0] == name]))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    call(name, bytes(content))
