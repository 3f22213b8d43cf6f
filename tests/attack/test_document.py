"""As each role: no server error, and every answer as the document has it."""

import json
import os
from pathlib import Path

import pytest

from tests.attack.everything import attack
from tests.surface.world import World
from tests.thorough import THOROUGH

AT_LENGTH = "ATTACK" in os.environ
EXAMPLES = int(os.environ.get("ATTACK_EXAMPLES", "15" if AT_LENGTH else "2" if THOROUGH else "1"))
SEED = int(os.environ.get("ATTACK_SEED", "2026"))
REPORT = os.environ.get("ATTACK_REPORT")
ROLES = (
    "anonymous",
    "customer",
    "seller",
    "other_seller",
    "support",
    "finance",
    "moderator",
    "admin",
)


@pytest.mark.deep
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("role", ROLES if THOROUGH or AT_LENGTH else ROLES[::3])
def test_every_answer_is_as_documented(role: str, world: World) -> None:
    outcome = attack(world, role, examples=EXAMPLES, seed=SEED, at_length=AT_LENGTH)

    figures = dict(sorted(outcome.statuses.items()))
    print(f"{role}: {outcome.sent} requests, {figures}")  # noqa: T201 - what `make attack` shows
    if REPORT:
        told = {
            "requests": outcome.sent,
            "statuses": figures,
            "faults": {" ".join(what): text for what, text in outcome.faults.items()},
        }
        Path(f"{REPORT}.{role}").write_text(json.dumps(told, indent=1, ensure_ascii=False))
    assert outcome.sent > 0
    assert not outcome.faults, "\n\n".join(
        f"{operation}: {check}\n{text}" for (operation, check), text in outcome.faults.items()
    )
