WORDINGS = (
    "own",
    "bank",
)  # of generated reviews: words drawn from the codebook, no two alike, or passages of the bank
