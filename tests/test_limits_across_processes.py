"""A rate limit holds for everybody together: four processes let through what one would."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent
COUNT, SECONDS, PROCESSES, ATTEMPTS = 400, 20, 4, 350
PROGRAM = """
import json, sys, django
django.setup()
from django.db import connection
from core.limits import Rate, spend

def clock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])

rate = Rate("four processes", {count}, {seconds})
clock()
print("ready", flush=True)
sys.stdin.readline()
first = clock()
let_through = sum(spend(rate, "somebody") is None for _ in range({attempts}))
print(json.dumps([let_through, first, clock()]), flush=True)
"""


@pytest.mark.slow
@pytest.mark.usefixtures("own_database")
def test_four_processes_let_through_what_one_would() -> None:
    parameters: Any = connection.get_connection_params()
    address = f"postgresql://{parameters['user']}@/{parameters['dbname']}?host={parameters['host']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "to7fabackend.settings",
    }
    program = PROGRAM.format(count=COUNT, seconds=SECONDS, attempts=ATTEMPTS)
    with ExitStack() as ended:
        running: list[Any] = [
            ended.enter_context(
                subprocess.Popen(
                    [sys.executable, "-W", "ignore", "-c", program],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(PROCESSES)
        ]
        assert [each.stdout.readline() for each in running] == ["ready\n"] * PROCESSES

        for each in running:
            each.stdin.write("\n")
            each.stdin.flush()
        told = [json.loads(each.communicate(timeout=100)[0]) for each in running]

    let_through = sum(one[0] for one in told)
    elapsed = max(one[2] for one in told) - min(one[1] for one in told)
    allowed = COUNT + elapsed * COUNT / SECONDS
    assert let_through < PROCESSES * ATTEMPTS, "too few attempts to reach the limit"
    assert abs(let_through - allowed) <= 0.01 * allowed, (let_through, allowed, elapsed)
