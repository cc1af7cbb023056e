"""The result of a self-test as JSON, and back again, field by field."""

import json
from typing import Any, Final

from leakverify.model.museum import Catch, Caught, SelfTest, Trial
from leakverify.model.terms import Reading, Status

SCHEMA: Final = "leakverify.selftest/1"


def as_dict(test: SelfTest) -> dict[str, Any]:
    """All of it."""
    return {
        "schema": SCHEMA,
        "version": test.version,
        "complete": test.complete,
        "passed": test.passed,
        "missed": list(test.missed),
        "rows": test.rows,
        "clean": {"lists": test.clean, "accused": test.accused},
        "checks": [
            {"check": check, "clean": test.made[check], "alarms": test.alarms.get(check, 0)}
            for check in sorted(test.made)
        ],
        "classes": [_trial(trial) for trial in test.trials],
    }


def _trial(trial: Trial) -> dict[str, Any]:
    """One planted class."""
    return {
        "id": trial.id,
        "base": trial.base,
        "core": trial.core,
        "readings": [r.value for r in trial.readings],
        "planted": trial.planted,
        "caught": trial.caught.value,
        "status": trial.status.value,
        "read_right": trial.read_right,
        "checks": [
            {
                "check": c.check,
                "support": c.support,
                "exhibit": c.exhibit,
                "named": c.named,
                "right": c.right,
                "precision": c.right / c.named if c.named else None,
                "recall": c.right / trial.planted if trial.planted else None,
            }
            for c in trial.catches
        ],
    }


def to_text(test: SelfTest) -> str:
    """One line of JSON."""
    return json.dumps(as_dict(test), ensure_ascii=False, allow_nan=False)


def from_dict(data: dict[str, Any]) -> SelfTest:
    """The result again. Raises KeyError, TypeError or ValueError for anything else."""
    checks = {str(c["check"]): c for c in data["checks"]}
    return SelfTest(
        str(data["version"]),
        int(data["rows"]),
        int(data["clean"]["lists"]),
        int(data["clean"]["accused"]),
        tuple(_trial_from(t) for t in data["classes"]),
        {name: int(c["alarms"]) for name, c in checks.items()},
        {name: int(c["clean"]) for name, c in checks.items()},
        complete=bool(data["complete"]),
    )


def _trial_from(data: dict[str, Any]) -> Trial:
    """One planted class again."""
    return Trial(
        str(data["id"]),
        str(data["base"]),
        bool(data["core"]),
        tuple(Reading(r) for r in data["readings"]),
        int(data["planted"]),
        Caught(data["caught"]),
        Status(data["status"]),
        bool(data["read_right"]),
        tuple(
            Catch(
                str(c["check"]),
                float(c["support"]),
                bool(c["exhibit"]),
                int(c["named"]),
                int(c["right"]),
            )
            for c in data["checks"]
        ),
    )
