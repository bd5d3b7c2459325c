"""The desk as JSON at `/api/v1`, described by OpenAPI: the same rows as the site, for programs."""
