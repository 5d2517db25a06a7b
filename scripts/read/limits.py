"""What a source file may be and cost at most. Public statements stay far below; a file above is refused, never half read.

The first group is looked at before and while a file is read, and names the place. The second bounds whatever else a file
may do to a reader: the process that reads has this much time of the processor and this much memory (`--seconds`,
`--memory` on `convert` and `import` allow a trusted file more).
"""

MOST_BYTES = 64_000_000
MOST_LINES = 1_000_000
LONGEST_LINE = 20_000
MOST_CELLS_IN_A_LINE = 400
MOST_PAGES = 2_000
MOST_CHARACTERS_ON_A_PAGE = 200_000
MOST_CELLS = 5_000_000
MOST_UNPACKED_BYTES = 150_000_000
MOST_MEMBERS = 5_000
LONGEST_TITLE = 100

MOST_SECONDS = 8
MOST_MEMORY_MIB = 768
# What may be asked for a trusted file: a day, a tebibyte.
MOST_ALLOWED_SECONDS = 86_400
MOST_ALLOWED_MIB = 1 << 20
