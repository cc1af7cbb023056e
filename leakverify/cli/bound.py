"""`leakverify bound`: what the answers allow one to say."""

import argparse
import json
import math
import sys

from leakverify.scoring.bound import Bound, bound
from leakverify.words.say import ui


def run(options: argparse.Namespace) -> int:
    """Print the sentence, or JSON with `--json -`."""
    try:
        answer = bound(
            options.confirmed,
            options.answered,
            rows=options.rows,
            drawn=options.drawn,
            dead=options.dead,
        )
    except ValueError:
        print(ui("leakverify: these counts contradict each other."), file=sys.stderr)
        return 2
    said = sentence(answer)
    if options.json == "-":
        fields = {
            "confirmed": answer.confirmed,
            "answered": answer.answered,
            "rows": answer.rows,
            "lower95": answer.lower95,
            "floor": answer.floor,
            "sentence": said,
        }
        print(json.dumps(fields, ensure_ascii=False))
    else:
        print(said)
    return 0


def sentence(answer: Bound) -> str:
    """The bound in words; rounds down, and speaks only of people who could be reached and answered."""
    return ui(
        "{confirmed} of {answered} people reached confirmed their entry. Among entries whose person"
        " can be reached and answers, at least {percent} % are right (95 % confidence)."
    ).format(
        confirmed=answer.confirmed,
        answered=answer.answered,
        percent=math.floor(answer.lower95 * 100),
    )
