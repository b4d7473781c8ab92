"""Measuring against what people said: gold documents and coders."""
