"""What the house keeps as codes is read by name, and an unknown code as it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from core.models import StaffAction
from custom_auth.models import Governorate
from custom_auth.tests.builders import a_seller, a_staff_member
from notifications.catalogue import kinds
from orders.models import Coupon, ShippingZone
from orders.tests.builders import an_order
from tests.office.rows import Rows
from tests.office.signing import browser_of
from to7fabackend.backoffice import codes

pytestmark = pytest.mark.django_db
NAMED = re.compile(r'(?:name="|staff\.note\(\s*request,\s*")([a-z_]+\.[a-z-]+)"')


def admin_page(name: str, *parts: object, language: str = "ar", **asked: str) -> str:
    browser = browser_of(a_staff_member(is_superuser=True), language=language)
    answer = browser.get(reverse(f"admin:{name}", args=parts), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_task_and_lane_of_the_worker_has_an_arabic_name() -> None:
    ours = {name: task.queue for name, task in app.tasks.items() if "procrastinate" not in name}

    assert set(ours) <= set(codes.TASKS)
    assert set(ours.values()) <= set(codes.LANES)
    assert set(ProcrastinateJob.STATUSES) == set(codes.JOB_STATES)
    with translation.override("ar"):
        named = [*codes.TASKS.values(), *codes.LANES.values(), *codes.JOB_STATES.values()]
        assert [str(name) for name in named if str(name).isascii()] == []


def test_the_workers_jobs_are_read_in_words_and_one_of_another_release_as_it_is() -> None:
    app.configure_task("payment.check_ledger", queue="night").defer(timestamp=1)
    app.configure_task("gone.since_long", allow_unknown=True, queue="attic").defer()

    shown = admin_page("procrastinate_procrastinatejob_changelist")

    for words in ("مراجعة دفتر الأستاذ", "دورية", "بانتظار", "gone.since_long", "attic"):
        assert words in shown, words
    for code in ("payment.check_ledger<", "Task name", "Procrastinate", ">todo<"):
        assert code not in shown, code
    job = ProcrastinateJob.objects.get(task_name="payment.check_ledger")
    one = admin_page("procrastinate_procrastinatejob_change", job.pk)
    assert f"مراجعة دفتر الأستاذ {job.pk}" in one
    assert "Queueing lock" not in one


def test_what_staff_can_do_is_named_in_the_log() -> None:
    written = {
        name
        for folder in (*settings.OUR_APPS, "to7fabackend")
        for path in Path(settings.BASE_DIR / folder).rglob("*.py")
        if "tests" not in path.parts and path.name != "tasks.py"
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    known = codes.actions()

    assert "coupons.end" in written
    assert written <= set(known)
    with translation.override("ar"):
        assert [str(name) for name in known.values() if str(name).isascii()] == []
    StaffAction.objects.create(
        action="payouts.approve", about_type="wallet.payout", about_id="1", about_name="1"
    )
    shown = admin_page("core_staffaction_changelist")
    assert "payouts.approve<" not in shown.replace("\n", "")
    assert str(codes.actions()["page.add"])


def test_a_kind_of_notice_is_known_by_its_title() -> None:
    assert kinds()["order.placed"].named("ar") == "وصلنا طلبك …"
    assert kinds()["promotion.campaign"].named("en") == "promotion.campaign"
    assert all("{" not in kind.named("ar") + kind.named("en") for kind in kinds().values())
    shown = admin_page("notifications_noticetext_add")
    assert "وصلنا طلبك … (order.placed)" in shown


def test_orders_are_filtered_by_the_names_of_governorates() -> None:
    order = an_order()
    place = Governorate.objects.get(code=order.governorate_code)

    listed = admin_page("orders_order_changelist")
    one = admin_page("orders_order_change", order.pk)

    assert f'title="{place.name}"' in listed
    assert f'title="{place.code}"' not in listed
    assert f">{place.code}<" not in one


def test_a_refused_coupon_says_in_arabic_what_is_wrong() -> None:
    browser = browser_of(a_staff_member(is_superuser=True), language="ar")

    form = {"code": "EID", "smallest_order": "0", "most_per_person": "1"}
    rows = {"uses-TOTAL_FORMS": "0", "uses-INITIAL_FORMS": "0"}
    page = browser.post(reverse("admin:orders_coupon_add"), form | rows).content.decode()

    assert "اكتب نسبة الخصم أو مبلغه، لا كليهما." in page
    assert "الرجاء تصحيح ما هو معلَّم أدناه." in page
    assert "لا توجد أخطاء" not in page
    assert not Coupon.objects.exists()


def test_what_goes_with_a_deletion_is_called_by_name() -> None:
    zone = Rows().add(ShippingZone)
    zone.governorates.set(Governorate.objects.all()[:2])

    page = admin_page("orders_shippingzone_delete", zone.pk)

    assert " object (" not in page
    assert "ارتباط" in page
    assert "Shippingzone" not in page


def test_an_empty_choice_and_an_empty_value_are_no_foreign_words() -> None:
    add = admin_page("orders_shippingrate_add")
    attribute = admin_page("products_attribute_add")

    assert "Select value" not in add
    assert "Categories" not in attribute


@pytest.mark.parametrize(
    ("language", "shown", "other"),
    [
        ("ar", "الإسكندرية", "Alexandria"),
        ("en", "Alexandria", "الإسكندرية"),
    ],
)
def test_governorates_are_named_in_the_readers_language(
    language: str, shown: str, other: str
) -> None:
    zone = ShippingZone.objects.first()
    seller = a_seller(governorate=Governorate.objects.get(code="ALX"))
    assert zone is not None

    pages = {
        "zone": admin_page("orders_shippingzone_change", zone.pk, language=language),
        "campaign": admin_page("notifications_campaign_add", language=language),
        "profile": admin_page(
            "custom_auth_userprofile_change", seller.profile.pk, language=language
        ),
    }

    assert [name for name, page in pages.items() if shown not in page or other in page] == []


def test_governorates_stand_in_their_own_order() -> None:
    page = admin_page("notifications_campaign_add", language="en")

    options = page[page.index('name="audience_governorate"') :]
    assert options.index("Cairo") < options.index("Giza") < options.index("Alexandria")
