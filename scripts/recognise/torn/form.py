"""A form as lines in their order: under which wordings each may be printed, what stands under it, what it adds up to."""

from functools import cached_property

from scripts.reference import Account, Reference


class FormLines:
    """The lines of one form. A line is named by its position from here on."""

    def __init__(self, form: str, reference: Reference) -> None:
        self.accounts: tuple[Account, ...] = reference.lines[form]
        self.wordings: list[frozenset[str]] = [reference.wordings[a.account] for a in self.accounts]
        self.at: dict[str, int] = {a.account: i for i, a in enumerate(self.accounts)}
        parts = reference.forms[form].parts
        self.base: str = parts[0] if parts else form

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded wording of a line."""
        return frozenset().union(*self.wordings)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each folded wording the lines that may bear it."""
        found: dict[str, list[int]] = {}
        for i, wordings in enumerate(self.wordings):
            for key in wordings:
                found.setdefault(key, []).append(i)
        return found

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """For each line those directly under it on the page."""
        found: dict[int, list[int]] = {}
        for i, account in enumerate(self.accounts):
            if account.parent:
                found.setdefault(self.at[account.parent], []).append(i)
        return found

    @cached_property
    def sums(self) -> dict[int, list[tuple[int, int]]]:
        """For each total its parts, with their signs."""
        found: dict[int, list[tuple[int, int]]] = {}
        for i, account in enumerate(self.accounts):
            if account.sums_to in self.at:
                found.setdefault(self.at[account.sums_to], []).append((i, account.sign))
        return found

    def is_heading(self, line: int) -> bool:
        """Tell whether a line prints no figure of its own."""
        return not self.accounts[line].columns

    def above(self, line: int) -> list[int]:
        """Give the headings above a line, root first."""
        found: list[int] = []
        parent = self.accounts[line].parent
        while parent:
            found.insert(0, self.at[parent])
            parent = self.accounts[self.at[parent]].parent
        return found

    def under(self, line: int) -> list[int]:
        """Give every line under a heading, of whatever depth."""
        found: list[int] = []
        waiting = list(self.below.get(line, ()))
        while waiting:
            found.append(waiting.pop())
            waiting += self.below.get(found[-1], ())
        return found
