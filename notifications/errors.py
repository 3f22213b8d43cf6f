from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class UnknownKind(LookupError):
    """A notice of a kind that the catalogue does not have: a programmer's error."""


class MandatoryTopic(Problem):
    code = "mandatory_topic"
    title = _("Notices about your account and money cannot be switched off.")
