"""What a kill leaves is absent, the old output or the new one; the next run mends. The long run: `make kill-test`."""

import pytest

from tests.faults.kills import kill


@pytest.mark.parametrize(("verb", "count"), [("convert", 4), ("import", 4), ("publish", 3)])
def test_a_kill_leaves_no_half_written_output(verb: str, count: int) -> None:
    ((name, told),) = kill(count, 2, [verb])
    assert name == verb
    assert told["killed"] + told["ended before"] == count
