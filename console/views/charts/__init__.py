"""Charts, painted from the tokens: bars, lines and the heat map of the week."""
