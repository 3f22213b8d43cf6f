"""The checkout's sentences in both languages."""

from dataclasses import dataclass

from django.http import HttpRequest

ARABIC = {
    "title": "الدفع الآمن",
    "test_mode": "وضع الاختبار — لا تُحصَّل أموال حقيقية",
    "other_language": "English",
    "pay_to": "الدفع إلى",
    "order": "الطلب",
    "total": "الإجمالي",
    "quantity": "الكمية",
    "currency": "ج.م",
    "choose": "اختر طريقة الدفع",
    "card": "بطاقة ائتمان أو خصم مباشر",
    "wallet": "محفظة إلكترونية",
    "kiosk": "نقدًا لدى أمان أو مصاري",
    "saved": "بطاقاتك المحفوظة",
    "number": "رقم البطاقة",
    "expiry": "تاريخ الانتهاء",
    "cvv": "رمز الأمان CVV",
    "name": "الاسم على البطاقة",
    "save_card": "احفظ هذه البطاقة للمرات القادمة",
    "pay": "ادفع",
    "phone": "رقم المحفظة",
    "continue": "متابعة",
    "get_bill": "احصل على رقم الدفع",
    "kiosk_help": "ستحصل على رقم تدفعه نقدًا في أي منفذ أمان أو مصاري.",
    "wallet_help": "سنطلب منك الرقم السري للمحفظة ورمزًا لمرة واحدة.",
    "code_title": "تأكيد من البنك",
    "code_help": "أدخل رمز التحقق المكوّن من 6 أرقام الذي أرسله البنك إلى هاتفك.",
    "code_hint": "في وضع الاختبار الرمز هو 123456.",
    "code": "رمز التحقق",
    "mpin": "الرقم السري للمحفظة (MPIN)",
    "wallet_title": "تأكيد من المحفظة",
    "wallet_hint": "في وضع الاختبار كلاهما 123456.",
    "confirm": "تأكيد الدفع",
    "cancel": "إلغاء الدفع",
    "wrong_code": "الرمز غير صحيح. حاول مرة أخرى.",
    "bill_title": "رقم الدفع الخاص بك",
    "bill_help": "اذهب إلى أقرب منفذ أمان أو مصاري، واطلب خدمة «باي موب»، وقل لهم هذا الرقم.",
    "bill_until": "صالح حتى",
    "kiosk_machine": "ادفع الآن في المنفذ التجريبي",
    "kiosk_title": "منفذ الدفع التجريبي",
    "kiosk_intro": "هذا ما يراه البائع في المنفذ: أدخل رقم الدفع ثم أكّد استلام النقود.",
    "bill_reference": "رقم الدفع",
    "take_cash": "استلمت النقود",
    "bill_paid": "تم دفع الفاتورة رقم",
    "back_to_shop": "العودة إلى المتجر",
    "back": "رجوع",
    "try_again": "حاول مرة أخرى",
    "paid_title": "تم الدفع بنجاح",
    "paid_text": "وصلت دفعتك. يمكنك إغلاق هذه الصفحة.",
    "pending_title": "الدفع قيد المعالجة",
    "pending_text": "لم يصل الرد النهائي بعد. سيخبرك المتجر عند وصوله.",
    "declined_title": "لم يتم الدفع",
    "already_title": "هذا الطلب مدفوع",
    "already_text": "لا يلزمك فعل شيء آخر.",
    "expired_title": "انتهت صلاحية هذه الصفحة",
    "expired_text": "ارجع إلى المتجر وابدأ الدفع من جديد.",
    "transaction": "رقم العملية",
    "error_number": "رقم البطاقة غير صحيح.",
    "error_unknown": "هذه بيئة تجريبية: استخدم إحدى بطاقات الاختبار، ولا تكتب رقم بطاقة حقيقية.",
    "error_expiry": "اكتب تاريخ الانتهاء هكذا: شهر/سنة، مثل 01/39.",
    "error_past": "هذه البطاقة منتهية.",
    "error_cvv": "رمز الأمان ثلاثة أرقام.",
    "error_name": "اكتب الاسم كما هو على البطاقة.",
    "error_phone": "اكتب رقم محمول مصريًّا من 11 رقمًا.",
    "error_mpin": "اكتب الرقم السري من 6 أرقام.",
    "error_saved": "اختر بطاقة محفوظة.",
    "error_method": "طريقة الدفع هذه غير متاحة لهذا الطلب.",
    "help_title": "بطاقات الاختبار",
    "help_text": "أي تاريخ لم يمضِ بعد (مثل 01/39) وأي رمز من ثلاثة أرقام (مثل 123).",
    "help_wallets": "محافظ الاختبار (الرقم السري ورمز التحقق 123456)",
    "use": "استخدمها",
    "published": "من وثائق باي موب",
    "what": "ما يحدث",
    "approved": "تُقبل فورًا",
    "secure": "تطلب رمز البنك 123456 ثم تُقبل",
    "declined": "تُرفض: البنك لا يوافق",
    "insufficient": "تُرفض: الرصيد لا يكفي",
    "expired": "تُرفض: البطاقة منتهية",
    "unauthenticated": "تُرفض: لم ينجح تأكيد البنك",
    "timed_out": "انتهى الوقت قبل أن تُكمل الدفع",
    "system_error": "تُرفض: عطل لدى البنك",
    "pending": "تبقى معلّقة حتى تُحسم من لوحة التحكم",
    "lost": "تُقبل، ولا يصل الإشعار إلى المتجر أبدًا",
    "late": "تُقبل، ويتأخر الإشعار دقيقة",
    "twice": "تُقبل، ويصل الإشعار مرتين",
    "forged": "تُقبل، ويصل الإشعار بتوقيع فاسد",
    "reason_declined": "رفض البنك العملية. جرّب بطاقة أخرى أو اتصل بالبنك.",
    "reason_insufficient": "الرصيد لا يكفي.",
    "reason_expired": "البطاقة منتهية.",
    "reason_unauthenticated": "لم ينجح تأكيد هويتك لدى البنك.",
    "reason_timed_out": "انتهى الوقت المسموح به.",
    "reason_system_error": "حدث عطل لدى البنك. حاول بعد قليل.",
    "secured": "بياناتك لا تُخزَّن: يُحفظ آخر أربعة أرقام فقط.",
}
ENGLISH = {
    "title": "Secure payment",
    "test_mode": "Test mode — no real money is taken",
    "other_language": "العربية",
    "pay_to": "Pay to",
    "order": "Order",
    "total": "Total",
    "quantity": "Quantity",
    "currency": "EGP",
    "choose": "Choose how to pay",
    "card": "Credit or debit card",
    "wallet": "Mobile wallet",
    "kiosk": "Cash at Aman or Masary",
    "saved": "Your saved cards",
    "number": "Card number",
    "expiry": "Expiry date",
    "cvv": "Security code (CVV)",
    "name": "Name on card",
    "save_card": "Save this card for next time",
    "pay": "Pay",
    "phone": "Wallet number",
    "continue": "Continue",
    "get_bill": "Get a payment number",
    "kiosk_help": "You get a number to pay in cash at any Aman or Masary point.",
    "wallet_help": "Next you are asked for the wallet's PIN and a one-time code.",
    "code_title": "Your bank asks",
    "code_help": "Enter the 6-digit code your bank sent to your phone.",
    "code_hint": "In test mode the code is 123456.",
    "code": "One-time code",
    "mpin": "Wallet PIN (MPIN)",
    "wallet_title": "Your wallet asks",
    "wallet_hint": "In test mode both are 123456.",
    "confirm": "Confirm payment",
    "cancel": "Cancel payment",
    "wrong_code": "That code is not right. Please try again.",
    "bill_title": "Your payment number",
    "bill_help": "At any Aman or Masary point, ask for Paymob and tell them this number.",
    "bill_until": "Valid until",
    "kiosk_machine": "Pay now at the test kiosk",
    "kiosk_title": "Test kiosk",
    "kiosk_intro": "What the shopkeeper sees: enter the payment number and confirm the cash.",
    "bill_reference": "Payment number",
    "take_cash": "Cash received",
    "bill_paid": "Paid: bill number",
    "back_to_shop": "Return to the shop",
    "back": "Back",
    "try_again": "Try again",
    "paid_title": "Payment successful",
    "paid_text": "Your payment has arrived. You can close this page.",
    "pending_title": "Payment in progress",
    "pending_text": "There is no final answer yet. The shop will tell you when it comes.",
    "declined_title": "The payment did not go through",
    "already_title": "This order is paid",
    "already_text": "There is nothing more to do.",
    "expired_title": "This page has expired",
    "expired_text": "Return to the shop and start the payment again.",
    "transaction": "Transaction",
    "error_number": "This card number is not right.",
    "error_unknown": "This is a sandbox: use a test card, never the number of a real card.",
    "error_expiry": "Write the expiry date as month/year, such as 01/39.",
    "error_past": "This card has expired.",
    "error_cvv": "The security code has three digits.",
    "error_name": "Write the name as it stands on the card.",
    "error_phone": "Write an Egyptian mobile number of 11 digits.",
    "error_mpin": "Write the PIN of 6 digits.",
    "error_saved": "Choose a saved card.",
    "error_method": "This order cannot be paid that way.",
    "help_title": "Test cards",
    "help_text": "Any date yet to come (such as 01/39) and any three digits as CVV (such as 123).",
    "help_wallets": "Test wallets (PIN and code 123456)",
    "use": "Use it",
    "published": "from Paymob's documents",
    "what": "What happens",
    "approved": "approved at once",
    "secure": "asks for the bank's code 123456, then approved",
    "declined": "declined: do not honour",
    "insufficient": "declined: insufficient funds",
    "expired": "declined: expired card",
    "unauthenticated": "declined: the bank's check failed",
    "timed_out": "declined: not finished in time",
    "system_error": "declined: the bank's system failed",
    "pending": "stays pending until the control page decides",
    "lost": "approved, but the shop never gets the callback",
    "late": "approved, the callback comes a minute late",
    "twice": "approved, the callback comes twice",
    "forged": "approved, the callback comes with a wrong signature",
    "reason_declined": "The bank declined. Try another card or ask your bank.",
    "reason_insufficient": "There is not enough money on it.",
    "reason_expired": "The card has expired.",
    "reason_unauthenticated": "Your bank could not confirm that it is you.",
    "reason_timed_out": "The time allowed was over.",
    "reason_system_error": "The bank's system failed. Please try again shortly.",
    "secured": "Your card is not kept: only its last four digits are.",
}
REASONS = {
    "INSUFFICIENT_FUNDS": "reason_insufficient",
    "EXPIRED_CARD": "reason_expired",
    "AUTHENTICATION_FAILED": "reason_unauthenticated",
    "TIMED_OUT": "reason_timed_out",
    "ACQUIRER_SYSTEM_ERROR": "reason_system_error",
}


@dataclass(frozen=True)
class Language:
    """One of the two, as templates need it."""

    code: str
    words: dict[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def other(self) -> str:
        return "en" if self.code == "ar" else "ar"


LANGUAGES = {"ar": Language("ar", ARABIC), "en": Language("en", ENGLISH)}


def spoken(request: HttpRequest) -> Language:
    """Choose by ``?lang=``, then by the browser, else Arabic.

    The gateway documents no such parameter; this one is the sandbox's own.
    """
    asked = [request.GET.get("lang", ""), *request.headers.get("Accept-Language", "").split(",")]
    for tag in asked:
        code = tag.strip()[:2].lower()
        if code in LANGUAGES:
            return LANGUAGES[code]
    return LANGUAGES["ar"]


def reason(response_code: str, language: Language) -> str:
    """Say to a customer why a payment was declined."""
    return language.words[REASONS.get(response_code, "reason_declined")]
