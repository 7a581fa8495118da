"""What analysts ask by day, beside the night: facts only, which commands print."""
