"""Reading for the matching: the facts, the technology meant, rankings and what speaks for them."""
