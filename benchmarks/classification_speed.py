"""What the trained model costs: referrals a second, cold start and memory, beside the rules alone.

    python -m benchmarks.classification_speed [REFERRALS.jsonl]

Reads the development referrals, one at a time, with the model and without it, and prints both rates, their ratio, the
seconds from nothing to the first answer, and the most memory that the process ever held.
"""

import json
import resource
import sys
import time
from pathlib import Path

from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from config.schema.cues import load_cues
from triage.classify import model_files
from triage.classify.suggest import Classifier

REFERRALS = Path(model_files.__file__).parent / "training" / "data" / "referrals-dev.jsonl"
NO_MODEL = Path("no-such-folder")
ROUNDS = 2


def sections(path: Path) -> list[dict[str, str]]:
    return [json.loads(line)["sections"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def classifier(folder: Path) -> Classifier:
    return Classifier(load_yaml(DEFAULTS / "criteria" / "wt2023.yaml", CriteriaSet), load_cues(), folder)


def rate(reader: Classifier, referrals: list[dict[str, str]]) -> float:
    """Referrals a second, the better of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for each in referrals:
            reader.suggest(each)
        best = max(best, len(referrals) / (time.perf_counter() - start))
    return best


def main() -> None:
    referrals = sections(Path(sys.argv[1]) if len(sys.argv) > 1 else REFERRALS)
    start, before = time.perf_counter(), time.process_time()
    both = classifier(model_files.FOLDER)
    both.suggest(referrals[0])
    cold = time.perf_counter() - start
    print(f"cold start took {time.process_time() - before:.2f} s of processor time, without imports")
    with_model = rate(both, referrals)
    by_rules = rate(classifier(NO_MODEL), referrals)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used = time.process_time()
    for each in referrals:
        both.suggest(each)
    print(f"{len(referrals) / (time.process_time() - used):.1f} referrals for a second of processor time")
    print(f"cold start {cold:.2f} s; most memory {memory:.0f} MiB")
    print(f"with the model {with_model:.1f} a second; rules alone {by_rules:.1f}; ratio {with_model / by_rules:.2f}")


if __name__ == "__main__":
    main()
