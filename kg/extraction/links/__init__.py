"""What a review says of other reviews."""
