"""What a document says of the review itself: who, where, when, of what kind."""
