"""The demo's people: what is said of them fits together."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from custom_auth.models import SellerApplication
from to7fabackend.demo import shop


@pytest.mark.django_db
def test_the_history_of_an_application_begins_when_it_was_handed_in() -> None:
    now = timezone.now().replace(microsecond=0)

    with transaction.atomic():
        shop.make_people(now)

    applications = SellerApplication.objects.prefetch_related("events")
    assert applications.count() > len(shop.APPLICANTS)
    for one in applications:
        steps = sorted(one.events.all(), key=lambda step: step.pk)
        assert [step.to_status for step in steps][-1:] == [one.status], one
        assert steps[0].created_at == one.submitted_at, one
        assert one.submitted_at <= steps[-1].created_at <= now + timedelta(seconds=1), one
        if one.decided_at is not None:
            assert steps[-1].created_at == one.decided_at, one
