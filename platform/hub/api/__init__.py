"""The public JSON interface, ``/api/v1``: public data only, documented with OpenAPI."""
