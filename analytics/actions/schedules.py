"""Reports that come by themselves: each week or month, of the week or month that is over."""

from datetime import date

import structlog

from analytics import rules
from analytics.actions import jobs
from analytics.models import ReportJob, ReportSchedule
from analytics.reporting import registry
from analytics.rules import Granularity
from core.staff import FINANCE
from core.transactions import joins_transaction
from custom_auth.permissions import roles_of

log = structlog.get_logger("tohfa.reports")


@joins_transaction
def order_due(*, today: date) -> list[ReportJob]:
    """Have made what is due, once however long nobody looked; give the jobs.

    Who may no longer read reports, or wants one that is gone, gets none any more.
    """
    ordered = []
    for schedule in ReportSchedule.objects.due(today).locked().select_related("wanted_by"):
        every = Granularity(schedule.every)
        if schedule.name not in registry() or FINANCE not in roles_of(schedule.wanted_by):
            log.info("a report by mail has ended", schedule=schedule.pk)
            schedule.delete()
            continue
        ordered.append(
            jobs.ask(
                schedule.name,
                rules.last_whole(today, every),
                schedule.file_format,
                language=schedule.language,
                by=schedule.wanted_by,
                is_told=True,
            )
        )
        schedule.next_on = rules.next_begin(today, every)
        schedule.save(update_fields=["next_on"])
    return ordered
