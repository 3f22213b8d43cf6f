"""What the worker does for this app."""

import structlog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from core.transactions import opens_transaction
from custom_auth.actions import accounts, documents, phones
from custom_auth.models import SellerDocument, Session, SignIn, User
from custom_auth.rules import SIGN_INS_KEPT
from notifications.catalogue import kinds
from notifications.channels import mail, sms
from notifications.channels.answers import Refused

log = structlog.get_logger("tohfa.accounts")
RETRIES = RetryStrategy(max_attempts=6, exponential_wait=5)


@app.task(name="custom_auth.send_account_mail", queue="mail", retry=RETRIES, pass_context=True)
def send_account_mail(context: JobContext, *, user_id: int, kind: str) -> None:
    """Send a mail that may hold a key. The key is made here and now, so that it is stored nowhere."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or (kind == "account.verify_email" and user.is_email_verified):
        return
    try:
        mail.send(
            kinds()[kind],
            _key_values(user, kind),
            to=user.email,
            name=user.first_name,
            language=user.language,
            key=f"{kind.replace('.', '-')}-{context.job.id}",
        )
    except Refused as error:  # the same again would be refused again
        log.warning("an account's mail was not taken", kind=kind, user_id=user_id, error=str(error))


def _key_values(user: User, kind: str) -> dict[str, object]:
    if kind == "account.verify_email":
        return {"key": accounts.email_key(user), "hours": settings.EMAIL_KEY_TIMEOUT // 3600}
    if kind == "account.reset_password":
        return {
            "uid": accounts.uid(user),
            "token": accounts.reset_keys.make_token(user),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        }
    return {}


@app.task(name="custom_auth.send_phone_code", queue="mail", retry=RETRIES, pass_context=True)
def send_phone_code(context: JobContext, *, user_id: int) -> None:
    """Make a code, keep its digest, and send it: the code itself is stored nowhere."""
    made = opens_transaction(phones.make_code)(user_id, now=timezone.now())
    if made is not None:
        message = sms.Text(
            to=made.phone_number,
            text=made.text,
            key=f"phone-code-{context.job.id}",
            code=made.code,
            language=made.language,
        )
        try:
            sms.send(message)
        except Refused as error:  # the same again would be refused again
            log.warning("a code was not taken", user_id=user_id, error=str(error))


@app.periodic(cron="37 2 * * *")
@app.task(name="custom_auth.forget", queue="night", queueing_lock="forget_people")
def forget(timestamp: int) -> None:
    """Delete documents on their day, and sign-ins and sessions nobody needs to see any more."""
    now = timezone.now()
    for document in SellerDocument.objects.filter(delete_on__lte=now.date()).iterator():
        opens_transaction(documents.delete)(document)
    SignIn.objects.filter(created_at__lt=now - SIGN_INS_KEPT).delete()
    Session.objects.bygone(now - SIGN_INS_KEPT).delete()
    SessionStore.clear_expired()
