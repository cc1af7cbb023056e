"""What the file at a glance costs: `python tests/benchmarks/glance.py [--rows N]` counts N made-up rows and tells the seconds.

The rows are those of `road.py`, 200,000 of them over and over. What the checks have computed anyway (cells as codes, keys,
addresses) is computed before the clock runs; beside it stands what all checks together take for the same rows.
"""

import argparse
import datetime as dt
import pickle
import time

import pandas as pd

from leakverify.checks.contract import Context
from leakverify.engine import plan
from leakverify.engine.default_rooms import rooms
from leakverify.engine.glance_counts import GlanceCounts
from leakverify.engine.glance_made import glance_of
from leakverify.engine.run import STEP_ROWS, Probes
from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.model.claim import Claim
from tests.benchmarks.road import HEADER
from tests.benchmarks.road import rows as made_up

AS_OF = dt.date(2026, 11, 23)
ONCE = 200_000


def main(count: int) -> None:
    """Count, and tell."""
    frame = pd.DataFrame(made_up(min(count, ONCE)), columns=HEADER, dtype="str")
    house = rooms()
    head = Batch(frame.head(1000), 1)
    settings = house.settings_for(head, house.guess(head), Claim(), AS_OF)
    context = Context(Claim(), AS_OF, house.calibration, settings)
    probes = Probes(plan.make(house.checks, settings.roles, context), context)
    counts = GlanceCounts(settings.roles)
    spent = all_checks = 0.0
    checked = fed = 0
    while fed < count:
        for at in range(0, len(frame), STEP_ROWS):
            piece = frame.iloc[at : at + STEP_ROWS].reset_index(drop=True)
            facts = Facts(Batch(piece, fed + at + 1), settings)
            if fed + at < ONCE:
                began = time.process_time()
                for index in range(len(probes.plan.tasks)):
                    probes.feed(index, facts)
                all_checks += time.process_time() - began
                checked += len(piece)
            for name in HEADER:
                facts.text_hashes(name, 0)
            facts.emails("email")
            began = time.process_time()
            counts.feed(facts, 0)
            spent += time.process_time() - began
        fed += len(frame)
    print(
        f"{fed:,} rows, {counts.looked:,} counted: {spent:.3f} s, {spent / fed * 1e6:.3f} s a million"
    )
    print(f"all checks on {checked:,} rows: {all_checks:.2f} s")
    print(
        f"memory {counts.table.nbytes / 2**20:.1f} MiB, in travel {len(pickle.dumps(counts)) / 2**20:.1f} MiB"
    )
    began = time.process_time()
    glance = glance_of(counts)
    print(
        f"{glance.parts} parts, {len(glance.strips)} strips made in {time.process_time() - began:.3f} s"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ONCE)
    main(parser.parse_args().rows)
