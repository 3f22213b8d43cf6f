from rest_framework import serializers

from orders.models import CreditNote


class CreditNoteOut(serializers.ModelSerializer[CreditNote]):
    number = serializers.SerializerMethodField(
        help_text="Its number, such as `CN-2026-000017`; empty until it is issued."
    )

    class Meta:
        model = CreditNote
        fields = ["id", "number", "parcel", "amount", "reason", "wanted_at", "issued_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "parcel": {"help_text": "The parcel whose invoice it takes back in part."},
            "amount": {"help_text": "How much was given back."},
            "reason": {"help_text": "Why."},
            "wanted_at": {"help_text": "When the money was given back."},
            "issued_at": {"help_text": "When it got its number, or null."},
        }

    def get_number(self, note: CreditNote) -> str:
        return str(note) if note.serial else ""
