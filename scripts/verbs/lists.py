"""`python -m scripts.verbs.lists` writes anew what is derived from the transcripts (the verb `make lists`)."""

from scripts.verbs.import_ import write_lists

if __name__ == "__main__":
    write_lists()
