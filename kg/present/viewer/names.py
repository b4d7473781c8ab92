"""The names of the views, apart from what draws them, so that ``kg view --help`` is quick."""

from __future__ import annotations

RECURRING_THEMES = "recurring-themes"
REVIEWS_AND_THEMES = "reviews-and-themes"
AROUND = "around"  # drawn in the page, since any node can be its middle
LINEAGE = "lineage"
WHO_IS_ASKED = "who-is-asked"
EVERYTHING = "everything"
VIEWS = (RECURRING_THEMES, REVIEWS_AND_THEMES, AROUND, LINEAGE, WHO_IS_ASKED, EVERYTHING)

# Fuller pictures behind a button of the view that they enlarge.
ALL_THEMES = "all-themes"
ALL_LINEAGE = "all-lineage"
ALL = "all"
