"""Charts as shapes with a text alternative; drawn as SVG and as PNG from the same values."""
