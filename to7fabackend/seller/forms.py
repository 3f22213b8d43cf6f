"""What sellers fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )
    otp = forms.CharField(
        label=_("Code of your authenticator app"),
        help_text=_("Only if two-step sign-in is on."),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )


class Step(forms.Form):
    """A step of one's part of an order."""

    note = forms.CharField(
        label=_("A word to the buyer"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class Shipping(Step):
    carrier = forms.CharField(label=_("Who carries it"), required=False, max_length=60)
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    field_order = ["carrier", "tracking_number", "note"]


class Cancelling(Step):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["note"].label = _("Why it cannot be sent")
        self.fields["note"].required = True


class Refusing(Step):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["note"].label = _("Why you do not take it back")
        self.fields["note"].required = True


class Disputing(Step):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["note"].label = _("What our team should know")


class Receiving(Step):
    is_sellable = forms.BooleanField(label=_("It can be sold again"), required=False, initial=True)
    field_order = ["is_sellable", "note"]


class Message(forms.Form):
    text = forms.CharField(
        label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 3})
    )


class Stock(forms.Form):
    stock = forms.IntegerField(
        label=_("In stock"),
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
    )
