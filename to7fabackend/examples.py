"""Examples for the API document: what each field may look like, in Arabic where people write it."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

# By the name of the field; by shape and name where the name alone does not tell.
EXAMPLES: dict[str, Any] = {
    "access": "eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiI0MiJ9.c2ln",
    "account": "EG380019000500000000263180002",
    "address": "١٢ شارع المعز، الجمالية، القاهرة",
    "alt": "فازة فخار زرقاء على رف خشب",
    "answer": "القطعة اتلبست واتغسلت.",
    "apartment": "٧",
    "author": "منى ع.",
    "bank_code": "NBEG",
    "bank_reference": "FT24331X9QZ1",
    "bio": "بشتغل فخار في قرية تونس من عشرين سنة.",
    "blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
    "building": "١٢",
    "buyer": "منى",
    "carrier": "bosta",
    "carrier_name": "بوسطة",
    "cash_due": "350.00",
    "choices": ["كبير", "أزرق"],
    "city": "مدينة نصر",
    "client_secret": "egy_csk_test_4f1c",
    "code": "material",
    "column": "السعر",
    "comment": "شغل نضيف جدًا والتغليف ممتاز.",
    "content_type": "image/jpeg",
    "corrected_query": "فانوس",
    "conversion": "0.0312",
    "coupon": "AHLAN10",
    "coupon_code": "AHLAN10",
    "currency": "EGP",
    "current_password": "لمة-حلوة-٢٠٢٥",
    "debt": "0.00",
    "description": "فازة معمولة على الدولاب في قرية تونس بالفيوم، محروقة ومطلية باليد.",
    "description_en": "Thrown on the wheel in Tunis village, Fayoum; fired and glazed by hand.",
    "destination_hint": "…0002",
    "detail": "المتاح قطعة واحدة فقط.",
    "details": "وصلت مكسورة من الحافة.",
    "device": "Samsung A54",
    "did_you_mean": ["فانوس", "فنجان"],
    "discount": "28.00",
    "display_name": "ورشة تونس للفخار",
    "display_name_en": "Tunis Pottery Workshop",
    "download": "https://api.tohfa.example/api/reports/jobs/7193/file/",
    "earnings": "248.08",
    "email": "mona@example.com",
    "error": "الصورة أصغر من ٤٠٠ بكسل.",
    "failure": "الرصيد غير كافٍ.",
    "file_name": "منتجات-نوفمبر.xlsx",
    "first_name": "منى",
    "floor": "٣",
    "format": "xlsx",
    "from_status": "pending",
    "governorate": "C",
    "holder": "منى عادل حسن",
    "id_token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMDk4In0.c2ln",
    "image": "https://media.tohfa.example/products/3f/3fa8c1.webp",
    "key": "MTIz-bf2a91c0d4",
    "kind": "order.shipped",
    "label": "أزرق",
    "label_en": "Blue",
    "landmark": "أمام مسجد الحسين",
    "language": "ar",
    "last_name": "عادل",
    "latitude": "30.047600",
    "layout": "فانوس",
    "line_total": "280.00",
    "longitude": "31.262300",
    "mandatory": ["account"],
    "materials": "طين أسواني وطلاء زجاجي",
    "max_price": "500.00",
    "message": "طلبك رقم 4821-9063-376 في الطريق إليك.",
    "method": "credit_card",
    "min_price": "100.00",
    "month": "2026-11",
    "months": ["2026-11", "2026-10"],
    "name": "فازة فخار فيومي زرقاء",
    "name_en": "Blue Fayoum vase",
    "new_password": "شاي-بالنعناع-٧٧",
    "next": "https://api.tohfa.example/api/products/?cursor=WzE3XQ",
    "nonce": "n-0S6_WzA2Mj",
    "note": "هدية، من فضلك من غير فاتورة في العلبة.",
    "number": "4821-9063-376",
    "option": "standard",
    "order_status": "processing",
    "otp": "492817",
    "otpauth_url": "otpauth://totp/tohfa:mona?secret=JBSWY3DPEHPK3PXP&issuer=tohfa",
    "password": "لمة-حلوة-٢٠٢٥",
    "payment_method": "cash_on_delivery",
    "phone_number": "+201001234567",
    "photos": ["https://media.tohfa.example/returns/9c/9c01aa.webp"],
    "pick_up_address": "ورشة تونس، يوسف الصديق، الفيوم",
    "picture": "https://media.tohfa.example/people/51/51bb02.webp",
    "pin": "٤٨٢١",
    "place": "قرية تونس، الفيوم",
    "policies": "بنرجّع القطع خلال ١٤ يوم.",
    "previous": "https://api.tohfa.example/api/products/?cursor=WzldLXA",
    "profile_picture": "https://media.tohfa.example/people/51/51bb02.webp",
    "public_key": "egy_pk_test_91Kd",
    "query": "فانوس نحاس",
    "quote": "eyJ0b3RhbCI6IjM1MC4wMCJ9:1tQ2:f3a9",
    "rating_average": 4.6,
    "average": 4.6,
    "read_as": "فانوس",
    "reason": "غيّرت رأيي.",
    "reasons": "صورة البطاقة غير واضحة.",
    "recipient": "منى عادل",
    "recovery_codes": ["7F3K-9QWD", "M2XA-4TVP"],
    "reference": "order:7193042817",
    "reference_id": "order:7193042817",
    "refresh": "eyJhbGciOiJFZERTQSIsInR5cCI6InJ0K2p3dCJ9.eyJnZW4iOjN9.c2ln",
    "related_object_type": "order",
    "reply": "شكرًا لذوقك يا فندم.",
    "request_id": "7f4df0c1b2d34e0f8c5a9e6d1b2c3a40",
    "secret": "JBSWY3DPEHPK3PXP",
    "session": "b7c1e0d2a94f",
    "shipping_address": "منى عادل · +201001234567\n١٢ شارع عباس العقاد، مدينة نصر، القاهرة",
    "shipping_option": "standard",
    "sku": "TF-0042",
    "slug": "blue-fayoum-vase",
    "specialty": "فخار وخزف",
    "start": "22:00:00",
    "end": "08:00:00",
    "state_reasons": "الصور لا تُظهر القطعة كاملة.",
    "status": "paid",
    "store_name": "بازار خان الخليلي",
    "story": "اتعلمت الدولاب من جدي.",
    "story_en": "My grandfather taught me the wheel.",
    "street": "شارع عباس العقاد",
    "tax_id": "100-345-678",
    "text": "هل يوجد مقاس أكبر؟",
    "thumb": "https://media.tohfa.example/products/3f/3fa8c1-320.webp",
    "time_zone": "Africa/Cairo",
    "title": "طلبك في الطريق",
    "to_status": "processing",
    "token": "fGk3:APA91bH_x2",
    "tracking_number": "7234981",
    "type": "urn:tohfa:problem:insufficient_stock",
    "typed": "fanos",
    "uid": "MTIz",
    "unit": "سم",
    "url": "https://media.tohfa.example/products/3f/3fa8c1-640.webp",
    "user_type": "artist",
    "value": "أزرق",
    "value_en": "Blue",
    "version": "2026-01",
    "webp": "https://media.tohfa.example/products/3f/3fa8c1-640.webp",
    "avif": "https://media.tohfa.example/products/3f/3fa8c1-640.avif",
    "words": "خرجت الشحنة للتوصيل.",
    "CategoryOut.name": "فخار وخزف",
    "CategoryTreeOut.name": "فخار وخزف",
    "CategoryInRequest.name": "فخار وخزف",
    "CategoryInRequest.name_en": "Pottery",
    "CategoryInRequest.slug": "pottery",
    "CategoryOut.slug": "pottery",
    "CategoryTreeOut.slug": "pottery",
    "GovernorateOut.name": "القاهرة",
    "GovernorateOut.name_en": "Cairo",
    "GovernorateOut.code": "C",
    "SellerOut.name": "ورشة تونس للفخار",
    "SellerNameOut.name": "ورشة تونس للفخار",
    "AttributeOut.name": "الخامة",
    "AttributeValueOut.name": "الخامة",
    "OptionIn.name": "المقاس",
    "OptionIn.name_en": "Size",
    "OptionOut.name": "المقاس",
    "AddressInRequest.label": "البيت",
    "AddressOut.label": "البيت",
    "PatchedAddressInRequest.label": "البيت",
    "TrackingEventOut.code": "out_for_delivery",
    "EventOut.code": "placed",
    "ChangeOut.code": "price",
    "ChangeOut.field": "engraving",
    "PaymentOut.transaction_id": "192036465",
    "PaymentOut.payment_method": 246281617705480,
    "Problem.code": "insufficient_stock",
    "Problem.status": 409,
    "Problem.field": "details.number",
    "Problem.attribute": "material",
    "Problem.stands_at": "delivered",
    "Problem.smallest": "100.00",
    "Problem.largest": "50000.00",
    "Problem.left_today": "3000.00",
    "Problem.left": "45.00",
    "Problem.limit": "20000.00",
    "Problem.most": "248.08",
    "Problem.until": "2026-11-28T10:00:00Z",
    "Problem.product": 246276377792398,
    "Problem.item": 246281605789743,
    "Problem.parcel": 246281605784615,
    "Problem.seller": 104718573571849,
    "Problem.title": "الكمية المطلوبة غير متاحة.",
    "ReturnInRequest.reason": "defective",
}
BY_FORMAT: dict[str, Any] = {
    "date-time": "2026-11-27T14:05:00+02:00",
    "date": "2026-11-29",
    "time": "22:00:00",
    "decimal": "280.00",
    "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "uri": "https://media.tohfa.example/products/3f/3fa8c1-640.webp",
    "email": "mona@example.com",
    "double": 4.6,
}
AN_ID = 7193042817


def with_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give each field that holds a single value, or a list of such, an example."""
    for shape, name, schema in fields(result):
        example = _example(shape, name, schema)
        if example is not None:
            schema["examples"] = [example]
    return result


def fields(document: dict[str, Any]) -> Iterator[tuple[str, str, Schema]]:
    """Give the fields of all shapes that can have an example: neither another shape nor a file."""
    for shape, whole in document["components"]["schemas"].items():
        for name, schema in whole.get("properties", {}).items():
            kind = kind_of(schema)
            is_plain = kind in {"string", "integer", "number"} or (
                kind == "array" and kind_of(schema["items"]) in {"string", "integer"}
            )
            if is_plain and not _holds_file(schema) and "enum" not in schema:
                yield shape, name, schema


def kind_of(schema: Schema) -> str | None:
    """Give the type a field has when it is not null."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return next((kind for kind in kinds if kind != "null"), None)
    return kinds


def _holds_file(schema: Schema) -> bool:
    return "binary" in (schema.get("format"), schema.get("items", {}).get("format"))


def _example(shape: str, name: str, schema: Schema) -> Any:
    kind = kind_of(schema)
    if kind == "integer":
        return _whole_number(name, schema)
    if kind == "array" and kind_of(schema["items"]) == "integer":
        return [AN_ID]
    if f"{shape}.{name}" in EXAMPLES:
        return EXAMPLES[f"{shape}.{name}"]
    named = EXAMPLES.get(name)
    if named is not None and (kind == "array") is isinstance(named, list):
        return named
    return BY_FORMAT.get(schema.get("format", ""))


def _whole_number(name: str, schema: Schema) -> int:
    is_id = name in {"id", "user", "order", "seller", "parcel", "item"} or name.endswith("_id")
    wanted = AN_ID if is_id or schema.get("format") == "int64" else 3
    return int(min(max(wanted, schema.get("minimum", wanted)), schema.get("maximum", wanted)))
