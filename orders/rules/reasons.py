"""Why a carrier did not deliver: its own sentences, which are English, and what they are in Arabic."""

ARABIC = {
    "Retry delivery - the customer is not in the address": "لم يكن المستلم في العنوان",
    "Retry delivery - the customer changed the address": "غيّر المستلم العنوان",
    "Postponed - the customer requested postponement for another day": "طلب المستلم التأجيل إلى يوم آخر",
    "Cancellation - the customer wants to open the shipment": "أراد المستلم فتح الطرد قبل استلامه",
    "Waiting for data modification - address or phone number not clear/wrong": (
        "العنوان أو رقم الهاتف غير واضح أو غير صحيح"
    ),
    "Cancellation - cancellation of delivery at the request of the sender": (
        "أُلغي التسليم بطلب من المرسل"
    ),
    "Customer is not answering": "لا يرد المستلم على الهاتف",
    "Cancellation - the customer refuses to receive the shipment": "رفض المستلم استلام الطرد",
    "Cancellation - the delivery address is outside bosta coverage area": (
        "العنوان خارج نطاق خدمة شركة الشحن"
    ),
    "Waiting for data modification - address not clear": "العنوان غير واضح",
    "Waiting for data modification - wrong phone number": "رقم الهاتف غير صحيح",
    "Retry return - the business changed the address": "غيّر الصانع العنوان",
    "Postponed - the business requested postponement for another day": (
        "طلب الصانع التأجيل إلى يوم آخر"
    ),
    "The business is not answering": "لا يرد الصانع على الهاتف",
    "The business refuses to receive the shipment": "رفض الصانع استلام الطرد",
    "Retry return - the business is not in the address": "لم يكن الصانع في العنوان",
    "The order is damaged": "الطرد تالف",
    "Bad Weather": "سوء الأحوال الجوية",
    "Suspicious consignee": "شُكّ في المستلم",
}


def said(note: str, language: str | None) -> str:
    """Give what was noted in a language, if it is a carrier's sentence; anything else as it is."""
    return note if language == "en" else ARABIC.get(note, note)
