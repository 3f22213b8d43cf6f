from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from notifications import rules


class MailTroubleQuerySet(models.QuerySet["MailTrouble"]):
    def at(self, *addresses: str) -> Self:
        """Those at any of ``addresses``, however they are capitalised."""
        return self.filter(address__in=[address.lower() for address in addresses])


class MailTrouble(Numbered):
    """An address that gave a mail back, or whose owner wants no more of them: no promotions go there.

    It belongs to the address, not to a person: who changes to another one gets mail again.
    """

    id = IdField(primary_key=True)
    address = models.CharField(_("address"), max_length=254, unique=True)
    fate = models.CharField(
        _("what happened"),
        max_length=12,
        choices=[
            (rules.Fate.BOUNCED.value, _("Came back")),
            (rules.Fate.COMPLAINED.value, _("Reported as unwanted")),
            (rules.Fate.UNSUBSCRIBED.value, _("Wants no more")),
        ],
    )
    detail = models.CharField(_("what the other side said"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))

    objects: ClassVar[MailTroubleQuerySet] = MailTroubleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("address with trouble")
        verbose_name_plural = _("addresses with trouble")
