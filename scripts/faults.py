"""What is wrong with an input, said in a sentence."""


class FaultError(ValueError):
    """A fault whose text is for people: place, what was expected, what was found, and the mend. The command line says it."""
