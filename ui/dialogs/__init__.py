"""Windows on top of the main window: the portfolio with its preview, printing, and saving many at once."""
