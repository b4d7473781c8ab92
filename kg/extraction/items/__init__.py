"""Findings, points, recommendations, questions, good practice and purposes: an ordered list of rules."""
