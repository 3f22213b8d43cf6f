"""Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from tohfa_client.upload import Upload

# pending, changes_requested, approved, rejected, suspended
ApplicationOutStatusEnum = str
# text, number, choice, choices, colour
AttributeOutKindEnum = str
# redirect, sdk
CheckoutChannelEnum = str
# promotion, analytics
ConsentInPurposeEnum = str
# terms, privacy, promotion, analytics
ConsentOutPurposeEnum = str
# approve, refuse, receive, dispute, close
DecisionEnum = str
# week, month
EveryEnum = str
# day, week, month
GranularityEnum = str
# waiting, running, done, failed
JobStatusEnum = str
# wallet, cash_on_delivery, bank_transfer
KeptMethodEnum = str
# ar, en
LanguageEnum = str
# app_opened, home_viewed, category_viewed, product_viewed, seller_viewed, search, search_clicked, wishlisted, shared, cart_added, cart_removed, checkout_started, payment_started, order_placed, notification_opened
NameEnum = str
# in_app, email, push
NoticeChannelEnum = str
# order, payment, system, promotion
NotificationTypeEnum = str
# refuse, change
OnExistingEnum = str
# credit_card, kiosk, mobile_wallet
OnlineMethodEnum = str
# pending, processing, shipped, delivered, cancelled
OrderStatusEnum = str
# added, changed, failed
OutcomeEnum = str
# pending, processing, shipped, delivered, cancelled, refused, returned, lost
ParcelStatusEnum = str
# credit_card, mobile_wallet, kiosk, wallet, cash_on_delivery, bank_transfer
PaymentMethodEnum = str
# pending, completed, failed, refunded
PaymentOutStatusEnum = str
# requested, held, approved, sending, unknown, sent, paid, failed, cancelled
PayoutOutStatusEnum = str
# pending, ready, failed
PictureStatusEnum = str
# android, ios, web
PlatformEnum = str
# waiting, matched, rejected
ProofOutStatusEnum = str
# bank, instapay, mobile_wallet
RailEnum = str
# time, size, shape, personal
RefusedEventOutReasonEnum = str
# text, money, count, share, day
ReportColumnOutKindEnum = str
# abuse, spam, false, private, other
ReportInReasonEnum = str
# requested, approved, refused, received, refunded, disputed, closed
ReturnOutStatusEnum = str
# changed_mind, defective, not_as_described, wrong_item, never_arrived
ReturnReasonEnum = str
# artist, store
SellerTypeEnum = str
# app, browser
SessionOutKindEnum = str
# draft, pending, approved, rejected, withdrawn
StateEnum = str
# processing, shipped, delivered, cancelled, refused, returned
StepInStatusEnum = str
# initial, correction, sale, cancelled, expired, returned, refused, finished
StockMovementOutReasonEnum = str
# query, word, product
SuggestionOutKindEnum = str
# account, orders, sales, payments, reviews, stock, wishlist, promotion
TopicEnum = str
# home, business
TrackEnum = str
# deposit, withdrawal, payment, refund, commission
TransactionTypeEnum = str
# none, redirect, sdk
TypeEnum = str
# customer, artist, store
UserTypeEnum = str
# none, pending, changes_requested, approved, rejected, suspended
VerificationOutStatusEnum = str

AddressInput = TypedDict(
    "AddressInput",
    {
        "label": "NotRequired[str]",  # Home, work, …
        "recipient": "str",  # Who takes the parcel.
        "phone_number": "str",  # A phone number; Egyptian numbers need no country code.
        "governorate": "str",  # One of the 27 governorates, such as `C` or `ASN`.
        "city": "str",  # City or district.
        "street": "str",  # Street.
        "building": "str",  # Number or name of the building.
        "floor": "NotRequired[str]",  # Floor.
        "apartment": "NotRequired[str]",  # Apartment.
        "landmark": "NotRequired[str]",  # What it is near to.
        "latitude": "NotRequired[str | None]",  # Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
        "longitude": "NotRequired[str | None]",  # Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
        "is_default": "NotRequired[bool]",  # Whether orders go there unless said otherwise.
    },
)

Address = TypedDict(
    "Address",
    {
        "id": "int",  # Its id.
        "label": "str",  # Home, work, …
        "recipient": "str",  # Who takes the parcel.
        "phone_number": "str",  # In E.164.
        "governorate": "Governorate",  # Its governorate.
        "city": "str",  # City or district.
        "street": "str",  # Street.
        "building": "str",  # Number or name of the building.
        "floor": "str",  # Floor.
        "apartment": "str",  # Apartment.
        "landmark": "str",  # What it is near to.
        "latitude": "str | None",  # Of a pin on the map, or null.
        "longitude": "str | None",  # Of a pin on the map, or null.
        "is_default": "bool",  # Whether orders go there unless said otherwise.
        "created_at": "str",  # When it was added.
        "updated_at": "str",  # When it last changed.
    },
)

ApplicationEvent = TypedDict(
    "ApplicationEvent",
    {
        "from_status": "str",  # Where it stood; empty for the first.
        "to_status": "str",  # Where it went.
        "reasons": "str",  # What was said.
        "created_at": "str",  # When it was.
    },
)

ApplicationInput = TypedDict(
    "ApplicationInput",
    {
        "user_type": "SellerTypeEnum",  # An artist works alone; a store has a name of its own.
        "specialty": "NotRequired[str]",  # An artist's craft.
        "bio": "NotRequired[str]",  # About the maker and the work.
        "store_name": "NotRequired[str]",  # A store's name.
        "tax_id": "NotRequired[str]",  # The tax number of a registered business; makers at home have none.
        "has_physical_store": "NotRequired[bool]",  # Whether there is a shop one can go to.
        "social_media": "NotRequired[dict[str, str]]",  # Names of networks with an address or handle each.
        "governorate": "NotRequired[str | None]",  # One of the 27 governorates, such as `C` or `ASN`.
    },
)

Application = TypedDict(
    "Application",
    {
        "id": "int",  # Its id.
        "user_type": "SellerTypeEnum",  # `artist` or `store`.
        "track": "TrackEnum",  # `home` without papers, `business` with a tax number.
        "specialty": "str",  # An artist's craft.
        "bio": "str",  # About the maker and the work.
        "store_name": "str",  # A store's name.
        "tax_id": "str",  # The tax number.
        "has_physical_store": "bool",  # Whether there is a shop one can go to.
        "social_media": "dict[str, str]",  # Names of networks with an address or handle each.
        "governorate": "str | None",  # Where the seller works.
        "status": "ApplicationOutStatusEnum",  # Where it stands.
        "reasons": "str",  # What staff said about it.
        "submitted_at": "str",  # When it was handed in.
        "decided_at": "str | None",  # When it was decided, or null.
    },
)

Attribute = TypedDict(
    "Attribute",
    {
        "code": "str",  # The key under which a piece carries it.
        "name": "str",  # Its name in the language asked for.
        "kind": "AttributeOutKindEnum",  # What its values are.
        "unit": "str",  # The unit of a number.
        "choices": "list[OptionValueIn]",  # What there is to choose from.
    },
)

AttributeValue = TypedDict(
    "AttributeValue",
    {
        "code": "str",  # The attribute's code, such as `material`.
        "name": "str",  # Its name in the language asked for.
        "value": "Any",  # Text, a number, or several texts.
        "unit": "str",  # The unit of a number, or empty.
    },
)

Band = TypedDict(
    "Band",
    {
        "min_price": "str",  # The least that it costs.
        "max_price": "str | None",  # The most that it costs, or null.
        "count": "int",  # How many pieces cost that.
    },
)

BulkRowInput = TypedDict(
    "BulkRowInput",
    {
        "product": "int",  # Which piece.
        "price": "NotRequired[str]",  # What it costs from now on.
        "stock": "NotRequired[int]",  # How many there are.
    },
)

Buyers = TypedDict(
    "Buyers",
    {
        "buyers": "int",  # How many people bought.
        "new": "int",  # Those who did for the first time.
        "repeat": "int",  # Those who had before, or did twice.
    },
)

CancelInput = TypedDict(
    "CancelInput",
    {
        "reason": "NotRequired[str]",  # Why.
        "parcel": "NotRequired[int]",  # Only this parcel; the whole order unless given.
    },
)

CardImage = TypedDict(
    "CardImage",
    {
        "url": "str",  # Address of a WebP 640 pixels wide.
        "thumb": "str",  # Address of a WebP 320 pixels wide.
        "blurhash": "str",  # A blur to show while it loads.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
    },
)

Card = TypedDict(
    "Card",
    {
        "id": "int",  # Its id.
        "sku": "str",  # The seller's or the marketplace's article code.
        "name": "str",  # Its name in the language asked for.
        "slug": "str",  # Its name in addresses.
        "price": "str",  # The price; of variants, the lowest.
        "compare_at_price": "str | None",  # An honest price before: the lowest of the 30 days before the reduction, or null.
        "currency": "str",  # Always `EGP`.
        "in_stock": "bool",  # Whether it can be ordered.
        "category": "Named",  # Where it stands in the tree.
        "seller": "SellerName",  # Who made it, or sells it.
        "rating_average": "float | None",  # Mean of its ratings, or null without any.
        "rating_count": "int",  # How many ratings there are.
        "image": "CardImage | None",  # The primary picture, or null.
        "is_featured": "bool",  # Whether staff show it first.
        "created_at": "str",  # When it was added.
    },
)

Cards = TypedDict(
    "Cards",
    {
        "next": "str | None",  # Address of the page after this one.
        "previous": "str | None",  # Address of the page before it.
        "results": "list[Card]",  # The pieces of this page.
    },
)

CartGroup = TypedDict(
    "CartGroup",
    {
        "seller": "dict[str, Any]",  # `id` and `name` of the seller.
        "items": "list[CartItem]",  # What is in the basket of this seller's.
        "items_total": "str",  # What it costs together.
    },
)

CartItemInput = TypedDict(
    "CartItemInput",
    {
        "product": "int",  # Which piece.
        "variant": "NotRequired[int | None]",  # Which variant; a piece with one needs none.
        "quantity": "int",  # How many; 0 takes it out.
        "personalisation": "NotRequired[dict[str, str]]",  # What is to be added to it, by the code of what the maker asks.
    },
)

CartItem = TypedDict(
    "CartItem",
    {
        "id": "int",  # The line's id.
        "product": "int",  # Which piece.
        "variant": "int",  # Which variant.
        "name": "str",  # Its name in the language asked for.
        "choices": "list[str]",  # The variant's values in the language asked for.
        "image": "str",  # Address of a small picture.
        "quantity": "int",  # How many.
        "price": "str",  # What one costs now.
        "line_total": "str",  # What they cost together now.
        "personalisation": "dict[str, Any]",  # What is to be added.
        "changes": "list[Change]",  # What has changed since it was put in.
    },
)

Cart = TypedDict(
    "Cart",
    {
        "groups": "list[CartGroup]",  # The basket, by seller.
        "item_count": "int",  # How many pieces there are.
        "items_total": "str",  # What is on show costs as it lies in the basket, without shipping; what there is too little of counts in full.
        "has_changes": "bool",  # Whether anything changed since it was put in.
    },
)

CategoryInput = TypedDict(
    "CategoryInput",
    {
        "name": "str",  # Its Arabic name.
        "name_en": "NotRequired[str]",  # Its English name.
        "slug": "NotRequired[str]",  # Its name in addresses; made of the name unless given.
        "description": "NotRequired[str]",  # What belongs in it.
        "parent": "NotRequired[int | None]",  # What it stands below.
        "is_active": "NotRequired[bool]",  # Whether it, and all below it, is shown.
        "position": "NotRequired[int]",  # Its place among its siblings.
    },
)

Category = TypedDict(
    "Category",
    {
        "id": "int",  # Its id.
        "name": "str",  # Its name in the language asked for.
        "slug": "str",  # Its name in addresses.
        "description": "str | None",  # What belongs in it.
        "parent": "int | None",  # What it stands below, or null.
        "image": "str | None",  # Address of its picture as a WebP 640 pixels wide, or null.
        "picture": "CategoryPicture | None",  # Its picture in every width, or null.
        "position": "int",  # Its place among its siblings.
        "is_active": "bool",  # Whether it, and all below it, is shown.
        "product_count": "int",  # How many pieces are on show in it and below it.
        "created_at": "str",  # When it was made.
        "updated_at": "str",  # When it last changed.
    },
)

CategoryPicture = TypedDict(
    "CategoryPicture",
    {
        "url": "str",  # Address of a WebP 640 pixels wide.
        "thumb": "str",  # Address of a WebP 320 pixels wide.
        "blurhash": "str",  # A blur to show while it loads.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
        "alt": "str",  # What is seen on it.
        "renditions": "list[Rendition]",  # Every width there is.
    },
)

CategoryTree = TypedDict(
    "CategoryTree",
    {
        "id": "int",  # Its id.
        "name": "str",  # Its name in the language asked for.
        "slug": "str",  # Its name in addresses.
        "description": "str | None",  # What belongs in it.
        "parent": "int | None",  # What it stands below, or null.
        "image": "str | None",  # Address of its picture as a WebP 640 pixels wide, or null.
        "picture": "CategoryPicture | None",  # Its picture in every width, or null.
        "position": "int",  # Its place among its siblings.
        "is_active": "bool",  # Whether it, and all below it, is shown.
        "product_count": "int",  # How many pieces are on show in it and below it.
        "created_at": "str",  # When it was made.
        "updated_at": "str",  # When it last changed.
        "children": "list[dict[str, Any]]",  # What stands below it, in order.
    },
)

Change = TypedDict(
    "Change",
    {
        "code": "str",  # `price`, `stock`, `personalisation` or `withdrawn`.
        "before": "NotRequired[str]",  # What it cost when it was put in.
        "now": "NotRequired[str]",  # What it costs now.
        "available": "NotRequired[int]",  # How many are left.
        "field": "NotRequired[str]",  # What is to be added and no longer suits what the maker asks.
    },
)

ChangePasswordInput = TypedDict(
    "ChangePasswordInput",
    {
        "current_password": "str",  # The present password.
        "new_password": "str",  # The password to set.
    },
)

CodeInput = TypedDict(
    "CodeInput",
    {
        "code": "str",  # Six digits; Arabic digits are understood.
    },
)

CompensationInput = TypedDict(
    "CompensationInput",
    {
        "amount": "str",  # What the carrier paid for the seller's part.
        "reference": "str",  # Under which the carrier paid it.
        "reason": "str",  # What for; its seller reads this.
    },
)

Compensation = TypedDict(
    "Compensation",
    {
        "parcel": "int",  # Which parcel was lost.
        "amount": "str",  # What its seller got.
        "share": "str",  # What its seller lost with it; the most there can be.
        "reference": "str",  # Under which the carrier paid it.
        "reason": "str",  # What for.
        "created_at": "str",  # When it was booked.
    },
)

ConsentInput = TypedDict(
    "ConsentInput",
    {
        "purpose": "ConsentInPurposeEnum",  # What one agrees to, or no longer does.
        "is_given": "bool",  # Whether one does.
    },
)

Consent = TypedDict(
    "Consent",
    {
        "purpose": "ConsentOutPurposeEnum",  # `terms`, `privacy`, `promotion` or `analytics`.
        "is_given": "bool",  # Whether one agrees.
        "version": "str",  # Which wording it was.
        "created_at": "str",  # Since when.
    },
)

Count = TypedDict(
    "Count",
    {
        "value": "str",  # What to filter by.
        "label": "str",  # Its name in the language asked for.
        "count": "int",  # How many pieces have it.
    },
)

CreditNote = TypedDict(
    "CreditNote",
    {
        "id": "int",  # Its id.
        "number": "str",  # Its number, such as `CN-2026-000017`; empty until it is issued.
        "parcel": "int",  # The parcel whose invoice it takes back in part.
        "amount": "str",  # How much was given back.
        "reason": "str",  # Why.
        "wanted_at": "str",  # When the money was given back.
        "issued_at": "str | None",  # When it got its number, or null.
    },
)

DecisionInput = TypedDict(
    "DecisionInput",
    {
        "decision": "DecisionEnum",  # The seller approves, refuses, or says that it is back; either side takes it to staff; the buyer closes it.
        "text": "NotRequired[str]",  # A word about it.
        "is_sellable": "NotRequired[bool]",  # Whether what came back can be sold again.
    },
)

DepositInput = TypedDict(
    "DepositInput",
    {
        "amount": "str",  # How much, from 10.00 to 20000.00.
        "method": "OnlineMethodEnum",  # How to pay it.
        "channel": "NotRequired[CheckoutChannelEnum]",  # As for an order.
    },
)

DestinationInput = TypedDict(
    "DestinationInput",
    {
        "rail": "RailEnum",  # How it is sent.
        "holder": "str",  # The holder's name, as the bank has it.
        "account": "str",  # IBAN or account number, InstaPay address, or a mobile number.
        "bank_code": "NotRequired[str]",  # The bank, for an account number.
    },
)

DeviceInput = TypedDict(
    "DeviceInput",
    {
        "token": "str",  # The FCM registration token.
        "platform": "PlatformEnum",  # What the device runs.
    },
)

Device = TypedDict(
    "Device",
    {
        "id": "int",  # Its id.
        "token": "str",  # The FCM registration token.
        "platform": "PlatformEnum",  # What the device runs.
        "created_at": "str",  # When it was first registered.
        "seen_at": "str",  # When it was last registered.
    },
)

DisableTwoFactorInput = TypedDict(
    "DisableTwoFactorInput",
    {
        "code": "str",  # Six digits; Arabic digits are understood.
        "password": "str",  # The account's password.
    },
)

Document = TypedDict(
    "Document",
    {
        "id": "int",  # Its id.
        "kind": "str",  # What it is.
        "content_type": "str",  # Its media type.
        "url": "str",  # An address that shows it for five minutes.
    },
)

EmailInput = TypedDict(
    "EmailInput",
    {
        "email": "str",  # The account's address.
    },
)

Erasure = TypedDict(
    "Erasure",
    {
        "erase_after": "str",  # Until then, signing in undoes the request.
    },
)

EventInput = TypedDict(
    "EventInput",
    {
        "event_id": "str",  # Made by the client when it happened; a repeat with the same id has no effect.
        "name": "NameEnum",  # What happened.
        "occurred_at": "str",  # When; not more than 7 days ago, nor more than 10 minutes ahead.
        "product": "NotRequired[int | None]",  # The piece it was about.
        "seller": "NotRequired[int | None]",  # The seller it was about.
        "query": "NotRequired[str]",  # What was searched for.
        "properties": "NotRequired[dict[str, Any]]",  # Up to 20 plain values under names such as `results`; of a `search`, `results` is how many were found. Nothing by which a person could be found.
        "session": "NotRequired[str]",  # A random text of the device, best a new one each day; it is not kept.
    },
)

Event = TypedDict(
    "Event",
    {
        "id": "int",  # Its id.
        "parcel": "int | None",  # Which parcel, or null for the whole order.
        "code": "str",  # What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, …
        "from_status": "str",  # Where it stood.
        "to_status": "str",  # Where it went.
        "note": "str",  # What was said; a carrier's reason in the language asked for.
        "by": "str",  # Whose step it was: `buyer`, `seller`, `staff` or `system`.
        "created_at": "str",  # When.
    },
)

EventsInput = TypedDict(
    "EventsInput",
    {
        "events": "list[EventInput]",  # Up to 100 events, in any order.
        "opt_out": "NotRequired[bool]",  # Of a guest who does not want to be counted: nothing is kept.
    },
)

Events = TypedDict(
    "Events",
    {
        "accepted": "int",  # How many were new and are kept.
        "repeated": "int",  # How many we had already.
        "refused": "list[RefusedEvent]",  # Those that will never be kept.
        "is_opted_out": "bool",  # Nothing was kept because the person does not want to be counted.
    },
)

FacetCounts = TypedDict(
    "FacetCounts",
    {
        "total": "int",  # How many pieces the filters leave.
        "facets": "Facets",  # How many pieces have each value.
    },
)

Facets = TypedDict(
    "Facets",
    {
        "category": "list[IdCount]",  # Categories, each with what is below it.
        "seller": "list[IdCount]",  # Sellers.
        "price": "list[Band]",  # Bands of prices.
        "material": "list[Count]",  # Materials.
        "colour": "list[Count]",  # Colours.
        "governorate": "list[Count]",  # Governorates, by their codes.
        "min_rating": "list[Stars]",  # Ratings.
        "in_stock": "list[Stock]",  # What can be ordered, and what cannot.
    },
)

FrozenAddress = TypedDict(
    "FrozenAddress",
    {
        "recipient": "str",  # Who takes the parcel.
        "phone_number": "str",  # In E.164.
        "governorate": "FrozenGovernorate",  # Its governorate.
        "city": "str",  # City or district.
        "street": "str",  # Street.
        "building": "str",  # Number or name of the building.
        "floor": "str",  # Floor.
        "apartment": "str",  # Apartment.
        "landmark": "str",  # What it is near to.
        "latitude": "str | None",  # Of a pin on the map, or null.
        "longitude": "str | None",  # Of a pin on the map, or null.
    },
)

FrozenGovernorate = TypedDict(
    "FrozenGovernorate",
    {
        "code": "str",  # ISO 3166-2:EG without the country.
        "name": "str",  # Its name in the language asked for.
    },
)

FullDetail = TypedDict(
    "FullDetail",
    {
        "id": "int",  # Its id.
        "sku": "str",  # The seller's or the marketplace's article code.
        "name": "str",  # Its name in the language asked for.
        "slug": "str",  # Its name in addresses.
        "price": "str",  # The price; of variants, the lowest.
        "compare_at_price": "str | None",  # An honest price before: the lowest of the 30 days before the reduction, or null.
        "currency": "str",  # Always `EGP`.
        "in_stock": "bool",  # Whether it can be ordered.
        "category": "Named",  # Where it stands in the tree.
        "seller": "SellerName",  # Who made it, or sells it.
        "rating_average": "float | None",  # Mean of its ratings, or null without any.
        "rating_count": "int",  # How many ratings there are.
        "image": "CardImage | None",  # The primary picture, or null.
        "is_featured": "bool",  # Whether staff show it first.
        "created_at": "str",  # When it was added.
        "description": "str",  # Its description in the language asked for.
        "story": "str",  # How it came about, in the maker's words.
        "provenance": "Provenance",  # Where, of what and in how many hours it was made.
        "images": "list[Image]",  # Its pictures, the primary one first.
        "options": "list[Option]",  # What one can choose.
        "attributes": "list[AttributeValue]",  # What else there is to say of it.
        "personalisation": "list[Input]",  # What one may ask to be added.
        "made_to_order": "bool",  # Whether it is made once it has been ordered.
        "lead_time_days": "int",  # Days the maker needs before it is sent.
        "one_of_a_kind": "bool",  # Whether there is only this one.
        "weight_grams": "int",  # What it weighs.
        "reviews_summary": "ReviewsSummary",  # What buyers think of it.
        "updated_at": "str",  # When it last changed.
        "stock": "int",  # How many there are, over all variants.
        "variants": "list[StockedVariant]",  # What can be ordered; at least one.
        "shipping_estimate": "ShippingEstimate | None",  # What sending it costs and how long it takes, or null.
    },
)

Governorate = TypedDict(
    "Governorate",
    {
        "code": "str",  # ISO 3166-2:EG without the country.
        "name": "str",  # Its name in the language asked for.
    },
)

Highlight = TypedDict(
    "Highlight",
    {
        "name": "list[Part]",  # The name in stretches; joined, they are the name.
        "description": "list[Part]",  # The description around its first match.
    },
)

Hit = TypedDict(
    "Hit",
    {
        "id": "int",  # Its id.
        "sku": "str",  # The seller's or the marketplace's article code.
        "name": "str",  # Its name in the language asked for.
        "slug": "str",  # Its name in addresses.
        "price": "str",  # The price; of variants, the lowest.
        "compare_at_price": "str | None",  # An honest price before: the lowest of the 30 days before the reduction, or null.
        "currency": "str",  # Always `EGP`.
        "in_stock": "bool",  # Whether it can be ordered.
        "category": "Named",  # Where it stands in the tree.
        "seller": "SellerName",  # Who made it, or sells it.
        "rating_average": "float | None",  # Mean of its ratings, or null without any.
        "rating_count": "int",  # How many ratings there are.
        "image": "CardImage | None",  # The primary picture, or null.
        "is_featured": "bool",  # Whether staff show it first.
        "created_at": "str",  # When it was added.
        "highlight": "Highlight",  # Which words answered it.
        "is_related": "bool",  # Whether it is only close to what was asked, such as another kind of lamp.
    },
)

IdCount = TypedDict(
    "IdCount",
    {
        "value": "int",  # The id to filter by.
        "label": "str",  # Its name in the language asked for.
        "count": "int",  # How many pieces have it.
    },
)

Image = TypedDict(
    "Image",
    {
        "url": "str",  # Address of a WebP 640 pixels wide.
        "thumb": "str",  # Address of a WebP 320 pixels wide.
        "blurhash": "str",  # A blur to show while it loads.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
        "id": "int",  # Its id.
        "alt": "str",  # What is seen on it.
        "is_primary": "bool",  # Whether it is the one on the card.
        "renditions": "list[Rendition]",  # Every width there is.
    },
)

ImportInput = TypedDict(
    "ImportInput",
    {
        "file": "Upload",  # XLSX or CSV, up to 5 MiB and 1000 rows, headed as the template is.
        "pictures": "NotRequired[Upload]",  # A ZIP of the pictures that the table names; the whole body has up to 32 MiB.
        "is_dry_run": "NotRequired[bool]",  # Only try: say what would happen, and change nothing.
        "on_existing": "NotRequired[OnExistingEnum]",  # What becomes of a row whose SKU one of your pieces has.
    },
)

Import = TypedDict(
    "Import",
    {
        "id": "int",  # Its id.
        "file_name": "str",  # The name the table had.
        "is_dry_run": "bool",  # Whether it was only tried.
        "on_existing": "OnExistingEnum",  # What becomes of a row whose SKU one of your pieces has.
        "status": "JobStatusEnum",  # Whether it waits, is under way, done, or could not be read.
        "rows_total": "int",  # How many rows the table has.
        "rows_done": "int",  # How many of them are decided: the progress.
        "rows_added": "int",  # How many became a new piece, or would.
        "rows_changed": "int",  # How many changed a piece, or would.
        "rows_failed": "int",  # How many were refused.
        "created_at": "str",  # When it was sent.
        "finished_at": "str | None",  # When its last row was decided, or null.
    },
)

ImportRow = TypedDict(
    "ImportRow",
    {
        "id": "int",  # Its id.
        "number": "int",  # Its line in the file, as a spreadsheet counts them.
        "name": "str",  # What the piece is called in it.
        "outcome": "OutcomeEnum",  # What became of it.
        "product": "int | None",  # The piece it became or changed; null after a trial.
        "problems": "list[RowProblem]",  # Why it was refused.
    },
)

InputIn = TypedDict(
    "InputIn",
    {
        "code": "str",  # The name an order line carries it under.
        "label": "str",  # What is asked for, in Arabic.
        "label_en": "NotRequired[str]",  # In English.
        "max_length": "NotRequired[int]",  # How long the answer may be.
        "is_required": "NotRequired[bool]",  # Whether it has to be given.
    },
)

InputInput = TypedDict(
    "InputInput",
    {
        "code": "str",  # The name an order line carries it under.
        "label": "str",  # What is asked for, in Arabic.
        "label_en": "NotRequired[str]",  # In English.
        "max_length": "NotRequired[int]",  # How long the answer may be.
        "is_required": "NotRequired[bool]",  # Whether it has to be given.
    },
)

Input = TypedDict(
    "Input",
    {
        "code": "str",  # The name under which an order line carries it.
        "label": "str",  # What is asked for.
        "max_length": "int",  # How long it may be.
        "is_required": "bool",  # Whether it has to be given.
    },
)

Item = TypedDict(
    "Item",
    {
        "id": "int",  # The line's id.
        "product": "int",  # Which piece.
        "variant": "int",  # Which variant.
        "seller": "int",  # Who sells it.
        "name": "str",  # Its name when it was ordered.
        "sku": "str",  # Its article code.
        "choices": "list[str]",  # The variant's values, as they were called when it was ordered.
        "personalisation": "dict[str, str]",  # What is to be added to it.
        "image": "str",  # Address of a small picture.
        "quantity": "int",  # How many.
        "price": "str",  # What one cost.
        "line_total": "str",  # What the pieces cost together.
        "discount": "str",  # What a coupon took off.
        "refunded": "str",  # How much of the line was given back.
        "returned_quantity": "int",  # How many were sent back.
    },
)

Job = TypedDict(
    "Job",
    {
        "id": "int",  # Under which to ask how far it is.
        "name": "str",  # Which report.
        "format": "str",  # `json`, `csv`, `xlsx` or `pdf`.
        "period": "Period",  # What it is of.
        "status": "JobStatusEnum",  # Where it stands.
        "progress": "int",  # Per cent; 100 only when it is done.
        "rows_done": "int",  # How many rows have been written.
        "download": "str | None",  # Where the file is, once it is done.
        "created_at": "str",  # When it was asked for.
        "finished_at": "str | None",  # When it was done.
        "deleted_at": "str",  # When it will be deleted.
    },
)

KeyInput = TypedDict(
    "KeyInput",
    {
        "key": "str",  # From the link in the mail.
    },
)

Limits = TypedDict(
    "Limits",
    {
        "smallest": "str",  # The smallest withdrawal.
        "largest": "str",  # The largest withdrawal.
        "daily": "str",  # Withdrawals of one day together.
        "largest_credit": "str",  # The most store credit a wallet can hold.
    },
)

Listed = TypedDict(
    "Listed",
    {
        "next": "str | None",  # Address of the page after this one.
        "previous": "str | None",  # Address of the page before it.
        "results": "list[Card]",  # The pieces of this page.
        "synced_until": "NotRequired[str]",  # With `updated_since`: the time to ask with next.
    },
)

LoginInput = TypedDict(
    "LoginInput",
    {
        "email": "str",  # The account's address.
        "password": "str",  # Its password.
        "otp": "NotRequired[str | None]",  # The authenticator's code, or a recovery code, where two-step sign-in is on.
    },
)

LogoutInput = TypedDict(
    "LogoutInput",
    {
        "refresh": "str",  # The latest refresh token.
        "all": "NotRequired[bool]",  # End every session, not this one alone.
    },
)

MergeInput = TypedDict(
    "MergeInput",
    {
        "items": "list[WishInput]",  # The phone's basket.
    },
)

MessageInput = TypedDict(
    "MessageInput",
    {
        "text": "str",  # What to say.
    },
)

Methods = TypedDict(
    "Methods",
    {
        "available": "list[PaymentMethodEnum]",  # The ways to pay that are offered.
        "saved": "list[SavedMethod]",  # The ways one keeps.
    },
)

Named = TypedDict(
    "Named",
    {
        "id": "int",  # Its id.
        "name": "str",  # Its name in the language asked for.
    },
)

NewCategoryImageInput = TypedDict(
    "NewCategoryImageInput",
    {
        "image": "Upload",  # JPEG, PNG or WebP up to 10 MiB and 50 megapixels.
        "alt": "NotRequired[str]",  # What is seen on it.
    },
)

NewImageInput = TypedDict(
    "NewImageInput",
    {
        "alt": "NotRequired[str]",  # What is seen on it.
        "is_primary": "NotRequired[bool]",  # Put it on the card.
        "position": "NotRequired[int]",  # Its place in the row.
        "image": "Upload",  # JPEG, PNG or WebP up to 10 MiB and 50 megapixels.
    },
)

NewProductInput = TypedDict(
    "NewProductInput",
    {
        "name": "str",  # Its name, in Arabic.
        "name_en": "NotRequired[str]",  # In English.
        "description": "str",  # What it is, in Arabic.
        "description_en": "NotRequired[str]",  # In English.
        "price": "str",  # What it costs.
        "compare_at_price": "NotRequired[str | None]",  # What it cost before; shown only as far as that is true of the last 30 days.
        "stock": "NotRequired[int]",  # How many there are, of a piece without options.
        "low_stock_at": "NotRequired[int]",  # Warn when so few are left; 0 for never.
        "category": "int",  # Where it stands in the tree.
        "sku": "NotRequired[str]",  # Its article code; made unless given.
        "is_active": "NotRequired[bool]",  # Whether it is offered.
        "options": "NotRequired[list[OptionInput]]",  # What one can choose.
        "variants": "NotRequired[list[VariantInput]]",  # What can be ordered; every combination of the options unless given.
        "attributes": "NotRequired[dict[str, Any]]",  # By the code of the category's attribute: text, a number, or several texts.
        "personalisation": "NotRequired[list[InputInput]]",  # What one may ask for.
        "made_to_order": "NotRequired[bool]",  # Whether it is made once ordered; stock is then the free places.
        "lead_time_days": "NotRequired[int]",  # Days needed before it is sent.
        "one_of_a_kind": "NotRequired[bool]",  # Whether there is only this one.
        "weight_grams": "NotRequired[int]",  # What it weighs.
        "story": "NotRequired[str]",  # How it came about, in Arabic.
        "story_en": "NotRequired[str]",  # In English.
        "provenance": "NotRequired[ProvenanceInput]",  # Where, of what and in how many hours.
        "is_draft": "NotRequired[bool]",  # Keep it to oneself until it is put forward.
    },
)

NewUser = TypedDict(
    "NewUser",
    {
        "id": "int",  # The person's id.
        "email": "str",  # The address to sign in with.
        "first_name": "str",  # Given name.
        "last_name": "str",  # Family name.
        "is_email_verified": "bool",  # False until the mail is answered.
    },
)

NextAction = TypedDict(
    "NextAction",
    {
        "type": "TypeEnum",  # What the app does next.
        "url": "str",  # The page to open; empty for none.
        "client_secret": "str",  # For the gateway's SDK.
        "public_key": "str",  # For the gateway's SDK.
        "reference": "str",  # The gateway's reference, or where to send a bank transfer and what to write on it.
    },
)

Notification = TypedDict(
    "Notification",
    {
        "id": "int",  # Its id.
        "title": "str",  # What it is about, in the language asked for.
        "message": "str",  # The whole notice, in the language asked for.
        "notification_type": "NotificationTypeEnum",  # The coarse type, for an icon.
        "kind": "str",  # The precise kind, such as `parcel.shipped`.
        "is_read": "bool",  # Whether it has been read.
        "related_object_id": "int | None",  # The id of what it is about, if anything.
        "related_object_type": "str | None",  # What that is: `order`, `product`, …
        "repeats": "int",  # How many of a burst were folded into this one.
        "created_at": "str",  # When it came.
    },
)

OptionIn = TypedDict(
    "OptionIn",
    {
        "name": "str",  # What one chooses, in Arabic.
        "name_en": "NotRequired[str]",  # In English.
        "values": "list[OptionValueIn]",  # What there is to choose.
    },
)

OptionInput = TypedDict(
    "OptionInput",
    {
        "name": "str",  # What one chooses, in Arabic.
        "name_en": "NotRequired[str]",  # In English.
        "values": "list[OptionValueInput]",  # What there is to choose.
    },
)

Option = TypedDict(
    "Option",
    {
        "name": "str",  # What one chooses, such as the size.
        "values": "list[OptionValue]",  # What there is to choose from.
    },
)

OptionValueIn = TypedDict(
    "OptionValueIn",
    {
        "value": "str",  # The value, in Arabic.
        "value_en": "NotRequired[str]",  # In English.
    },
)

OptionValueInput = TypedDict(
    "OptionValueInput",
    {
        "value": "str",  # The value, in Arabic.
        "value_en": "NotRequired[str]",  # In English.
    },
)

OptionValue = TypedDict(
    "OptionValue",
    {
        "value": "str",  # The value variants name.
        "label": "str",  # The same in the language asked for.
    },
)

OrderInput = TypedDict(
    "OrderInput",
    {
        "items": "NotRequired[list[WishInput]]",  # What to order; the basket unless given.
        "shipping_address": "Any",  # The id of one's address, or an address for this order alone.
        "shipping_option": "NotRequired[Any]",  # One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given.
        "payment_method": "PaymentMethodEnum",  # How it is paid.
        "coupon": "NotRequired[str]",  # A coupon's code.
        "note": "NotRequired[str]",  # A word to the sellers.
        "quote": "NotRequired[str]",  # The token of a quote: the order is refused if anything differs from it.
    },
)

Order = TypedDict(
    "Order",
    {
        "id": "int",  # Its id.
        "number": "str",  # A number to read out: `4821-9063-376`.
        "status": "OrderStatusEnum",  # Where it stands; it follows from its parcels.
        "items_total": "str",  # What the pieces cost.
        "shipping_cost": "str",  # What sending them costs.
        "discount": "str",  # What a coupon took off.
        "total_amount": "str",  # What is to be paid.
        "currency": "str",  # Always `EGP`.
        "payment_method": "PaymentMethodEnum",  # How it is paid.
        "payment_status": "bool",  # Whether it is paid.
        "payment": "OrderPayment",  # How its payment stands.
        "shipping_address": "str",  # Where it goes, as text.
        "address": "FrozenAddress",  # The address in its parts.
        "coupon_code": "str",  # The coupon used, or empty.
        "note": "str",  # A word to the sellers.
        "items": "list[Item]",  # Its lines, as they were ordered.
        "parcels": "list[Parcel]",  # One for each seller.
        "timeline": "list[Event]",  # Each step, oldest first.
        "created_at": "str",  # When it was placed.
        "updated_at": "str",  # When it last changed.
    },
)

OrderPayment = TypedDict(
    "OrderPayment",
    {
        "method": "str",  # How it is paid.
        "status": "str",  # `awaiting`, `on_delivery`, `paid`, `partly_refunded`, `refunded` or `none`.
        "paid_at": "str | None",  # When it was paid, or null.
        "amount": "str",  # What is to be paid.
        "refunded": "str",  # What was given back.
        "hold_until": "str | None",  # Until when the pieces are held for a payment, or null.
    },
)

OwnCategoryImage = TypedDict(
    "OwnCategoryImage",
    {
        "id": "int",  # Its id.
        "image": "str | None",  # Address of it as a WebP some 640 pixels wide; null until it is ready.
        "alt": "str",  # What is seen on it.
        "status": "PictureStatusEnum",  # Whether it is being processed, ready, or failed.
        "error": "str",  # Why it failed.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
        "blurhash": "str",  # A blur to show while it loads.
        "renditions": "dict[str, dict[str, str]]",  # Names by format and width, below the address of all pictures.
        "created_at": "str",  # When it was uploaded.
    },
)

OwnImage = TypedDict(
    "OwnImage",
    {
        "id": "int",  # Its id.
        "image": "str | None",  # Address of it as a WebP some 640 pixels wide; null until it is ready.
        "alt": "str",  # What is seen on it.
        "is_primary": "bool",  # Whether it is the one on the card.
        "position": "int",  # Its place in the row.
        "status": "PictureStatusEnum",  # Whether it is being processed, ready, or failed.
        "error": "str",  # Why it failed.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
        "blurhash": "str",  # A blur to show while it loads.
        "renditions": "dict[str, dict[str, str]]",  # Names by format and width, below the address of all pictures.
        "created_at": "str",  # When it was uploaded.
    },
)

OwnProduct = TypedDict(
    "OwnProduct",
    {
        "id": "int",  # Its id.
        "sku": "str",  # Its article code.
        "name": "str",  # Its Arabic name.
        "name_en": "str",  # Its English name.
        "slug": "str",  # Its name in addresses.
        "description": "str",  # Its Arabic description.
        "description_en": "str",  # Its English description.
        "price": "str",  # What it costs.
        "compare_at_price": "str | None",  # The honest price before, or null.
        "stock": "int",  # How many there are, over all variants.
        "low_stock_at": "int",  # Warn when so few are left; 0 for never.
        "category": "int",  # Its category.
        "is_active": "bool",  # Whether it is offered.
        "is_featured": "bool",  # Whether staff show it first.
        "state": "StateEnum",  # Where it stands with the marketplace.
        "state_reasons": "str",  # What staff said about it.
        "pending_changes": "dict[str, Any] | None",  # What waits to be looked at by staff; null if nothing does.
        "options": "list[OptionIn]",  # What one can choose.
        "variants": "list[OwnVariant]",  # What can be ordered.
        "images": "list[OwnImage]",  # Its pictures in every state.
        "attributes": "dict[str, Any]",  # What else there is to say of it.
        "personalisation": "list[InputIn]",  # What one may ask to be added.
        "made_to_order": "bool",  # Whether it is made once it has been ordered.
        "lead_time_days": "int",  # Days needed before it is sent.
        "one_of_a_kind": "bool",  # Whether there is only this one.
        "weight_grams": "int",  # What it weighs.
        "story": "str",  # How it came about, in Arabic.
        "story_en": "str",  # In English.
        "provenance": "Provenance",  # Where, of what and in how many hours it was made.
        "rating_count": "int",  # How many ratings there are.
        "rating_average": "float | None",  # Their mean, or null.
        "version": "int",  # Grows with every change.
        "published_at": "str | None",  # When it was first on show, or null.
        "created_at": "str",  # When it was added.
        "updated_at": "str",  # When it last changed.
    },
)

OwnReview = TypedDict(
    "OwnReview",
    {
        "id": "int",  # Its id.
        "rating": "int",  # From 1 to 5.
        "comment": "str | None",  # In words, or null.
        "author": "str",  # First name and initial of whoever wrote it.
        "images": "list[ReviewImage]",  # Pictures that are ready to be shown.
        "reply": "str",  # The seller's answer, or empty.
        "replied_at": "str | None",  # When the seller answered.
        "helpful_count": "int",  # How many found it helpful.
        "created_at": "str",  # When it was written.
        "updated_at": "str",  # When it last changed.
        "product": "int",  # What it is of.
        "is_hidden": "bool",  # Whether staff took it out of sight.
    },
)

OwnVariant = TypedDict(
    "OwnVariant",
    {
        "id": "int",  # Its id.
        "sku": "str",  # Its article code.
        "choices": "list[str]",  # One value of each option, in their order.
        "price": "str | None",  # Its own price, or null.
        "stock": "int",  # How many there are.
        "weight_grams": "int | None",  # Its own weight, or null.
        "is_active": "bool",  # Whether it is offered.
        "position": "int",  # Its place in the row.
    },
)

AddressPage = TypedDict(
    "AddressPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Address]",  # The rows of this page.
    },
)

CardPage = TypedDict(
    "CardPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Card]",  # The rows of this page.
    },
)

CreditNotePage = TypedDict(
    "CreditNotePage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[CreditNote]",  # The rows of this page.
    },
)

GovernoratePage = TypedDict(
    "GovernoratePage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Governorate]",  # The rows of this page.
    },
)

ImportPage = TypedDict(
    "ImportPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Import]",  # The rows of this page.
    },
)

ImportRowPage = TypedDict(
    "ImportRowPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[ImportRow]",  # The rows of this page.
    },
)

JobPage = TypedDict(
    "JobPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Job]",  # The rows of this page.
    },
)

NotificationPage = TypedDict(
    "NotificationPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Notification]",  # The rows of this page.
    },
)

OrderPage = TypedDict(
    "OrderPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Order]",  # The rows of this page.
    },
)

OwnProductPage = TypedDict(
    "OwnProductPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[OwnProduct]",  # The rows of this page.
    },
)

OwnReviewPage = TypedDict(
    "OwnReviewPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[OwnReview]",  # The rows of this page.
    },
)

PaymentPage = TypedDict(
    "PaymentPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Payment]",  # The rows of this page.
    },
)

PayoutPage = TypedDict(
    "PayoutPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Payout]",  # The rows of this page.
    },
)

ReturnPage = TypedDict(
    "ReturnPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Return]",  # The rows of this page.
    },
)

ReviewPage = TypedDict(
    "ReviewPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Review]",  # The rows of this page.
    },
)

SellerPage = TypedDict(
    "SellerPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Seller]",  # The rows of this page.
    },
)

SessionPage = TypedDict(
    "SessionPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Session]",  # The rows of this page.
    },
)

SignInPage = TypedDict(
    "SignInPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[SignIn]",  # The rows of this page.
    },
)

SoldPage = TypedDict(
    "SoldPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Sold]",  # The rows of this page.
    },
)

StockMovementPage = TypedDict(
    "StockMovementPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[StockMovement]",  # The rows of this page.
    },
)

TransactionPage = TypedDict(
    "TransactionPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Transaction]",  # The rows of this page.
    },
)

WishPage = TypedDict(
    "WishPage",
    {
        "next": "str | None",  # Address of the page after this one, or null.
        "previous": "str | None",  # Address of the page before it, or null.
        "results": "list[Wish]",  # The rows of this page.
    },
)

Parcel = TypedDict(
    "Parcel",
    {
        "id": "int",  # The parcel's id.
        "seller": "dict[str, Any]",  # `id` and `name` of the seller.
        "status": "ParcelStatusEnum",  # Where it stands.
        "items_total": "str",  # What its pieces cost.
        "shipping_cost": "str",  # What sending it costs.
        "discount": "str",  # What a coupon took off.
        "shipping_option": "str",  # How it is sent.
        "carrier": "str",  # The carrier's code.
        "carrier_name": "str",  # The carrier's name, as the seller gave it.
        "tracking_number": "str",  # The carrier's number.
        "promised_from": "str",  # The first day it may arrive.
        "promised_to": "str",  # The day by which it should have arrived.
        "shipped_at": "str | None",  # When it left, or null.
        "delivered_at": "str | None",  # When it arrived, or null.
        "item_ids": "list[int]",  # The lines that are in it.
        "pick_up_address": "str",  # Where it is to be picked up, if it is, once it may be prepared.
    },
)

Part = TypedDict(
    "Part",
    {
        "text": "str",  # A stretch of the text, exactly as it is written.
        "is_match": "bool",  # Whether it answered the query: mark it.
    },
)

AddressPatch = TypedDict(
    "AddressPatch",
    {
        "label": "NotRequired[str]",  # Home, work, …
        "recipient": "NotRequired[str]",  # Who takes the parcel.
        "phone_number": "NotRequired[str]",  # A phone number; Egyptian numbers need no country code.
        "governorate": "NotRequired[str]",  # One of the 27 governorates, such as `C` or `ASN`.
        "city": "NotRequired[str]",  # City or district.
        "street": "NotRequired[str]",  # Street.
        "building": "NotRequired[str]",  # Number or name of the building.
        "floor": "NotRequired[str]",  # Floor.
        "apartment": "NotRequired[str]",  # Apartment.
        "landmark": "NotRequired[str]",  # What it is near to.
        "latitude": "NotRequired[str | None]",  # Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
        "longitude": "NotRequired[str | None]",  # Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
        "is_default": "NotRequired[bool]",  # Whether orders go there unless said otherwise.
    },
)

BulkPatch = TypedDict(
    "BulkPatch",
    {
        "changes": "NotRequired[list[BulkRowInput]]",  # One row a piece.
    },
)

CategoryPatch = TypedDict(
    "CategoryPatch",
    {
        "name": "NotRequired[str]",  # Its Arabic name.
        "name_en": "NotRequired[str]",  # Its English name.
        "slug": "NotRequired[str]",  # Its name in addresses; made of the name unless given.
        "description": "NotRequired[str]",  # What belongs in it.
        "parent": "NotRequired[int | None]",  # What it stands below.
        "is_active": "NotRequired[bool]",  # Whether it, and all below it, is shown.
        "position": "NotRequired[int]",  # Its place among its siblings.
    },
)

ImagePatch = TypedDict(
    "ImagePatch",
    {
        "alt": "NotRequired[str]",  # What is seen on it.
        "is_primary": "NotRequired[bool]",  # Put it on the card.
        "position": "NotRequired[int]",  # Its place in the row.
    },
)

ProductPatch = TypedDict(
    "ProductPatch",
    {
        "name": "NotRequired[str]",  # Its name, in Arabic.
        "name_en": "NotRequired[str]",  # In English.
        "description": "NotRequired[str]",  # What it is, in Arabic.
        "description_en": "NotRequired[str]",  # In English.
        "price": "NotRequired[str]",  # What it costs.
        "compare_at_price": "NotRequired[str | None]",  # What it cost before; shown only as far as that is true of the last 30 days.
        "stock": "NotRequired[int]",  # How many there are, of a piece without options.
        "low_stock_at": "NotRequired[int]",  # Warn when so few are left; 0 for never.
        "category": "NotRequired[int]",  # Where it stands in the tree.
        "sku": "NotRequired[str]",  # Its article code; made unless given.
        "is_active": "NotRequired[bool]",  # Whether it is offered.
        "options": "NotRequired[list[OptionInput]]",  # What one can choose.
        "variants": "NotRequired[list[VariantInput]]",  # What can be ordered; every combination of the options unless given.
        "attributes": "NotRequired[dict[str, Any]]",  # By the code of the category's attribute: text, a number, or several texts.
        "personalisation": "NotRequired[list[InputInput]]",  # What one may ask for.
        "made_to_order": "NotRequired[bool]",  # Whether it is made once ordered; stock is then the free places.
        "lead_time_days": "NotRequired[int]",  # Days needed before it is sent.
        "one_of_a_kind": "NotRequired[bool]",  # Whether there is only this one.
        "weight_grams": "NotRequired[int]",  # What it weighs.
        "story": "NotRequired[str]",  # How it came about, in Arabic.
        "story_en": "NotRequired[str]",  # In English.
        "provenance": "NotRequired[ProvenanceInput]",  # Where, of what and in how many hours.
    },
)

ProfilePatch = TypedDict(
    "ProfilePatch",
    {
        "first_name": "NotRequired[str]",  # Given name.
        "last_name": "NotRequired[str]",  # Family name.
        "language": "NotRequired[LanguageEnum]",  # The language of mails and push messages.
        "phone_number": "NotRequired[str | None]",  # A phone number; Egyptian numbers need no country code.
        "profile_picture": "NotRequired[Upload | None]",  # JPEG, PNG or WebP up to 10 MiB, as multipart.
        "address": "NotRequired[str | None]",  # A free line.
        "specialty": "NotRequired[str | None]",  # An artist's craft.
        "bio": "NotRequired[str | None]",  # What the seller tells about the work.
        "social_media": "NotRequired[dict[str, str] | None]",  # Names of networks with an address or handle each.
        "display_name_en": "NotRequired[str]",  # A seller's name in English.
        "policies": "NotRequired[str]",  # A seller's terms.
        "is_on_holiday": "NotRequired[bool]",  # Take a seller's pieces off the market for a while.
    },
)

Payment = TypedDict(
    "Payment",
    {
        "id": "int",  # Its id.
        "order": "int | None",  # Which order; null for a deposit.
        "amount": "str",  # What is paid; the server's word alone.
        "by_wallet": "str",  # What is taken from store credit.
        "method": "PaymentMethodEnum",  # How.
        "payment_method": "int | None",  # The id of the kept way it is paid with, or null.
        "transaction_id": "str | None",  # The gateway's own number of it, once there is one.
        "status": "PaymentOutStatusEnum",  # Where it stands.
        "failure": "str",  # Why the last attempt failed, as the gateway said.
        "refunded": "str",  # What was given back.
        "paid_at": "str | None",  # When it was paid, or null.
        "created_at": "str",  # When it was begun.
        "updated_at": "str",  # When it last changed.
    },
)

Payout = TypedDict(
    "Payout",
    {
        "id": "int",  # Its id.
        "amount": "str",  # How much.
        "rail": "RailEnum",  # How it is sent.
        "destination_hint": "str",  # The end of where it goes.
        "status": "PayoutOutStatusEnum",  # Where it stands.
        "reason": "str",  # Why it failed.
        "requested_at": "str",  # When it was asked for.
        "rests_until": "str | None",  # Until when it waits, as its destination is new: time to take it back. Or null.
        "closed_at": "str | None",  # When it was paid or given up, or null.
    },
)

Period = TypedDict(
    "Period",
    {
        "from": "str",  # The first day, in Cairo.
        "to": "str",  # The last day.
    },
)

PhoneInput = TypedDict(
    "PhoneInput",
    {
        "phone_number": "str",  # A phone number; Egyptian numbers need no country code.
    },
)

PinInput = TypedDict(
    "PinInput",
    {
        "pin": "str",  # Four to eight digits; Arabic digits are understood.
        "password": "str",  # The account's password.
    },
)

PreferencesInput = TypedDict(
    "PreferencesInput",
    {
        "switches": "NotRequired[list[SwitchInput]]",  # Only what is to change.
        "quiet_hours": "NotRequired[QuietHoursInput]",  # When not to disturb: only what is to change, `start` and `end` together.
    },
)

Preferences = TypedDict(
    "Preferences",
    {
        "topics": "dict[str, dict[str, bool]]",  # For each topic, each channel it can travel through, on or off.
        "mandatory": "list[str]",  # Topics that cannot be switched off.
        "quiet_hours": "QuietHoursShape",  # When not to disturb.
    },
)

Problem = TypedDict(
    "Problem",
    {
        "type": "str",  # A URN made of the code.
        "title": "str",  # What kind of problem it is, translated.
        "status": "int",  # The HTTP status, repeated.
        "detail": "str",  # What happened this time, translated.
        "code": "str",  # A stable word for programs.
        "request_id": "str",  # The id to name when asking for help.
        "errors": "NotRequired[list[dict[str, Any]]]",  # One row for each field that is not valid.
        "items": "NotRequired[list[dict[str, Any]]]",  # `insufficient_stock`, `not_for_sale`: each piece it is about.
        "product": "NotRequired[int]",  # Which piece it is about.
        "item": "NotRequired[int]",  # Which line of the order it is about.
        "parcel": "NotRequired[int]",  # Which parcel it is about.
        "seller": "NotRequired[int]",  # `not_deliverable`: whose pieces cannot be sent there.
        "field": "NotRequired[str]",  # `card_data_refused`: where the card stands in the body; `personalisation_missing`: what the maker asks for.
        "attribute": "NotRequired[str]",  # `unknown_attribute`: its code.
        "changes": "NotRequired[list[dict[str, Any]]]",  # `quote_changed`: what differs from the quote.
        "stands_at": "NotRequired[str]",  # `invalid_transition`: where it stands at present.
        "smallest": "NotRequired[str]",  # The least there may be.
        "largest": "NotRequired[str]",  # The most there may be.
        "left_today": "NotRequired[str]",  # `limit_reached`: how much of today's most is left.
        "left": "NotRequired[str]",  # `refund_exceeds_payment`: how much can still go back.
        "limit": "NotRequired[str]",  # `credit_limit_reached`: the most a wallet may hold.
        "most": "NotRequired[str]",  # `compensation_too_high`: the most it can be.
        "until": "NotRequired[str]",  # `pin_locked`, `cooling_off`: until when.
    },
)

ProcessInput = TypedDict(
    "ProcessInput",
    {
        "order": "int",  # Which order.
        "method": "PaymentMethodEnum",  # How to pay it.
        "saved_method": "NotRequired[int | None]",  # A kept card to offer.
        "use_credit": "NotRequired[bool]",  # Take store credit first and the rest by `method`.
        "channel": "NotRequired[CheckoutChannelEnum]",  # Whether the app opens the gateway's page or its native SDK.
    },
)

ProductInput = TypedDict(
    "ProductInput",
    {
        "name": "str",  # Its name, in Arabic.
        "name_en": "NotRequired[str]",  # In English.
        "description": "str",  # What it is, in Arabic.
        "description_en": "NotRequired[str]",  # In English.
        "price": "str",  # What it costs.
        "compare_at_price": "NotRequired[str | None]",  # What it cost before; shown only as far as that is true of the last 30 days.
        "stock": "NotRequired[int]",  # How many there are, of a piece without options.
        "low_stock_at": "NotRequired[int]",  # Warn when so few are left; 0 for never.
        "category": "int",  # Where it stands in the tree.
        "sku": "NotRequired[str]",  # Its article code; made unless given.
        "is_active": "NotRequired[bool]",  # Whether it is offered.
        "options": "NotRequired[list[OptionInput]]",  # What one can choose.
        "variants": "NotRequired[list[VariantInput]]",  # What can be ordered; every combination of the options unless given.
        "attributes": "NotRequired[dict[str, Any]]",  # By the code of the category's attribute: text, a number, or several texts.
        "personalisation": "NotRequired[list[InputInput]]",  # What one may ask for.
        "made_to_order": "NotRequired[bool]",  # Whether it is made once ordered; stock is then the free places.
        "lead_time_days": "NotRequired[int]",  # Days needed before it is sent.
        "one_of_a_kind": "NotRequired[bool]",  # Whether there is only this one.
        "weight_grams": "NotRequired[int]",  # What it weighs.
        "story": "NotRequired[str]",  # How it came about, in Arabic.
        "story_en": "NotRequired[str]",  # In English.
        "provenance": "NotRequired[ProvenanceInput]",  # Where, of what and in how many hours.
    },
)

ProfileInput = TypedDict(
    "ProfileInput",
    {
        "first_name": "NotRequired[str]",  # Given name.
        "last_name": "NotRequired[str]",  # Family name.
        "language": "NotRequired[LanguageEnum]",  # The language of mails and push messages.
        "phone_number": "NotRequired[str | None]",  # A phone number; Egyptian numbers need no country code.
        "profile_picture": "NotRequired[Upload | None]",  # JPEG, PNG or WebP up to 10 MiB, as multipart.
        "address": "NotRequired[str | None]",  # A free line.
        "specialty": "NotRequired[str | None]",  # An artist's craft.
        "bio": "NotRequired[str | None]",  # What the seller tells about the work.
        "social_media": "NotRequired[dict[str, str] | None]",  # Names of networks with an address or handle each.
        "display_name_en": "NotRequired[str]",  # A seller's name in English.
        "policies": "NotRequired[str]",  # A seller's terms.
        "is_on_holiday": "NotRequired[bool]",  # Take a seller's pieces off the market for a while.
    },
)

Profile = TypedDict(
    "Profile",
    {
        "email": "str",  # The address to sign in with.
        "first_name": "str",  # Given name.
        "last_name": "str",  # Family name.
        "language": "str",  # The language of mails and push messages.
        "phone_number": "str | None",  # In E.164.
        "is_phone_verified": "bool",  # Whether the phone is known to be the person's.
        "has_password": "bool",  # False for who signs in with Google or Apple alone, and proves it by an `id_token`.
        "is_two_factor_on": "bool",  # Whether signing in asks for the code of an authenticator.
        "profile_picture": "str | None",  # Address of the picture, or null.
        "user_type": "UserTypeEnum",  # `customer`, `artist` or `store`.
        "address": "str | None",  # A free line; parcels go to the addresses kept apart.
        "specialty": "str | None",  # An artist's craft.
        "bio": "str | None",  # What the seller tells about the work.
        "store_name": "str | None",  # A store's name.
        "tax_id": "str | None",  # A store's tax number; shown to its owner only.
        "has_physical_store": "bool",  # Whether there is a shop one can go to.
        "social_media": "dict[str, str] | None",  # Names of networks with an address or handle each.
        "display_name": "str",  # A seller's public name.
        "display_name_en": "str",  # The same in English, if there is one.
        "governorate": "str | None",  # Where the seller works.
        "policies": "str",  # A seller's terms, in the seller's words.
        "is_verified": "bool",  # Whether it is a verified seller.
        "is_on_holiday": "bool",  # Whether a seller's pieces rest off the market.
        "created_at": "str",  # When the profile was made.
        "updated_at": "str",  # When it last changed.
    },
)

ProofInput = TypedDict(
    "ProofInput",
    {
        "image": "Upload",  # A picture of the transfer: JPEG, PNG or WebP.
        "bank_reference": "NotRequired[str]",  # The bank's reference.
    },
)

Proof = TypedDict(
    "Proof",
    {
        "id": "int",  # Its id.
        "status": "ProofOutStatusEnum",  # Whether it was matched.
        "reason": "str",  # Why it was not.
        "bank_reference": "str",  # The bank's reference.
        "created_at": "str",  # When it was handed in.
    },
)

ProvenanceInput = TypedDict(
    "ProvenanceInput",
    {
        "place": "NotRequired[str]",  # Where it was made.
        "materials": "NotRequired[str]",  # Of what.
        "hours": "NotRequired[int]",  # In how many hours.
    },
)

Provenance = TypedDict(
    "Provenance",
    {
        "place": "NotRequired[str]",  # Where it was made.
        "materials": "NotRequired[str]",  # Of what.
        "hours": "NotRequired[int]",  # In how many hours.
    },
)

QuietHoursInput = TypedDict(
    "QuietHoursInput",
    {
        "start": "NotRequired[str | None]",  # When the quiet begins, on the person's clock.
        "end": "NotRequired[str | None]",  # When it ends.
        "time_zone": "NotRequired[str]",  # The IANA name of the person's time zone.
        "wants_digest": "NotRequired[bool]",  # Whether chatty topics come as one mail a day.
    },
)

QuietHoursShape = TypedDict(
    "QuietHoursShape",
    {
        "start": "NotRequired[str | None]",  # When the quiet begins, on the person's clock.
        "end": "NotRequired[str | None]",  # When it ends.
        "time_zone": "NotRequired[str]",  # The IANA name of the person's time zone.
        "wants_digest": "NotRequired[bool]",  # Whether chatty topics come as one mail a day.
    },
)

QuoteInput = TypedDict(
    "QuoteInput",
    {
        "items": "NotRequired[list[WishInput]]",  # What to order; the basket unless given.
        "shipping_address": "Any",  # The id of one's address, or an address for this order alone.
        "shipping_option": "NotRequired[Any]",  # One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given.
        "payment_method": "NotRequired[PaymentMethodEnum]",  # How it would be paid.
        "coupon": "NotRequired[str]",  # A coupon's code.
        "note": "NotRequired[str]",  # A word to the sellers.
        "quote": "NotRequired[str]",  # The token of a quote: the order is refused if anything differs from it.
    },
)

QuoteLine = TypedDict(
    "QuoteLine",
    {
        "product": "int",  # Which piece.
        "variant": "int",  # Which variant.
        "quantity": "int",  # How many.
        "price": "str",  # What one costs.
        "line_total": "str",  # What they cost together.
        "discount": "str",  # What the coupon takes off.
        "available": "int",  # How many there are.
    },
)

Quote = TypedDict(
    "Quote",
    {
        "parcels": "list[QuoteParcel]",  # By seller.
        "items_total": "str",  # What the pieces cost.
        "shipping_cost": "str",  # What sending them costs.
        "discount": "str",  # What the coupon takes off.
        "total_amount": "str",  # What is to be paid.
        "is_available": "bool",  # Whether there is enough of all.
        "shortages": "list[Shortage]",  # What there is not enough of.
        "quote": "str",  # A token to order with: what is quoted is then what is charged, for half an hour.
    },
)

QuoteParcel = TypedDict(
    "QuoteParcel",
    {
        "seller": "dict[str, Any]",  # `id` and `name` of the seller.
        "items": "list[QuoteLine]",  # What this seller sends.
        "options": "list[ShippingOption]",  # How it can be sent.
        "shipping_option": "str",  # The way it is priced with.
        "shipping_cost": "str",  # What that costs.
        "items_total": "str",  # What the pieces cost.
        "discount": "str",  # What the coupon takes off.
        "promised_from": "str",  # The first day it may arrive.
        "promised_to": "str",  # The day by which it should have arrived.
    },
)

ReadWord = TypedDict(
    "ReadWord",
    {
        "typed": "str",  # The word as it was typed, folded.
        "read_as": "str",  # What it was taken for.
    },
)

Reading = TypedDict(
    "Reading",
    {
        "text": "str",  # The query as it was searched for.
        "layout": "str | None",  # What the same keys write on the other layout, or null.
        "arabizi": "list[ReadWord]",  # Latin words that were read as Arabic.
        "corrections": "list[ReadWord]",  # Words that were mended.
        "min_price": "str | None",  # The least that the query names, or null.
        "max_price": "str | None",  # The most that the query names, or null.
    },
)

RecoveryCodes = TypedDict(
    "RecoveryCodes",
    {
        "recovery_codes": "list[str]",  # Each works once; they are shown this once.
    },
)

RefreshInput = TypedDict(
    "RefreshInput",
    {
        "refresh": "str",  # The latest refresh token.
    },
)

RefundInput = TypedDict(
    "RefundInput",
    {
        "payment": "int",  # Which payment.
        "amount": "NotRequired[str]",  # How much of the whole; spread over its lines, and by staff over shipping at last.
        "items": "NotRequired[list[RefundItemInput]]",  # Or which lines.
        "reason": "str",  # Why.
    },
)

RefundItemInput = TypedDict(
    "RefundItemInput",
    {
        "item": "int",  # Which line of the order.
        "amount": "NotRequired[str]",  # How much of it; all that is left unless given.
    },
)

Refund = TypedDict(
    "Refund",
    {
        "payment": "Payment",  # The payment as it stands now.
        "amount": "str",  # What is given back by this.
        "reference": "str",  # The refund's reference in the ledger.
    },
)

RefusedEvent = TypedDict(
    "RefusedEvent",
    {
        "event_id": "str",  # The event that was not kept.
        "reason": "RefusedEventOutReasonEnum",  # Too old or ahead; too much; not plain values; something about a person.
    },
)

RegisterInput = TypedDict(
    "RegisterInput",
    {
        "email": "str",  # The address to sign in with.
        "password": "str",  # At least 10 characters, neither common nor like the address.
        "first_name": "str",  # Given name, in any script.
        "last_name": "str",  # Family name, in any script.
        "phone_number": "NotRequired[str | None]",  # A phone number; Egyptian numbers need no country code.
    },
)

Register = TypedDict(
    "Register",
    {
        "user": "NewUser",  # The new account.
    },
)

Rendition = TypedDict(
    "Rendition",
    {
        "width": "int",  # Width in pixels.
        "webp": "str",  # Address of the WebP.
        "avif": "str | None",  # Address of the AVIF, or null.
    },
)

ReplyInput = TypedDict(
    "ReplyInput",
    {
        "reply": "str",  # The seller's public answer.
    },
)

ReportColumn = TypedDict(
    "ReportColumn",
    {
        "name": "str",  # The key in each row.
        "title": "str",  # In the language of the request.
        "kind": "ReportColumnOutKindEnum",  # What its values are.
    },
)

ReportInput = TypedDict(
    "ReportInput",
    {
        "reason": "ReportInReasonEnum",  # What is wrong with it.
        "note": "NotRequired[str]",  # In words.
    },
)

ReportKind = TypedDict(
    "ReportKind",
    {
        "name": "str",  # By which it is asked for.
        "title": "str",  # What it is called.
        "columns": "list[ReportColumn]",  # What each row holds, in order.
    },
)

ReportKinds = TypedDict(
    "ReportKinds",
    {
        "reports": "list[ReportKind]",  # All there are.
    },
)

Report = TypedDict(
    "Report",
    {
        "title": "str",  # What the report is called.
        "period": "ReportPeriod",  # What it is of.
        "columns": "list[ReportColumn]",  # What each row holds, in order.
        "rows": "list[dict[str, Any]]",  # At most 10 000; what has more is made as a file.
    },
)

ReportPeriod = TypedDict(
    "ReportPeriod",
    {
        "from": "str",  # The first day, in Cairo.
        "to": "str",  # The last day.
    },
)

ResetInput = TypedDict(
    "ResetInput",
    {
        "uid": "str",  # From the link in the mail.
        "token": "str",  # From the link in the mail.
        "new_password": "str",  # The password to set.
    },
)

ReturnInput = TypedDict(
    "ReturnInput",
    {
        "items": "list[ReturnItemInput]",  # What is to go back; lines of one parcel.
        "reason": "ReturnReasonEnum",  # Why.
        "details": "NotRequired[str]",  # What is wrong with it.
    },
)

ReturnItemInput = TypedDict(
    "ReturnItemInput",
    {
        "item": "int",  # Which line of the order.
        "quantity": "int",  # How many of it.
    },
)

ReturnItem = TypedDict(
    "ReturnItem",
    {
        "item": "int",  # Which line of the order.
        "name": "str",  # Its name.
        "quantity": "int",  # How many of it.
        "amount": "str",  # What is paid back for them.
    },
)

Return = TypedDict(
    "Return",
    {
        "id": "int",  # Its id.
        "order": "int",  # Which order.
        "parcel": "int",  # Which parcel.
        "reason": "ReturnReasonEnum",  # Why.
        "details": "str",  # What is wrong with it.
        "status": "ReturnOutStatusEnum",  # Where it stands.
        "answer": "str",  # Why it was refused.
        "refund_amount": "str",  # What is paid back for the pieces; once it is refunded, what was.
        "refunds_shipping": "bool",  # Whether the way there is paid back too.
        "answer_by": "str",  # By when the seller is to answer.
        "items": "list[ReturnItem]",  # What is to go back.
        "photos": "list[str]",  # Addresses of pictures of it, for five minutes; then ask for the return again.
        "messages": "list[dict[str, Any]]",  # What was said and done, oldest first.
        "created_at": "str",  # When it was asked for.
        "updated_at": "str",  # When it last changed.
    },
)

ReviewImage = TypedDict(
    "ReviewImage",
    {
        "id": "int",  # Its id.
        "url": "str",  # Address of a WebP up to 1080 pixels wide.
        "thumb": "str",  # Address of a WebP 320 pixels wide.
        "blurhash": "str",  # A blur to show while it loads.
        "width": "int",  # Width of the original in pixels.
        "height": "int",  # Height of the original in pixels.
    },
)

ReviewInput = TypedDict(
    "ReviewInput",
    {
        "rating": "int",  # From 1 to 5.
        "comment": "NotRequired[str | None]",  # In words.
    },
)

Review = TypedDict(
    "Review",
    {
        "id": "int",  # Its id.
        "rating": "int",  # From 1 to 5.
        "comment": "str | None",  # In words, or null.
        "author": "str",  # First name and initial of whoever wrote it.
        "images": "list[ReviewImage]",  # Pictures that are ready to be shown.
        "reply": "str",  # The seller's answer, or empty.
        "replied_at": "str | None",  # When the seller answered.
        "helpful_count": "int",  # How many found it helpful.
        "created_at": "str",  # When it was written.
        "updated_at": "str",  # When it last changed.
    },
)

ReviewsSummary = TypedDict(
    "ReviewsSummary",
    {
        "average": "float | None",  # Mean of the ratings, or null.
        "count": "int",  # How many there are.
        "histogram": "dict[str, int]",  # How many of each rating from `1` to `5`.
    },
)

RowProblem = TypedDict(
    "RowProblem",
    {
        "column": "str",  # The heading of the column, in Arabic; may be empty.
        "code": "str",  # A stable word for programs.
        "message": "str",  # A sentence for people, in the language the table was sent in.
    },
)

SavedMethodInput = TypedDict(
    "SavedMethodInput",
    {
        "method_type": "KeptMethodEnum",  # What to keep. A card is kept on the gateway's page, by ticking the box there.
        "is_default": "NotRequired[bool]",  # Offer it first.
    },
)

SavedMethod = TypedDict(
    "SavedMethod",
    {
        "id": "int",  # Its id.
        "method_type": "PaymentMethodEnum",  # What kind of method it is.
        "is_default": "bool",  # Whether it is offered first.
        "details": "dict[str, str]",  # Of a card: `brand` and `masked` number.
        "created_at": "str",  # When it was kept.
    },
)

ScheduleInput = TypedDict(
    "ScheduleInput",
    {
        "destination": "DestinationInput",  # Where to.
        "pin": "str",  # The wallet's PIN.
        "every": "EveryEnum",  # How often.
        "smallest": "str",  # From how much on; less waits for the next time.
        "otp": "NotRequired[str]",  # The authenticator's code; needed where two-step sign-in is on.
    },
)

Schedule = TypedDict(
    "Schedule",
    {
        "every": "EveryEnum",  # How often: on Sundays, or on the first of the month.
        "smallest": "str",  # From how much on; less waits for the next time.
        "rail": "RailEnum",  # How it is sent.
        "destination_hint": "str",  # The end of where it goes.
        "may_be_large": "bool",  # Whether it was set with the authenticator's code; without it no payout reaches the amount that needs one.
        "next_on": "str",  # The next day on which it happens, in Cairo.
    },
)

Search = TypedDict(
    "Search",
    {
        "next": "str | None",  # Address of the page after this one.
        "previous": "str | None",  # Address of the page before it.
        "results": "list[Hit]",  # What answers the query, best first; 200 at the most.
        "query": "str",  # The query, spaces tidied.
        "corrected_query": "str | None",  # The query as it was mended, or null if it was taken as typed.
        "interpreted_as": "Reading",  # What was understood. With `original=true` the same words are taken literally.
        "did_you_mean": "list[str]",  # Where nothing was found: queries near it that find something.
        "total": "int | None",  # How many pieces have all that was asked; null behind page one.
        "facets": "Facets | None",  # How many pieces have each value; null behind page one.
        "is_whole": "bool",  # False if the search ran out of time and there may be more.
    },
)

SellerBucket = TypedDict(
    "SellerBucket",
    {
        "revenue": "str",  # What pieces went for, when their money was booked.
        "refunds": "str",  # What of revenue was given back in the period.
        "net_revenue": "str",  # `revenue` less `refunds`.
        "commission": "str",  # The house's share, less what refunds gave back.
        "vat": "str",  # VAT on the commission.
        "shipping": "str",  # For parcels sent in an own way.
        "earnings": "str",  # `net_revenue` − `commission` − `vat` + `shipping`, as booked.
        "payouts": "str",  # What reached the bank.
        "orders": "int",  # Orders booked: paid, or handed over for cash.
        "placed": "int",  # Orders placed, paid or not.
        "units": "int",  # Pieces booked.
        "average_order": "str | None",  # `revenue` by `orders`; null without orders.
        "views": "int",  # Pieces looked at; once a day by the same person.
        "visits": "int",  # People who looked, day by day.
        "carts": "int",  # Pieces put into baskets.
        "conversion": "str | None",  # `placed` by `visits`; null without visits.
        "starts_on": "str",  # The first day of the day, week (from Saturday) or month.
    },
)

SellerFigures = TypedDict(
    "SellerFigures",
    {
        "period": "Period",  # What the figures are of.
        "granularity": "GranularityEnum",  # What a row of `series` is.
        "totals": "SellerTotals",  # The whole period.
        "buyers": "Buyers",  # Who bought in the period.
        "before": "Period",  # As many days right before, for comparison.
        "totals_before": "SellerTotals",  # The whole period before.
        "buyers_before": "Buyers",  # Who bought in the period before.
        "series": "list[SellerBucket]",  # Every bucket, also where nothing was.
        "top_products": "list[TopProduct]",  # Up to ten, by revenue.
        "computed_at": "str",  # Up to when what happened is in the figures.
    },
)

SellerName = TypedDict(
    "SellerName",
    {
        "id": "int",  # The seller's id.
        "name": "str",  # The public name.
        "user_type": "str",  # `artist` or `store`.
    },
)

Seller = TypedDict(
    "Seller",
    {
        "id": "int",  # The seller's id.
        "name": "str",  # The public name in the language asked for.
        "user_type": "UserTypeEnum",  # `artist` or `store`.
        "picture": "str | None",  # Address of the picture, or null.
        "specialty": "str | None",  # The craft.
        "bio": "str | None",  # What the seller tells about the work.
        "has_physical_store": "bool",  # Whether there is a shop one can go to.
        "social_media": "Any",  # Names of networks with an address or handle each.
        "governorate": "Governorate | None",  # Where the seller works, or null.
        "policies": "str",  # The seller's terms.
        "is_featured": "bool",  # Whether staff show the seller first.
        "is_on_holiday": "bool",  # Whether the shop rests.
        "product_count": "int",  # How many pieces are on the market.
        "rating_average": "float | None",  # Mean of all ratings of the seller's pieces, or null.
        "rating_count": "int",  # How many ratings there are.
        "since": "str",  # Selling since.
    },
)

SellerShippingIn = TypedDict(
    "SellerShippingIn",
    {
        "cost": "str | None",  # What sending in the seller's own way costs, to anywhere; null for the usual rates.
        "value_percent": "NotRequired[str | None]",  # What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not.
        "free_from": "str | None",  # From which worth of pieces on it is free; null for what is usual.
        "allows_pick_up": "bool",  # Whether buyers may fetch their pieces.
        "pick_up_address": "str",  # Where; shown to buyers who chose it, once their order may be prepared.
    },
)

SellerShippingInOutInput = TypedDict(
    "SellerShippingInOutInput",
    {
        "cost": "str | None",  # What sending in the seller's own way costs, to anywhere; null for the usual rates.
        "value_percent": "NotRequired[str | None]",  # What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not.
        "free_from": "str | None",  # From which worth of pieces on it is free; null for what is usual.
        "allows_pick_up": "bool",  # Whether buyers may fetch their pieces.
        "pick_up_address": "str",  # Where; shown to buyers who chose it, once their order may be prepared.
    },
)

SellerTotals = TypedDict(
    "SellerTotals",
    {
        "revenue": "str",  # What pieces went for, when their money was booked.
        "refunds": "str",  # What of revenue was given back in the period.
        "net_revenue": "str",  # `revenue` less `refunds`.
        "commission": "str",  # The house's share, less what refunds gave back.
        "vat": "str",  # VAT on the commission.
        "shipping": "str",  # For parcels sent in an own way.
        "earnings": "str",  # `net_revenue` − `commission` − `vat` + `shipping`, as booked.
        "payouts": "str",  # What reached the bank.
        "orders": "int",  # Orders booked: paid, or handed over for cash.
        "placed": "int",  # Orders placed, paid or not.
        "units": "int",  # Pieces booked.
        "average_order": "str | None",  # `revenue` by `orders`; null without orders.
        "views": "int",  # Pieces looked at; once a day by the same person.
        "visits": "int",  # People who looked, day by day.
        "carts": "int",  # Pieces put into baskets.
        "conversion": "str | None",  # `placed` by `visits`; null without visits.
    },
)

Session = TypedDict(
    "Session",
    {
        "id": "int",  # Its id.
        "kind": "SessionOutKindEnum",  # `app`, or `browser` at the back office or the sellers' pages.
        "device": "str",  # What the device called itself; of a browser, which one it is and on what.
        "address": "str",  # The network address it signed in from.
        "created_at": "str",  # When it signed in.
        "last_used_at": "str",  # When it last fetched new tokens; of a browser, when it last opened a page, to some minutes.
        "is_current": "bool",  # Whether it is the one asking.
    },
)

SettlementInput = TypedDict(
    "SettlementInput",
    {
        "amount": "str",  # What the buyer gets back, from 0.00 to what was asked for.
        "text": "str",  # The reasons, told to both sides.
    },
)

Setup = TypedDict(
    "Setup",
    {
        "secret": "str",  # To type into an authenticator app.
        "otpauth_url": "str",  # To show as a QR code.
    },
)

ShippingEstimate = TypedDict(
    "ShippingEstimate",
    {
        "cost_from": "str",  # What sending costs at the least, to the nearest zone and for a light parcel. What it costs more by weight or by the parcel's value is not in it; the quote of a basket has it.
        "free_above": "str | None",  # From which amount it is free, or null.
        "days_min": "int",  # Days until it arrives, at the least.
        "days_max": "int",  # Days until it arrives, as a rule at the most.
    },
)

ShippingOption = TypedDict(
    "ShippingOption",
    {
        "option": "str",  # The code to order it with.
        "name": "str",  # Its name in the language asked for.
        "carrier": "str",  # Who carries it; empty for nobody.
        "cost": "str",  # What it costs.
        "days_min": "int",  # Working days until it arrives, at the least.
        "days_max": "int",  # Working days, as a rule at the most.
    },
)

Shortage = TypedDict(
    "Shortage",
    {
        "product": "int",  # Which piece.
        "variant": "int",  # Which variant.
        "available": "int",  # How many there are.
    },
)

SignIn = TypedDict(
    "SignIn",
    {
        "id": "int",  # Its id.
        "succeeded": "bool",  # Whether the password and the code were right.
        "device": "str",  # What the device called itself.
        "address": "str",  # The network address it came from.
        "created_at": "str",  # When it was.
    },
)

SignedIn = TypedDict(
    "SignedIn",
    {
        "access": "str",  # Goes into `Authorization: Bearer`; lives 15 minutes.
        "refresh": "str",  # Buys new tokens, once; lives 30 days.
        "user": "User",  # Who signed in.
        "two_factor_required": "bool",  # True for staff who signed in with a password alone: these tokens give no staff rights until two-step sign-in is set up.
    },
)

SocialInput = TypedDict(
    "SocialInput",
    {
        "id_token": "str",  # The ID token the phone got from the provider.
        "nonce": "NotRequired[str]",  # The nonce the phone asked the provider with.
        "first_name": "NotRequired[str]",  # Apple tells it to the phone only.
        "last_name": "NotRequired[str]",  # Likewise.
    },
)

SoldEvent = TypedDict(
    "SoldEvent",
    {
        "id": "int",  # Its id.
        "parcel": "int | None",  # Which parcel, or null for the whole order.
        "code": "str",  # What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, …
        "from_status": "str",  # Where it stood.
        "to_status": "str",  # Where it went.
        "note": "str",  # What was said; a carrier's reason in the language asked for.
        "by": "str",  # Whose step it was: `buyer`, `seller`, `staff` or `system`.
        "created_at": "str",  # When.
    },
)

SoldItem = TypedDict(
    "SoldItem",
    {
        "id": "int",  # The line's id.
        "product": "int",  # Which piece.
        "variant": "int",  # Which variant.
        "seller": "int",  # Who sells it.
        "name": "str",  # Its name when it was ordered.
        "sku": "str",  # Its article code.
        "choices": "list[str]",  # The variant's values, as they were called when it was ordered.
        "personalisation": "dict[str, str]",  # What is to be added to it.
        "image": "str",  # Address of a small picture.
        "quantity": "int",  # How many.
        "price": "str",  # What one cost.
        "line_total": "str",  # What the pieces cost together.
        "discount": "str",  # What a coupon took off.
        "refunded": "str",  # How much of the line was given back.
        "returned_quantity": "int",  # How many were sent back.
        "commission_rate": "str",  # Per cent the house takes.
        "commission_amount": "str",  # What it takes of this line.
        "commission_vat": "str",  # VAT on that.
    },
)

Sold = TypedDict(
    "Sold",
    {
        "id": "int",  # The order's id.
        "parcel": "int",  # The parcel's id.
        "number": "str",  # The order's number to read out.
        "status": "ParcelStatusEnum",  # Where it stands.
        "order_status": "str",  # Where the order stands.
        "payment_method": "str",  # How it is paid.
        "is_paid": "bool",  # Whether it is.
        "may_be_sent": "bool",  # Whether it may be prepared: paid, or to be paid in cash.
        "buyer": "str",  # The buyer's given name.
        "address": "FrozenAddress | None",  # Where it goes, in its parts; null until it may be sent.
        "shipping_address": "str | None",  # The same as text; null until it may be sent.
        "cash_due": "str",  # What is to be taken at the door.
        "items_total": "str",  # What its pieces cost.
        "shipping_cost": "str",  # What sending it costs.
        "discount": "str",  # What a coupon took off.
        "earnings": "str",  # What remains for the seller.
        "compensation": "str | None",  # What the carrier paid the seller for its loss, or null.
        "shipping_option": "str",  # How it is sent.
        "carrier": "str",  # The carrier's code.
        "carrier_name": "str",  # The carrier's name, as the seller gave it.
        "tracking_number": "str",  # The carrier's number.
        "promised_from": "str",  # The first day it may arrive.
        "promised_to": "str",  # The day by which it should have arrived.
        "shipped_at": "str | None",  # When it left, or null.
        "delivered_at": "str | None",  # When it arrived, or null.
        "note": "str",  # The buyer's word to the sellers.
        "items": "list[SoldItem]",  # One's own lines.
        "timeline": "list[SoldEvent]",  # Each step of one's own part.
        "created_at": "str",  # When it was placed.
    },
)

Stars = TypedDict(
    "Stars",
    {
        "value": "int",  # The `min_rating` to filter by.
        "count": "int",  # How many are rated so well at the least.
    },
)

Started = TypedDict(
    "Started",
    {
        "payment": "Payment",  # The payment.
        "next_action": "NextAction",  # What the app does next.
    },
)

Statement = TypedDict(
    "Statement",
    {
        "month": "str",  # The month, in Cairo's calendar.
        "opening": "str",  # The balance as it began.
        "closing": "str",  # The balance as it ended.
        "sums": "dict[str, str]",  # What came in, or with a minus went out, by kind of movement.
        "count": "int",  # How many movements there were.
    },
)

Statements = TypedDict(
    "Statements",
    {
        "months": "list[str]",  # The months in which something moved, such as `2026-11`, the latest first.
    },
)

StepInput = TypedDict(
    "StepInput",
    {
        "status": "StepInStatusEnum",  # Where one's part is to go.
        "carrier": "NotRequired[str]",  # Who carries it.
        "tracking_number": "NotRequired[str]",  # The carrier's number.
        "note": "NotRequired[str]",  # A word to the buyer.
    },
)

StockMovement = TypedDict(
    "StockMovement",
    {
        "id": "int",  # Its id.
        "variant": "int",  # Whose stock changed.
        "change": "int",  # By how many.
        "reason": "StockMovementOutReasonEnum",  # Why.
        "reference": "str",  # For what, such as `parcel:42`; empty for a correction.
        "created_at": "str",  # When.
    },
)

Stock = TypedDict(
    "Stock",
    {
        "value": "bool",  # Whether it can be ordered.
        "count": "int",  # How many pieces.
    },
)

StockedVariant = TypedDict(
    "StockedVariant",
    {
        "id": "int",  # Its id.
        "sku": "str",  # Its article code.
        "choices": "list[str]",  # One value of each option, in their order.
        "price": "str",  # What it costs.
        "weight_grams": "int",  # What it weighs.
        "image_id": "int | None",  # The picture that shows it, of the piece's own.
        "stock": "int",  # How many there are; of pieces made to order, free places.
        "in_stock": "bool",  # Whether it can be ordered.
    },
)

Suggestion = TypedDict(
    "Suggestion",
    {
        "text": "str",  # What to search for, or the name of a piece.
        "kind": "SuggestionOutKindEnum",  # What others asked for, a word completed, or a piece.
        "product_id": "int | None",  # The piece, or null.
    },
)

Suggestions = TypedDict(
    "Suggestions",
    {
        "query": "str",  # What was typed.
        "results": "list[Suggestion]",  # The likeliest first, ten at the most.
    },
)

SwitchInput = TypedDict(
    "SwitchInput",
    {
        "topic": "TopicEnum",  # What it is about.
        "channel": "NoticeChannelEnum",  # How it travels.
        "is_on": "bool",  # Whether it is wanted.
    },
)

Tokens = TypedDict(
    "Tokens",
    {
        "access": "str",  # Goes into `Authorization: Bearer`; lives 15 minutes.
        "refresh": "str",  # Buys new tokens, once; lives 30 days.
    },
)

TopProduct = TypedDict(
    "TopProduct",
    {
        "id": "int",  # The piece.
        "name": "str",  # Its name in the language of the request.
        "orders": "int",  # Orders with it.
        "units": "int",  # How many were sold.
        "revenue": "str",  # What they went for.
        "refunds": "str",  # What of that was given back.
        "views": "int",  # How many looked at it; once a day by the same person.
        "carts": "int",  # How many put it into their basket.
    },
)

TrackingEvent = TypedDict(
    "TrackingEvent",
    {
        "code": "str",  # A stable word for programs.
        "words": "str",  # What happened, in the language asked for.
        "happened_at": "str",  # When.
    },
)

Tracking = TypedDict(
    "Tracking",
    {
        "parcel": "int",  # Which parcel.
        "status": "str",  # Where it stands.
        "carrier": "str",  # The carrier's code.
        "carrier_name": "str",  # The carrier's name.
        "tracking_number": "str",  # The carrier's number.
        "promised_to": "str",  # The day by which it should have arrived.
        "events": "list[TrackingEvent]",  # Its way so far, oldest first.
    },
)

Transaction = TypedDict(
    "Transaction",
    {
        "id": "int",  # Its id.
        "amount": "str",  # What came in, or with a minus what went out.
        "transaction_type": "TransactionTypeEnum",  # What kind of movement it is.
        "reference_id": "str | None",  # What it is for, such as `payment:42`.
        "description": "str | None",  # A word about it, in the reader's language.
        "status": "str",  # `completed`, `pending` or `failed`.
        "balance_after": "str",  # The balance once it had happened.
        "created_at": "str",  # When.
    },
)

UnreadCount = TypedDict(
    "UnreadCount",
    {
        "unread": "int",  # How many notifications are unread.
    },
)

User = TypedDict(
    "User",
    {
        "id": "int",  # The person's id.
        "email": "str",  # The address to sign in with.
        "first_name": "str",  # Given name.
        "last_name": "str",  # Family name.
        "language": "LanguageEnum",  # The language of mails and push messages.
        "is_email_verified": "bool",  # Whether the address is known to be the person's.
        "is_staff": "bool",  # Whether the person works in the back office.
        "user_type": "str",  # `customer`, `artist` or `store`.
        "is_verified": "bool",  # Whether it is a verified seller.
        "date_joined": "str",  # When the account was opened.
    },
)

VariantInput = TypedDict(
    "VariantInput",
    {
        "choices": "NotRequired[list[str]]",  # One value of each option, in their order.
        "price": "NotRequired[str | None]",  # Its own price, if it has one.
        "stock": "NotRequired[int]",  # How many there are.
        "sku": "NotRequired[str]",  # Its article code.
        "weight_grams": "NotRequired[int]",  # What it weighs.
        "is_active": "NotRequired[bool]",  # Whether it is offered.
    },
)

Verification = TypedDict(
    "Verification",
    {
        "status": "VerificationOutStatusEnum",  # `none` before an application.
        "reasons": "str",  # What staff said about it.
        "history": "list[ApplicationEvent]",  # Each step, oldest first.
        "documents": "list[Document]",  # The papers that are still kept.
    },
)

VerifyInput = TypedDict(
    "VerifyInput",
    {
        "payment": "int",  # Which payment.
    },
)

Wallet = TypedDict(
    "Wallet",
    {
        "balance": "str",  # What can be spent: store credit and earnings.
        "store_credit": "str",  # Can be spent, not withdrawn.
        "withdrawable": "str",  # Earnings: can be spent or withdrawn.
        "pending_balance": "str",  # A seller's share that is not safe yet.
        "held_balance": "str",  # Held for a withdrawal, a return or a payment.
        "debt": "str",  # What a seller owes, taken from later earnings.
        "currency": "str",  # Always `EGP`.
        "limits": "Limits",  # The limits in force.
        "has_pin": "bool",  # Whether a PIN is set.
        "created_at": "str",  # When it was opened.
        "updated_at": "str",  # When it last changed.
    },
)

WishInput = TypedDict(
    "WishInput",
    {
        "product": "int",  # Which piece.
        "variant": "NotRequired[int | None]",  # Which variant; a piece with one needs none.
        "quantity": "int",  # How many.
        "personalisation": "NotRequired[dict[str, str]]",  # What is to be added to it, by the code of what the maker asks.
    },
)

Wish = TypedDict(
    "Wish",
    {
        "product_id": "int",  # What was saved.
        "product": "Card | None",  # Its card, or null if it is not on show.
        "price_seen": "str",  # The price it was saved at, or that its fall to was told.
        "created_at": "str",  # When it was saved.
    },
)

WithdrawInput = TypedDict(
    "WithdrawInput",
    {
        "destination": "DestinationInput",  # Where to.
        "pin": "str",  # The wallet's PIN.
        "amount": "str",  # How much.
        "otp": "NotRequired[str]",  # The authenticator's code, for a large amount.
    },
)
