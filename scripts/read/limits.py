"""What a source file may be at most. Public statements stay far below; a file above is refused before it is unpacked."""

MOST_BYTES = 64_000_000
MOST_LINES = 1_000_000
LONGEST_LINE = 20_000
MOST_CELLS_IN_A_LINE = 400
MOST_PAGES = 2_000
MOST_CELLS = 5_000_000
MOST_UNPACKED_BYTES = 400_000_000
