"""``make bench-campaign``: the list of pieces while a campaign goes to a hundred thousand people.

The list is read alone and again while the worker tells everybody as fast as a campaign may; both in one
run, so that the machine is the same.
"""

import argparse
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench import database
from bench.machine import ROOT, Load, served, typical, wrk

MOST = 2.0


def everybody(count: int) -> None:
    from custom_auth.models import User, UserProfile

    for start in range(0, count, 5000):
        people = User.objects.bulk_create(
            User(email=f"reader{number}@bench.example", password="!")
            for number in range(start, min(start + 5000, count))
        )
        UserProfile.objects.bulk_create(UserProfile(user=person) for person in people)


def begun() -> int:
    from django.db import transaction
    from django.utils import timezone

    from custom_auth.models import User
    from notifications.actions import campaigns
    from notifications.models import Campaign

    now = timezone.now()
    with transaction.atomic():
        campaign = Campaign.objects.create(
            name="bench",
            title="أيام الفانوس",
            message="خصم على الفوانيس حتى الجمعة.",
            title_en="Lantern days",
            message_en="Lanterns for less until Friday.",
            starts_at=now,
            per_minute=60_000,
        )
        by = User.objects.order_by("pk")[0]
        campaign_id: int = campaigns.schedule(campaign, by=by, now=now).pk
        return campaign_id


def run(_folder: Path, chosen: argparse.Namespace) -> None:
    from bench import fill
    from notifications.models import Campaign, Notification

    sellers, _ = fill.people()
    fill.goods(sellers, 10_000)
    everybody(chosen.people)

    def read(path: str) -> Load:
        return typical([wrk(path, seconds=chosen.seconds) for _ in range(3)])

    with served("to7fabackend.wsgi", {"PUBLIC_CACHE": "0"}) as server:
        path = f"{server.address}/api/products/"
        wrk(path, seconds=2)
        alone, campaign_id = read(path), begun()
        worker = subprocess.Popen(
            [sys.executable, "-W", "ignore", "manage.py", "work"],
            cwd=ROOT,
            env={**os.environ, "LOG_LEVEL": "ERROR"},
            stdout=subprocess.DEVNULL,
        )
        try:
            during = read(path)
            told = Campaign.objects.get(pk=campaign_id).told
            arrived = Notification.objects.count()
        finally:
            worker.terminate()
            worker.wait(60)
    for name, load in (("alone", alone), ("during", during)):
        print(f"list {name}: {load.per_second:,.0f}/s, p50 {load.p50:.1f}, p99 {load.p99:.1f} ms")
    print(f"meanwhile {told:,} of {chosen.people:,} people were told, {arrived:,} inboxes filled")
    print(
        f"ratios: p50 {during.p50 / alone.p50:.2f}, p99 {during.p99 / alone.p99:.2f} (at most {MOST})"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=8)
    chosen = parser.parse_args()
    return database.measured(partial(run, chosen=chosen))


if __name__ == "__main__":
    sys.exit(main())
