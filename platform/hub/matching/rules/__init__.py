"""How a fit is worked out: percentiles, relatedness, factors, score. Pure arrays; no database, no words."""
