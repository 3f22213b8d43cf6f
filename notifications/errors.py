from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class UnknownKind(LookupError):
    """A notice of a kind that the catalogue does not have: a programmer's error."""


class MandatoryTopic(Problem):
    code = "mandatory_topic"
    title = _("Notices about your account and money cannot be switched off.")


class TooManyStreams(Problem):
    status = 429
    code = "too_many_streams"
    title = _("Your account has too many live streams open.")


class StreamUnavailable(Problem):
    status = 503
    code = "stream_unavailable"
    title = _("Live notices are not available at the moment. Please try again soon.")


class NotTheProvider(Problem):
    status = 403
    code = "bad_signature"
    title = _("The message is not signed by whom it claims.")


class IllegalMove(Problem):
    code = "campaign_cannot"
    title = _("The campaign cannot do this in its present state.")
