"""Do one step of the benchmark: `python -m tests.scale MODULE:FUNCTION JOB` prints what it took.

A job is JSON: `paths` to work on, a `folder` to work in, how `many` at most. The function counts with its stopwatch what the
step is about, and gives how many things it did; it may tell more numbers.
"""

import importlib
import json
import sys
from dataclasses import asdict

from tests.scale.step import Job, Step, Taken
from tests.scale.watch import Watch, adopt, peak_alone


def main() -> None:
    """Do the step that the command line names."""
    name, job = sys.argv[1], Job(**json.loads(sys.argv[2]))
    module, function = name.split(":")
    step: Step = getattr(importlib.import_module(f"tests.scale.{module}"), function)
    adopt()
    watch = Watch()
    found = step(job, watch)
    count, told = found if isinstance(found, tuple) else (found, {})
    sys.stdout.write("\n" + json.dumps(asdict(Taken(count, watch.wall, watch.cpu, peak_alone(), told))) + "\n")


if __name__ == "__main__":
    main()
