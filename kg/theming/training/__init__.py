"""Training the suggested tier from the bank.  Needs torch; what it makes runs without."""
