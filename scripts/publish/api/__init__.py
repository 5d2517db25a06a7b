"""The static API: small JSON documents beside the data packages, made from the same tables, described by OpenAPI."""

from scripts.publish.api.folder import publish_api

__all__ = ["publish_api"]
