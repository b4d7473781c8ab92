"""Items tagged a second in each tier, start-up, memory and file sizes, on passages of the project's own bank.

    python -m benchmarks.tagging [--items 300] [--against FOLDER]

``--against`` is a folder with a sentence encoder (MiniLM, say): the same items are then run through torch as well, in
batches, as sentence-transformers would.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from kg.model import ItemKind
from kg.theming.asserted import assert_themes, read_records
from kg.theming.bank import read_bank
from kg.theming.codebook import load_codebook
from kg.theming.lexicon import Lexicon
from kg.theming.model import load_model, model_folder, model_is_there
from kg.theming.suggested import Asked, suggest


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--items", type=int, default=300)
    arguments.add_argument("--model", type=Path, default=model_folder())
    arguments.add_argument("--against", type=Path)
    given = arguments.parse_args()
    start = time.perf_counter()
    codebook = load_codebook()
    lexicon, records = Lexicon(codebook), read_records()
    print(f"start-up, asserted tier: {time.perf_counter() - start:.2f} s")
    passages = read_bank(codebook).passages
    texts = [passage.text for passage in passages[:: max(1, len(passages) // given.items)]][: given.items]
    start = time.perf_counter()
    named = [assert_themes(text, lexicon, records) for text in texts]
    print(f"asserted: {len(texts) / (time.perf_counter() - start):,.0f} items a second")
    if model_is_there(given.model):
        start = time.perf_counter()
        model = load_model(codebook.version, given.model)
        print(f"start-up, suggested tier: {time.perf_counter() - start:.2f} s")
        asked = [
            Asked(text, "", frozenset(tag.theme for tag in tags), ItemKind.FINDING)
            for text, tags in zip(texts, named, strict=True)
        ]
        start = time.perf_counter()
        suggest(model, asked)
        print(f"suggested: {len(texts) / (time.perf_counter() - start):,.0f} items a second")
        sizes = ", ".join(f"{p.name} {p.stat().st_size / 1e6:.1f} MB" for p in sorted(given.model.iterdir()))
        print(f"files: {sizes}")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    if given.against:
        against(given.against, texts)


def against(folder: Path, texts: list[str]) -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    start = time.perf_counter()
    network = AutoModel.from_pretrained(str(folder), local_files_only=True).eval()
    tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    print(f"start-up, torch: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    with torch.no_grad():
        for first in range(0, len(texts), 32):
            network(
                **tokenizer(texts[first : first + 32], padding=True, truncation=True, return_tensors="pt")
            )
    print(f"encoding alone, torch: {len(texts) / (time.perf_counter() - start):,.0f} items a second")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
