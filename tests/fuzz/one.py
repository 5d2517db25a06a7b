"""One target under the fuzzer, in a process of its own: `python -m tests.fuzz.one TARGET LIBFUZZER-OPTIONS`."""

import functools
import sys

import atheris  # type: ignore[import-untyped]  # publishes no types

with atheris.instrument_imports(include=["scripts"]):
    from tests.fuzz.targets import call

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, functools.partial(call, name))
    atheris.Fuzz()
