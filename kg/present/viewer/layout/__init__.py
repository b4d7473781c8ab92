"""Where marks stand: computed beforehand, the same each time, labels never on top of each other."""
