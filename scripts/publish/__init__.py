"""The step that publishes: facts and checks -> data packages, workbooks and quality figures in one folder."""

from scripts.publish.api import publish_api
from scripts.publish.corpus import Corpus, Release, read_release
from scripts.publish.faults import PublishError
from scripts.publish.publication import publish
from scripts.publish.sources import describe_sources

__all__ = ["Corpus", "PublishError", "Release", "describe_sources", "publish", "publish_api", "read_release"]
