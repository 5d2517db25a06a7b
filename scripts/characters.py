"""Characters that print nothing and only deceive: control characters, and marks that turn the direction of writing around."""

import re

# Tabs and line ends are told apart by the readers. U+202A to U+202E and U+2066 to U+2069 make a line read backwards.
_DECEIVING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Of no width, or without a print of their own: words that look alike would be others. Variation selectors of names stay.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_COMMAND = re.compile(r"^\s*::|##\[")
_FORMULA = re.compile(r"[=+@\t\r＝＋＠]|-(?=[^-\s\d])")


def find_deceiving(text: str) -> str:
    """Name the first character of `text` that no print has, as `U+202E`; the empty text where there is none.

    >>> find_deceiving("資産\u202e合計"), find_deceiving("資産合計")
    ('U+202E', '')
    """
    found = _DECEIVING.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def find_unseen(text: str) -> str:
    """Name the first character of `text` that nobody can see on a page, as `U+200B`; the empty text where there is none.

    >>> find_unseen("資\u200b産"), find_unseen("葛\U000e0100城市")
    ('U+200B', '')
    """
    found = _UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def tame(name: str) -> str:
    r"""Give a file name for messages: what deceives, and bytes that are no UTF-8, become question marks.

    So do beginnings that make a log's line a command of the forge's own.

    >>> tame("資料\x1b[2J.txt"), tame("::add-mask::1.txt")
    ('資料?[2J.txt', '?add-mask::1.txt')
    """
    plain = _UNSEEN.sub("?", _DECEIVING.sub("?", name))
    return _COMMAND.sub("?", plain.replace("\n", "?").replace("\t", "?").replace("\r", "?"))


def is_command(text: str) -> bool:
    """Tell whether a line of a log that holds `text` would be taken for a command by the forge that keeps the log.

    >>> [is_command(text) for text in (" ::add-mask::1", "資産##[error]", "資産::負債", "## 資産")]
    [True, True, False, False]
    """
    return text.lstrip().startswith("::") or "##[" in text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet that opens `text` as CSV would take it for a formula; a dash and a number are none.

    >>> [is_formula(text) for text in ('=HYPERLINK("x")', "@SUM(A1)", "-cmd", "-1,234", "-", "資産=負債")]
    [True, True, True, False, False, False]
    """
    return _FORMULA.match(text.lstrip(" ")) is not None
