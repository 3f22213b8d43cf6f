from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class InsufficientFunds(Problem):
    code = "insufficient_funds"
    title = _("The wallet does not hold enough money.")


class AlreadyBooked(Problem):
    code = "already_booked"
    title = _("This movement has been booked before.")


class NoPin(Problem):
    code = "no_pin"
    title = _("Set a PIN for your wallet first.")


class WrongPin(Problem):
    status = 403
    code = "wrong_pin"
    title = _("The PIN is wrong.")


class PinLocked(Problem):
    status = 403
    code = "pin_locked"
    title = _("The PIN is locked for a while after wrong entries.")


class CoolingOff(Problem):
    code = "cooling_off"
    title = _("Withdrawals rest for a day after the password or the PIN was changed.")


class LimitReached(Problem):
    code = "limit_reached"
    title = _("The amount is outside the limits of withdrawals.")


class StepUpRequired(Problem):
    status = 403
    code = "step_up_required"
    title = _("A withdrawal as large as this needs two-step sign-in and its code.")


class NeedsAnother(Problem):
    code = "needs_another_person"
    title = _("A second person has to approve this.")
