"""verify: a published folder and the site around it -> findings: sums, descriptors, transcripts, pages, lines of the sources."""

from scripts.verify.packages import verify_packages, verify_sums
from scripts.verify.pages import verify_pages
from scripts.verify.sources import verify_sources
from scripts.verify.transcribed import verify_transcribed

__all__ = ["verify_packages", "verify_pages", "verify_sources", "verify_sums", "verify_transcribed"]
