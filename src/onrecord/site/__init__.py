"""The desk as a site: routes, typed page contexts, templates and static files. It reads and never writes."""
