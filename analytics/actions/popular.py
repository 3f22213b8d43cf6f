"""Telling the catalogue how often its pieces were looked at, a day at a time, when the day is over."""

from datetime import datetime, timedelta

from analytics import rules
from analytics.actions.rollups import OVERLAP
from analytics.models import ProductTraffic, RollupMark
from core.calendar import CAIRO
from core.transactions import joins_transaction
from products.actions import popularity

# A day that is longer ago adds next to nothing: what popularity is made of halves every two weeks.
OLDEST = timedelta(days=60)
# So many lookers of a day count for one piece. Without a bound whoever runs a script that calls itself
# a new visitor each time could lift a piece above all that are bought.
MOST = 200


@joins_transaction
def tell_views() -> int:
    """Tell of each day that is over and summed up, once; give how many days those were.

    What comes in later for such a day is in the figures and no longer in popularity.
    """
    mark = RollupMark.objects.select_for_update().get_or_create(pk=1)[0]
    if mark.reached is None:
        return 0
    last = rules.day_of(mark.reached - OVERLAP) - rules.DAY
    first = max(mark.told_on + rules.DAY if mark.told_on else last - OLDEST, last - OLDEST)
    days = [first + rules.DAY * number for number in range((last - first).days + 1)]
    for day in days:
        seen = ProductTraffic.objects.filter(day=day, views__gt=0)
        views = {pk: min(count, MOST) for pk, count in seen.values_list("product_id", "views")}
        if views:
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=CAIRO)
            popularity.note_views(views, at=noon)
    if days:
        mark.told_on = last
        mark.save(update_fields=["told_on"])
    return len(days)
