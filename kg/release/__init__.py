"""What leaves the house: datasets that others can cite, and backups that bring a build back."""
