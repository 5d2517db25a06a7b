"""`python -m scripts.publish` writes the descriptor of the repository's own data, `datapackage/datapackage.json`."""

from scripts.publish.sources import write_sources

if __name__ == "__main__":
    write_sources()
