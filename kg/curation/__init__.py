"""A person's last word: decisions on themes, items and agencies, kept as Turtle and applied at every build."""
