"""Reading countries: the board of all figures, the chart of one country, the list of all."""
