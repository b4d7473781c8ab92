"""From files to a published graph: reading, extraction, theming, description and the store, in that order."""
