"""The agencies of a review, told apart and normalised, and their part in each item."""
