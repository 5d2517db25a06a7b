"""Tasks for crews: they are imported by name in other processes."""

import ctypes
import os
import time

HOSTILE, CLUMSY, SEGMENT = 13, 7, 17


def square(number: int) -> int:
    """A task like any other."""
    return number * number


def square_slowly(number: int) -> int:
    """A task that lets others interrupt it."""
    time.sleep(0.15)
    return number * number


def square_or_die(number: int) -> int:
    """A task that ends its process without a word, reads where nothing is, or raises what nobody expects."""
    if number == HOSTILE:
        os._exit(11)
    if number == SEGMENT:
        ctypes.string_at(0)
    if number == CLUMSY:
        raise RecursionError("too deep\nand more of it")
    return number * number
