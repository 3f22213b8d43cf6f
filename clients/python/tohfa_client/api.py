"""Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tohfa_client import models as m
from tohfa_client.client import TohfaClient


class Api:
    """Every call of the API; tokens, retries and the cache are the client's."""

    def __init__(self, client: TohfaClient) -> None:
        self.client = client

    def analytics_events_create(self, *, body: m.EventsInput) -> m.Events:
        """Tell of what was done in the app."""
        found: m.Events = self.client.call("POST", "/api/analytics/events/", body=body)
        return found

    def auth_email_resend_create(self) -> None:
        """Send the confirmation mail again."""
        self.client.call("POST", "/api/auth/email/resend/")

    def auth_email_verify_create(self, *, body: m.KeyInput) -> None:
        """Confirm an e-mail address."""
        self.client.call("POST", "/api/auth/email/verify/", body=body)

    def auth_email_verify_resend_create(self) -> None:
        """Send the confirmation mail again."""
        self.client.call("POST", "/api/auth/email/verify/resend/")

    def auth_login_create(self, *, body: m.LoginInput) -> m.SignedIn:
        """Sign in."""
        found: m.SignedIn = self.client.call("POST", "/api/auth/login/", body=body)
        return found

    def auth_logout_create(self, *, body: m.LogoutInput) -> None:
        """Sign out."""
        self.client.call("POST", "/api/auth/logout/", body=body)

    def auth_password_change_create(self, *, body: m.ChangePasswordInput) -> None:
        """Change one's password."""
        self.client.call("POST", "/api/auth/password/change/", body=body)

    def auth_password_reset_create(self, *, body: m.EmailInput) -> None:
        """Ask for a mail to choose a new password."""
        self.client.call("POST", "/api/auth/password/reset/", body=body)

    def auth_password_reset_confirm_create(self, *, body: m.ResetInput) -> None:
        """Choose a new password by the key of a mail."""
        self.client.call("POST", "/api/auth/password/reset/confirm/", body=body)

    def auth_register_create(self, *, body: m.RegisterInput) -> m.Register:
        """Open an account."""
        found: m.Register = self.client.call("POST", "/api/auth/register/", body=body)
        return found

    def auth_sessions_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.SessionPage:
        """List the devices that are signed in."""
        found: m.SessionPage = self.client.call("GET", "/api/auth/sessions/", query={"cursor": cursor, "page_size": page_size})
        return found

    def auth_sessions_list_all(self, *, page_size: int | None = None) -> Iterator[m.Session]:
        """List the devices that are signed in. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/auth/sessions/", {"page_size": page_size})

    def auth_sessions_destroy(self, *, id: int) -> None:
        """Sign a device out."""
        self.client.call("DELETE", f"/api/auth/sessions/{quote(str(id), safe='')}/")

    def auth_sign_ins_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.SignInPage:
        """List attempts to sign in to one's account."""
        found: m.SignInPage = self.client.call("GET", "/api/auth/sign-ins/", query={"cursor": cursor, "page_size": page_size})
        return found

    def auth_sign_ins_list_all(self, *, page_size: int | None = None) -> Iterator[m.SignIn]:
        """List attempts to sign in to one's account. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/auth/sign-ins/", {"page_size": page_size})

    def auth_social_create(self, *, provider: str, body: m.SocialInput) -> m.SignedIn:
        """Sign in with Google or Apple."""
        found: m.SignedIn = self.client.call("POST", f"/api/auth/social/{quote(str(provider), safe='')}/", body=body)
        return found

    def auth_token_refresh_create(self, *, body: m.RefreshInput) -> m.Tokens:
        """Exchange a refresh token for new tokens."""
        found: m.Tokens = self.client.call("POST", "/api/auth/token/refresh/", body=body)
        return found

    def auth_two_factor_confirm_create(self, *, body: m.CodeInput) -> m.RecoveryCodes:
        """Switch two-step sign-in on with a first code."""
        found: m.RecoveryCodes = self.client.call("POST", "/api/auth/two-factor/confirm/", body=body)
        return found

    def auth_two_factor_disable_create(self, *, body: m.DisableTwoFactorInput) -> None:
        """Switch two-step sign-in off."""
        self.client.call("POST", "/api/auth/two-factor/disable/", body=body)

    def auth_two_factor_recovery_codes_create(self, *, body: m.CodeInput) -> m.RecoveryCodes:
        """Replace the recovery codes."""
        found: m.RecoveryCodes = self.client.call("POST", "/api/auth/two-factor/recovery-codes/", body=body)
        return found

    def auth_two_factor_setup_create(self) -> m.Setup:
        """Begin two-step sign-in."""
        found: m.Setup = self.client.call("POST", "/api/auth/two-factor/setup/")
        return found

    def cart_retrieve(self) -> m.Cart:
        """Show one's basket."""
        found: m.Cart = self.client.call("GET", "/api/cart/")
        return found

    def cart_destroy(self) -> None:
        """Empty one's basket."""
        self.client.call("DELETE", "/api/cart/")

    def cart_items_update(self, *, body: m.CartItemInput) -> m.Cart:
        """Set how many of a piece are in one's basket."""
        found: m.Cart = self.client.call("PUT", "/api/cart/items/", body=body)
        return found

    def cart_merge_create(self, *, body: m.MergeInput) -> m.Cart:
        """Take in the basket a phone kept before signing in."""
        found: m.Cart = self.client.call("POST", "/api/cart/merge/", body=body)
        return found

    def credit_notes_retrieve(self, *, id: int) -> bytes:
        """Read a credit note."""
        found: bytes = self.client.file("GET", f"/api/credit-notes/{quote(str(id), safe='')}/")
        return found

    def notifications_list(self, *, cursor: str | None = None, notification_type: str | None = None, page_size: int | None = None, unread: bool | None = None) -> m.NotificationPage:
        """List notifications."""
        found: m.NotificationPage = self.client.call("GET", "/api/notifications/", query={"cursor": cursor, "notification_type": notification_type, "page_size": page_size, "unread": unread})
        return found

    def notifications_list_all(self, *, notification_type: str | None = None, page_size: int | None = None, unread: bool | None = None) -> Iterator[m.Notification]:
        """List notifications. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/notifications/", {"notification_type": notification_type, "page_size": page_size, "unread": unread})

    def notifications_devices_create(self, *, body: m.DeviceInput) -> m.Device:
        """Register a phone for push messages."""
        found: m.Device = self.client.call("POST", "/api/notifications/devices/", body=body)
        return found

    def notifications_devices_destroy(self, *, token: str) -> None:
        """Forget a phone."""
        self.client.call("DELETE", f"/api/notifications/devices/{quote(str(token), safe='')}/")

    def notifications_mail_events_create(self, *, body: dict[str, Any]) -> None:
        """Be told what became of mails."""
        self.client.call("POST", "/api/notifications/mail-events/", body=body)

    def notifications_opened_retrieve(self, *, token: str) -> None:
        """Follow the link of a mail."""
        self.client.call("GET", f"/api/notifications/opened/{quote(str(token), safe='')}/")

    def notifications_preferences_retrieve(self) -> m.Preferences:
        """Show what reaches one and how."""
        found: m.Preferences = self.client.call("GET", "/api/notifications/preferences/")
        return found

    def notifications_preferences_update(self, *, body: m.PreferencesInput) -> m.Preferences:
        """Choose what reaches one and how."""
        found: m.Preferences = self.client.call("PUT", "/api/notifications/preferences/", body=body)
        return found

    def notifications_read_all_update(self) -> m.UnreadCount:
        """Mark all notifications as read."""
        found: m.UnreadCount = self.client.call("PUT", "/api/notifications/read-all/")
        return found

    def notifications_unread_count_retrieve(self) -> m.UnreadCount:
        """Count unread notifications."""
        found: m.UnreadCount = self.client.call("GET", "/api/notifications/unread-count/")
        return found

    def notifications_unsubscribe_retrieve(self, *, token: str) -> bytes:
        """Ask whether promotions are to end."""
        found: bytes = self.client.file("GET", f"/api/notifications/unsubscribe/{quote(str(token), safe='')}/")
        return found

    def notifications_unsubscribe_create(self, *, token: str) -> None:
        """End promotions by mail and push."""
        self.client.call("POST", f"/api/notifications/unsubscribe/{quote(str(token), safe='')}/")

    def notifications_read_update(self, *, id: int) -> m.Notification:
        """Mark a notification as read."""
        found: m.Notification = self.client.call("PUT", f"/api/notifications/{quote(str(id), safe='')}/read/")
        return found

    def orders_list(self, *, cursor: str | None = None, number: str | None = None, page_size: int | None = None, status: str | None = None) -> m.OrderPage:
        """List one's orders."""
        found: m.OrderPage = self.client.call("GET", "/api/orders/", query={"cursor": cursor, "number": number, "page_size": page_size, "status": status})
        return found

    def orders_list_all(self, *, number: str | None = None, page_size: int | None = None, status: str | None = None) -> Iterator[m.Order]:
        """List one's orders. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/orders/", {"number": number, "page_size": page_size, "status": status})

    def orders_create(self, *, body: m.OrderInput, idempotency_key: str | None = None) -> m.Order:
        """Place an order."""
        found: m.Order = self.client.call("POST", "/api/orders/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def orders_quote_create(self, *, body: m.QuoteInput) -> m.Quote:
        """Price an order without placing it."""
        found: m.Quote = self.client.call("POST", "/api/orders/quote/", body=body)
        return found

    def orders_retrieve(self, *, id: int) -> m.Order:
        """Show an order."""
        found: m.Order = self.client.call("GET", f"/api/orders/{quote(str(id), safe='')}/")
        return found

    def orders_cancel_update(self, *, id: int, body: m.CancelInput) -> m.Order:
        """Cancel an order, or one parcel of it."""
        found: m.Order = self.client.call("PUT", f"/api/orders/{quote(str(id), safe='')}/cancel/", body=body)
        return found

    def orders_credit_notes_list(self, *, id: int, cursor: str | None = None, page_size: int | None = None) -> m.CreditNotePage:
        """List the credit notes of an order."""
        found: m.CreditNotePage = self.client.call("GET", f"/api/orders/{quote(str(id), safe='')}/credit-notes/", query={"cursor": cursor, "page_size": page_size})
        return found

    def orders_credit_notes_list_all(self, *, id: int, page_size: int | None = None) -> Iterator[m.CreditNote]:
        """List the credit notes of an order. All of it, page by page as it is asked for."""
        yield from self.client.pages(f"/api/orders/{quote(str(id), safe='')}/credit-notes/", {"page_size": page_size})

    def orders_parcels_invoice_retrieve(self, *, id: int, parcel: int) -> bytes:
        """Read the invoice of a parcel one received."""
        found: bytes = self.client.file("GET", f"/api/orders/{quote(str(id), safe='')}/parcels/{quote(str(parcel), safe='')}/invoice/")
        return found

    def orders_returns_create(self, *, id: int, body: m.ReturnInput, idempotency_key: str | None = None) -> m.Return:
        """Ask to give pieces back."""
        found: m.Return = self.client.call("POST", f"/api/orders/{quote(str(id), safe='')}/returns/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def orders_tracking_list(self, *, id: int) -> list[m.Tracking]:
        """Follow an order's parcels."""
        found: list[m.Tracking] = self.client.call("GET", f"/api/orders/{quote(str(id), safe='')}/tracking/")
        return found

    def parcels_compensation_create(self, *, id: int, body: m.CompensationInput, idempotency_key: str | None = None) -> m.Compensation:
        """Book what a carrier paid for a lost parcel."""
        found: m.Compensation = self.client.call("POST", f"/api/parcels/{quote(str(id), safe='')}/compensation/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def payments_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.PaymentPage:
        """List one's payments."""
        found: m.PaymentPage = self.client.call("GET", "/api/payments/", query={"cursor": cursor, "page_size": page_size})
        return found

    def payments_list_all(self, *, page_size: int | None = None) -> Iterator[m.Payment]:
        """List one's payments. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/payments/", {"page_size": page_size})

    def payments_methods_retrieve(self) -> m.Methods:
        """Show how one can pay."""
        found: m.Methods = self.client.call("GET", "/api/payments/methods/")
        return found

    def payments_methods_create(self, *, body: m.SavedMethodInput) -> m.SavedMethod:
        """Keep a way to pay."""
        found: m.SavedMethod = self.client.call("POST", "/api/payments/methods/", body=body)
        return found

    def payments_methods_destroy(self, *, id: int) -> None:
        """Forget a way to pay."""
        self.client.call("DELETE", f"/api/payments/methods/{quote(str(id), safe='')}/")

    def payments_process_create(self, *, body: m.ProcessInput, idempotency_key: str | None = None) -> m.Started:
        """Pay an order."""
        found: m.Started = self.client.call("POST", "/api/payments/process/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def payments_proofs_retrieve(self, *, token: str) -> bytes:
        """Show the picture of a bank transfer."""
        found: bytes = self.client.file("GET", f"/api/payments/proofs/{quote(str(token), safe='')}/")
        return found

    def payments_refund_create(self, *, body: m.RefundInput, idempotency_key: str | None = None) -> m.Refund:
        """Give money back."""
        found: m.Refund = self.client.call("POST", "/api/payments/refund/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def payments_verify_create(self, *, body: m.VerifyInput, idempotency_key: str | None = None) -> m.Payment:
        """Have the gateway asked how a payment stands."""
        found: m.Payment = self.client.call("POST", "/api/payments/verify/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def payments_webhooks_paymob_payouts_create(self, *, body: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """Be told that something became of a payout."""
        found: dict[str, Any] = self.client.call("POST", "/api/payments/webhooks/paymob-payouts/", query={"key": key}, body=body)
        return found

    def payments_webhooks_paymob_create(self, *, body: dict[str, Any], hmac: str | None = None) -> dict[str, Any]:
        """Take down a callback of the gateway."""
        found: dict[str, Any] = self.client.call("POST", "/api/payments/webhooks/paymob/", query={"hmac": hmac}, body=body)
        return found

    def payments_retrieve(self, *, id: int) -> m.Payment:
        """Show a payment."""
        found: m.Payment = self.client.call("GET", f"/api/payments/{quote(str(id), safe='')}/")
        return found

    def payments_proofs_create(self, *, id: int, body: m.ProofInput) -> m.Proof:
        """Show a proof of a bank transfer."""
        found: m.Proof = self.client.call("POST", f"/api/payments/{quote(str(id), safe='')}/proofs/", body=body)
        return found

    def products_list(self, *, category: int | None = None, cursor: str | None = None, ids: str | None = None, in_stock: bool | None = None, is_featured: bool | None = None, max_price: str | None = None, min_price: str | None = None, min_rating: float | None = None, ordering: str | None = None, page_size: int | None = None, seller: int | None = None, updated_since: str | None = None) -> m.Listed:
        """List pieces on show."""
        found: m.Listed = self.client.call("GET", "/api/products/", query={"category": category, "cursor": cursor, "ids": ids, "in_stock": in_stock, "is_featured": is_featured, "max_price": max_price, "min_price": min_price, "min_rating": min_rating, "ordering": ordering, "page_size": page_size, "seller": seller, "updated_since": updated_since})
        return found

    def products_list_all(self, *, category: int | None = None, ids: str | None = None, in_stock: bool | None = None, is_featured: bool | None = None, max_price: str | None = None, min_price: str | None = None, min_rating: float | None = None, ordering: str | None = None, page_size: int | None = None, seller: int | None = None, updated_since: str | None = None) -> Iterator[m.Card]:
        """List pieces on show. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/products/", {"category": category, "ids": ids, "in_stock": in_stock, "is_featured": is_featured, "max_price": max_price, "min_price": min_price, "min_rating": min_rating, "ordering": ordering, "page_size": page_size, "seller": seller, "updated_since": updated_since})

    def products_create(self, *, body: m.NewProductInput, idempotency_key: str | None = None) -> m.OwnProduct:
        """Offer a piece."""
        found: m.OwnProduct = self.client.call("POST", "/api/products/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def products_by_slug_retrieve(self, *, slug: str) -> None:
        """Find a piece by its name in addresses."""
        self.client.call("GET", f"/api/products/by-slug/{quote(str(slug), safe='')}/")

    def products_categories_list(self) -> list[m.CategoryTree]:
        """Show the tree of categories."""
        found: list[m.CategoryTree] = self.client.call("GET", "/api/products/categories/")
        return found

    def products_categories_create(self, *, body: m.CategoryInput) -> m.Category:
        """Add a category."""
        found: m.Category = self.client.call("POST", "/api/products/categories/", body=body)
        return found

    def products_categories_by_slug_retrieve(self, *, slug: str) -> None:
        """Find a category by its name in addresses."""
        self.client.call("GET", f"/api/products/categories/by-slug/{quote(str(slug), safe='')}/")

    def products_categories_retrieve(self, *, id: int) -> m.Category:
        """Show a category."""
        found: m.Category = self.client.call("GET", f"/api/products/categories/{quote(str(id), safe='')}/")
        return found

    def products_categories_update(self, *, id: int, body: m.CategoryInput) -> m.Category:
        """Replace a category."""
        found: m.Category = self.client.call("PUT", f"/api/products/categories/{quote(str(id), safe='')}/", body=body)
        return found

    def products_categories_partial_update(self, *, id: int, body: m.CategoryPatch) -> m.Category:
        """Change a category."""
        found: m.Category = self.client.call("PATCH", f"/api/products/categories/{quote(str(id), safe='')}/", body=body)
        return found

    def products_categories_destroy(self, *, id: int) -> None:
        """Remove an empty category."""
        self.client.call("DELETE", f"/api/products/categories/{quote(str(id), safe='')}/")

    def products_categories_attributes_list(self, *, id: int, pk: int) -> list[m.Attribute]:
        """List what can be said of a category's pieces."""
        found: list[m.Attribute] = self.client.call("GET", f"/api/products/categories/{quote(str(id), safe='')}/attributes/")
        return found

    def products_categories_image_retrieve(self, *, id: int) -> m.OwnCategoryImage:
        """Show how a category's picture is coming along."""
        found: m.OwnCategoryImage = self.client.call("GET", f"/api/products/categories/{quote(str(id), safe='')}/image/")
        return found

    def products_categories_image_update(self, *, id: int, body: m.NewCategoryImageInput) -> m.OwnCategoryImage:
        """Upload a category's picture."""
        found: m.OwnCategoryImage = self.client.call("PUT", f"/api/products/categories/{quote(str(id), safe='')}/image/", body=body)
        return found

    def products_categories_image_destroy(self, *, id: int) -> None:
        """Remove a category's picture."""
        self.client.call("DELETE", f"/api/products/categories/{quote(str(id), safe='')}/image/")

    def products_facets_retrieve(self, *, category: int | None = None, colour: str | None = None, governorate: str | None = None, ids: str | None = None, in_stock: bool | None = None, is_featured: bool | None = None, material: str | None = None, max_price: str | None = None, min_price: str | None = None, min_rating: float | None = None, seller: int | None = None) -> m.FacetCounts:
        """Count what filters would leave."""
        found: m.FacetCounts = self.client.call("GET", "/api/products/facets/", query={"category": category, "colour": colour, "governorate": governorate, "ids": ids, "in_stock": in_stock, "is_featured": is_featured, "material": material, "max_price": max_price, "min_price": min_price, "min_rating": min_rating, "seller": seller})
        return found

    def products_recently_viewed_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.CardPage:
        """List what one looked at."""
        found: m.CardPage = self.client.call("GET", "/api/products/recently-viewed/", query={"cursor": cursor, "page_size": page_size})
        return found

    def products_recently_viewed_list_all(self, *, page_size: int | None = None) -> Iterator[m.Card]:
        """List what one looked at. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/products/recently-viewed/", {"page_size": page_size})

    def products_recently_viewed_destroy(self) -> None:
        """Forget what one looked at."""
        self.client.call("DELETE", "/api/products/recently-viewed/")

    def products_search_retrieve(self, *, category: int | None = None, colour: str | None = None, cursor: str | None = None, governorate: str | None = None, ids: str | None = None, in_stock: bool | None = None, is_featured: bool | None = None, material: str | None = None, max_price: str | None = None, min_price: str | None = None, min_rating: float | None = None, original: bool | None = None, page_size: int | None = None, q: str | None = None, seller: int | None = None) -> m.Search:
        """Search for pieces."""
        found: m.Search = self.client.call("GET", "/api/products/search/", query={"category": category, "colour": colour, "cursor": cursor, "governorate": governorate, "ids": ids, "in_stock": in_stock, "is_featured": is_featured, "material": material, "max_price": max_price, "min_price": min_price, "min_rating": min_rating, "original": original, "page_size": page_size, "q": q, "seller": seller})
        return found

    def products_search_retrieve_all(self, *, category: int | None = None, colour: str | None = None, governorate: str | None = None, ids: str | None = None, in_stock: bool | None = None, is_featured: bool | None = None, material: str | None = None, max_price: str | None = None, min_price: str | None = None, min_rating: float | None = None, original: bool | None = None, page_size: int | None = None, q: str | None = None, seller: int | None = None) -> Iterator[m.Hit]:
        """Search for pieces. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/products/search/", {"category": category, "colour": colour, "governorate": governorate, "ids": ids, "in_stock": in_stock, "is_featured": is_featured, "material": material, "max_price": max_price, "min_price": min_price, "min_rating": min_rating, "original": original, "page_size": page_size, "q": q, "seller": seller})

    def products_suggest_retrieve(self, *, q: str | None = None) -> m.Suggestions:
        """Complete a query while it is typed."""
        found: m.Suggestions = self.client.call("GET", "/api/products/suggest/", query={"q": q})
        return found

    def products_retrieve(self, *, id: int) -> m.FullDetail:
        """Show a piece."""
        found: m.FullDetail = self.client.call("GET", f"/api/products/{quote(str(id), safe='')}/")
        return found

    def products_update(self, *, id: int, body: m.ProductInput, if_match: str | None = None) -> m.OwnProduct:
        """Replace a piece."""
        found: m.OwnProduct = self.client.call("PUT", f"/api/products/{quote(str(id), safe='')}/", body=body, if_match=if_match)
        return found

    def products_partial_update(self, *, id: int, body: m.ProductPatch, if_match: str | None = None) -> m.OwnProduct:
        """Change a piece."""
        found: m.OwnProduct = self.client.call("PATCH", f"/api/products/{quote(str(id), safe='')}/", body=body, if_match=if_match)
        return found

    def products_destroy(self, *, id: int, if_match: str | None = None) -> None:
        """Withdraw a piece."""
        self.client.call("DELETE", f"/api/products/{quote(str(id), safe='')}/", if_match=if_match)

    def products_images_create(self, *, id: int, body: m.NewImageInput) -> m.OwnImage:
        """Upload a picture."""
        found: m.OwnImage = self.client.call("POST", f"/api/products/{quote(str(id), safe='')}/images/", body=body)
        return found

    def products_images_partial_update(self, *, id: int, image_pk: int, body: m.ImagePatch) -> m.OwnImage:
        """Change a picture."""
        found: m.OwnImage = self.client.call("PATCH", f"/api/products/{quote(str(id), safe='')}/images/{quote(str(image_pk), safe='')}/", body=body)
        return found

    def products_images_destroy(self, *, id: int, image_pk: int) -> None:
        """Remove a picture."""
        self.client.call("DELETE", f"/api/products/{quote(str(id), safe='')}/images/{quote(str(image_pk), safe='')}/")

    def products_more_from_maker_list(self, *, id: int) -> m.Cards:
        """List what else the maker of a piece offers."""
        found: m.Cards = self.client.call("GET", f"/api/products/{quote(str(id), safe='')}/more-from-maker/")
        return found

    def products_related_list(self, *, id: int) -> m.Cards:
        """List pieces akin to one."""
        found: m.Cards = self.client.call("GET", f"/api/products/{quote(str(id), safe='')}/related/")
        return found

    def products_reviews_list(self, *, id: int, cursor: str | None = None, ordering: str | None = None, page_size: int | None = None, rating: int | None = None, with_images: bool | None = None) -> m.ReviewPage:
        """List what buyers say of a piece."""
        found: m.ReviewPage = self.client.call("GET", f"/api/products/{quote(str(id), safe='')}/reviews/", query={"cursor": cursor, "ordering": ordering, "page_size": page_size, "rating": rating, "with_images": with_images})
        return found

    def products_reviews_list_all(self, *, id: int, ordering: str | None = None, page_size: int | None = None, rating: int | None = None, with_images: bool | None = None) -> Iterator[m.Review]:
        """List what buyers say of a piece. All of it, page by page as it is asked for."""
        yield from self.client.pages(f"/api/products/{quote(str(id), safe='')}/reviews/", {"ordering": ordering, "page_size": page_size, "rating": rating, "with_images": with_images})

    def products_reviews_create(self, *, id: int, body: m.ReviewInput) -> m.OwnReview:
        """Review a piece one has received."""
        found: m.OwnReview = self.client.call("POST", f"/api/products/{quote(str(id), safe='')}/reviews/", body=body)
        return found

    def products_reviews_update(self, *, id: int, review_pk: int, body: m.ReviewInput) -> m.OwnReview:
        """Change one's review."""
        found: m.OwnReview = self.client.call("PUT", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/", body=body)
        return found

    def products_reviews_destroy(self, *, id: int, review_pk: int) -> None:
        """Take one's review back."""
        self.client.call("DELETE", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/")

    def products_reviews_helpful_update(self, *, id: int, review_pk: int) -> None:
        """Find a review helpful."""
        self.client.call("PUT", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/helpful/")

    def products_reviews_helpful_destroy(self, *, id: int, review_pk: int) -> None:
        """Find it helpful no longer."""
        self.client.call("DELETE", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/helpful/")

    def products_reviews_reply_create(self, *, id: int, review_pk: int, body: m.ReplyInput) -> m.Review:
        """Answer a review of one's own piece."""
        found: m.Review = self.client.call("POST", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/reply/", body=body)
        return found

    def products_reviews_report_create(self, *, id: int, review_pk: int, body: m.ReportInput) -> None:
        """Bring a review to the notice of staff."""
        self.client.call("POST", f"/api/products/{quote(str(id), safe='')}/reviews/{quote(str(review_pk), safe='')}/report/", body=body)

    def reports_list(self) -> m.ReportKinds:
        """List the reports there are."""
        found: m.ReportKinds = self.client.call("GET", "/api/reports/")
        return found

    def reports_jobs_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.JobPage:
        """List the reports one has asked for, the latest first."""
        found: m.JobPage = self.client.call("GET", "/api/reports/jobs/", query={"cursor": cursor, "page_size": page_size})
        return found

    def reports_jobs_list_all(self, *, page_size: int | None = None) -> Iterator[m.Job]:
        """List the reports one has asked for, the latest first. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/reports/jobs/", {"page_size": page_size})

    def reports_jobs_retrieve(self, *, id: int) -> m.Job:
        """Ask how far a report is."""
        found: m.Job = self.client.call("GET", f"/api/reports/jobs/{quote(str(id), safe='')}/")
        return found

    def reports_jobs_file_retrieve(self, *, id: int) -> bytes:
        """Fetch a report that is done."""
        found: bytes = self.client.file("GET", f"/api/reports/jobs/{quote(str(id), safe='')}/file/")
        return found

    def reports_retrieve(self, *, name: str, from_: str | None = None, to: str | None = None) -> m.Report:
        """Read a report."""
        found: m.Report = self.client.call("GET", f"/api/reports/{quote(str(name), safe='')}/", query={"from": from_, "to": to})
        return found

    def returns_list(self, *, cursor: str | None = None, order: int | None = None, page_size: int | None = None, status: str | None = None) -> m.ReturnPage:
        """List returns one asked for or has to answer."""
        found: m.ReturnPage = self.client.call("GET", "/api/returns/", query={"cursor": cursor, "order": order, "page_size": page_size, "status": status})
        return found

    def returns_list_all(self, *, order: int | None = None, page_size: int | None = None, status: str | None = None) -> Iterator[m.Return]:
        """List returns one asked for or has to answer. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/returns/", {"order": order, "page_size": page_size, "status": status})

    def returns_photos_retrieve(self, *, token: str) -> bytes:
        """Show a photo of a return."""
        found: bytes = self.client.file("GET", f"/api/returns/photos/{quote(str(token), safe='')}/")
        return found

    def returns_retrieve(self, *, id: int) -> m.Return:
        """Show a return."""
        found: m.Return = self.client.call("GET", f"/api/returns/{quote(str(id), safe='')}/")
        return found

    def returns_decision_create(self, *, id: int, body: m.DecisionInput, idempotency_key: str | None = None) -> m.Return:
        """Take a return one step further."""
        found: m.Return = self.client.call("POST", f"/api/returns/{quote(str(id), safe='')}/decision/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def returns_messages_create(self, *, id: int, body: m.MessageInput, idempotency_key: str | None = None) -> m.Return:
        """Say something about a return."""
        found: m.Return = self.client.call("POST", f"/api/returns/{quote(str(id), safe='')}/messages/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def returns_settlement_create(self, *, id: int, body: m.SettlementInput, idempotency_key: str | None = None) -> m.Return:
        """Decide a dispute."""
        found: m.Return = self.client.call("POST", f"/api/returns/{quote(str(id), safe='')}/settlement/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def reviews_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.OwnReviewPage:
        """List one's own reviews."""
        found: m.OwnReviewPage = self.client.call("GET", "/api/reviews/", query={"cursor": cursor, "page_size": page_size})
        return found

    def reviews_list_all(self, *, page_size: int | None = None) -> Iterator[m.OwnReview]:
        """List one's own reviews. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/reviews/", {"page_size": page_size})

    def seller_analytics_retrieve(self, *, from_: str | None = None, granularity: str | None = None, to: str | None = None) -> m.SellerFigures:
        """Show how one's shop is doing."""
        found: m.SellerFigures = self.client.call("GET", "/api/seller/analytics/", query={"from": from_, "granularity": granularity, "to": to})
        return found

    def seller_orders_list(self, *, cursor: str | None = None, number: str | None = None, page_size: int | None = None, status: str | None = None) -> m.SoldPage:
        """List one's parts of orders."""
        found: m.SoldPage = self.client.call("GET", "/api/seller/orders/", query={"cursor": cursor, "number": number, "page_size": page_size, "status": status})
        return found

    def seller_orders_list_all(self, *, number: str | None = None, page_size: int | None = None, status: str | None = None) -> Iterator[m.Sold]:
        """List one's parts of orders. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/seller/orders/", {"number": number, "page_size": page_size, "status": status})

    def seller_orders_retrieve(self, *, id: int) -> m.Sold:
        """Show one's part of an order."""
        found: m.Sold = self.client.call("GET", f"/api/seller/orders/{quote(str(id), safe='')}/")
        return found

    def seller_orders_booking_create(self, *, id: int, idempotency_key: str | None = None) -> dict[str, Any]:
        """Have a parcel fetched by its carrier."""
        found: dict[str, Any] = self.client.call("POST", f"/api/seller/orders/{quote(str(id), safe='')}/booking/", idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def seller_orders_invoice_retrieve(self, *, id: int) -> bytes:
        """Read the invoice of one's part of an order."""
        found: bytes = self.client.file("GET", f"/api/seller/orders/{quote(str(id), safe='')}/invoice/")
        return found

    def seller_orders_packing_slip_retrieve(self, *, id: int) -> bytes:
        """Read the packing slip of one's part of an order."""
        found: bytes = self.client.file("GET", f"/api/seller/orders/{quote(str(id), safe='')}/packing-slip/")
        return found

    def seller_orders_status_update(self, *, id: int, body: m.StepInput) -> m.Sold:
        """Move one's part of an order."""
        found: m.Sold = self.client.call("PUT", f"/api/seller/orders/{quote(str(id), safe='')}/status/", body=body)
        return found

    def seller_products_list(self, *, category: int | None = None, cursor: str | None = None, in_stock: bool | None = None, is_active: bool | None = None, page_size: int | None = None, q: str | None = None, state: str | None = None) -> m.OwnProductPage:
        """List one's own pieces in every state."""
        found: m.OwnProductPage = self.client.call("GET", "/api/seller/products/", query={"category": category, "cursor": cursor, "in_stock": in_stock, "is_active": is_active, "page_size": page_size, "q": q, "state": state})
        return found

    def seller_products_list_all(self, *, category: int | None = None, in_stock: bool | None = None, is_active: bool | None = None, page_size: int | None = None, q: str | None = None, state: str | None = None) -> Iterator[m.OwnProduct]:
        """List one's own pieces in every state. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/seller/products/", {"category": category, "in_stock": in_stock, "is_active": is_active, "page_size": page_size, "q": q, "state": state})

    def seller_products_bulk_partial_update(self, *, body: m.BulkPatch) -> list[m.OwnProduct]:
        """Set price or stock of many pieces at once."""
        found: list[m.OwnProduct] = self.client.call("PATCH", "/api/seller/products/bulk/", body=body)
        return found

    def seller_products_imports_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.ImportPage:
        """List the tables one has sent."""
        found: m.ImportPage = self.client.call("GET", "/api/seller/products/imports/", query={"cursor": cursor, "page_size": page_size})
        return found

    def seller_products_imports_list_all(self, *, page_size: int | None = None) -> Iterator[m.Import]:
        """List the tables one has sent. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/seller/products/imports/", {"page_size": page_size})

    def seller_products_imports_create(self, *, body: m.ImportInput, idempotency_key: str | None = None) -> m.Import:
        """Send a table of pieces."""
        found: m.Import = self.client.call("POST", "/api/seller/products/imports/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def seller_products_imports_template_retrieve(self, *, kind: str | None = None) -> bytes:
        """Download the empty table."""
        found: bytes = self.client.file("GET", "/api/seller/products/imports/template/", query={"kind": kind})
        return found

    def seller_products_imports_retrieve(self, *, id: int) -> m.Import:
        """Show how far a table is."""
        found: m.Import = self.client.call("GET", f"/api/seller/products/imports/{quote(str(id), safe='')}/")
        return found

    def seller_products_imports_rows_list(self, *, id: int, cursor: str | None = None, outcome: str | None = None, page_size: int | None = None) -> m.ImportRowPage:
        """List what became of each row."""
        found: m.ImportRowPage = self.client.call("GET", f"/api/seller/products/imports/{quote(str(id), safe='')}/rows/", query={"cursor": cursor, "outcome": outcome, "page_size": page_size})
        return found

    def seller_products_imports_rows_list_all(self, *, id: int, outcome: str | None = None, page_size: int | None = None) -> Iterator[m.ImportRow]:
        """List what became of each row. All of it, page by page as it is asked for."""
        yield from self.client.pages(f"/api/seller/products/imports/{quote(str(id), safe='')}/rows/", {"outcome": outcome, "page_size": page_size})

    def seller_products_retrieve(self, *, id: int) -> m.OwnProduct:
        """Show one of one's own pieces."""
        found: m.OwnProduct = self.client.call("GET", f"/api/seller/products/{quote(str(id), safe='')}/")
        return found

    def seller_products_duplicate_create(self, *, id: int, idempotency_key: str | None = None) -> m.OwnProduct:
        """Begin a new piece from an old one."""
        found: m.OwnProduct = self.client.call("POST", f"/api/seller/products/{quote(str(id), safe='')}/duplicate/", idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def seller_products_stock_movements_list(self, *, id: int, cursor: str | None = None, page_size: int | None = None) -> m.StockMovementPage:
        """List every change of a piece's stock."""
        found: m.StockMovementPage = self.client.call("GET", f"/api/seller/products/{quote(str(id), safe='')}/stock-movements/", query={"cursor": cursor, "page_size": page_size})
        return found

    def seller_products_stock_movements_list_all(self, *, id: int, page_size: int | None = None) -> Iterator[m.StockMovement]:
        """List every change of a piece's stock. All of it, page by page as it is asked for."""
        yield from self.client.pages(f"/api/seller/products/{quote(str(id), safe='')}/stock-movements/", {"page_size": page_size})

    def seller_products_submit_create(self, *, id: int) -> m.OwnProduct:
        """Put a draft, or a mended piece, forward."""
        found: m.OwnProduct = self.client.call("POST", f"/api/seller/products/{quote(str(id), safe='')}/submit/")
        return found

    def seller_shipping_retrieve(self) -> m.SellerShippingIn:
        """Show how one sends."""
        found: m.SellerShippingIn = self.client.call("GET", "/api/seller/shipping/")
        return found

    def seller_shipping_update(self, *, body: m.SellerShippingInOutInput) -> m.SellerShippingIn:
        """Set how one sends."""
        found: m.SellerShippingIn = self.client.call("PUT", "/api/seller/shipping/", body=body)
        return found

    def sellers_list(self, *, cursor: str | None = None, featured: bool | None = None, governorate: str | None = None, page_size: int | None = None, q: str | None = None, specialty: str | None = None, user_type: str | None = None) -> m.SellerPage:
        """List verified sellers."""
        found: m.SellerPage = self.client.call("GET", "/api/sellers/", query={"cursor": cursor, "featured": featured, "governorate": governorate, "page_size": page_size, "q": q, "specialty": specialty, "user_type": user_type})
        return found

    def sellers_list_all(self, *, featured: bool | None = None, governorate: str | None = None, page_size: int | None = None, q: str | None = None, specialty: str | None = None, user_type: str | None = None) -> Iterator[m.Seller]:
        """List verified sellers. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/sellers/", {"featured": featured, "governorate": governorate, "page_size": page_size, "q": q, "specialty": specialty, "user_type": user_type})

    def sellers_retrieve(self, *, id: int) -> m.Seller:
        """Show a seller."""
        found: m.Seller = self.client.call("GET", f"/api/sellers/{quote(str(id), safe='')}/")
        return found

    def shipping_webhooks_create(self, *, carrier: str, body: dict[str, Any]) -> dict[str, Any]:
        """Take down a carrier's message."""
        found: dict[str, Any] = self.client.call("POST", f"/api/shipping/webhooks/{quote(str(carrier), safe='')}/", body=body)
        return found

    def users_addresses_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.AddressPage:
        """List one's addresses."""
        found: m.AddressPage = self.client.call("GET", "/api/users/addresses/", query={"cursor": cursor, "page_size": page_size})
        return found

    def users_addresses_list_all(self, *, page_size: int | None = None) -> Iterator[m.Address]:
        """List one's addresses. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/users/addresses/", {"page_size": page_size})

    def users_addresses_create(self, *, body: m.AddressInput) -> m.Address:
        """Add an address."""
        found: m.Address = self.client.call("POST", "/api/users/addresses/", body=body)
        return found

    def users_addresses_retrieve(self, *, id: int) -> m.Address:
        """Show an address."""
        found: m.Address = self.client.call("GET", f"/api/users/addresses/{quote(str(id), safe='')}/")
        return found

    def users_addresses_update(self, *, id: int, body: m.AddressInput) -> m.Address:
        """Replace an address."""
        found: m.Address = self.client.call("PUT", f"/api/users/addresses/{quote(str(id), safe='')}/", body=body)
        return found

    def users_addresses_partial_update(self, *, id: int, body: m.AddressPatch) -> m.Address:
        """Change an address."""
        found: m.Address = self.client.call("PATCH", f"/api/users/addresses/{quote(str(id), safe='')}/", body=body)
        return found

    def users_addresses_destroy(self, *, id: int) -> None:
        """Remove an address."""
        self.client.call("DELETE", f"/api/users/addresses/{quote(str(id), safe='')}/")

    def users_consents_list(self) -> list[m.Consent]:
        """Show what one agreed to."""
        found: list[m.Consent] = self.client.call("GET", "/api/users/consents/")
        return found

    def users_consents_update(self, *, body: m.ConsentInput) -> list[m.Consent]:
        """Agree to something, or no longer."""
        found: list[m.Consent] = self.client.call("PUT", "/api/users/consents/", body=body)
        return found

    def users_export_retrieve(self) -> dict[str, list[dict[str, Any]]]:
        """Take out everything we hold about one."""
        found: dict[str, list[dict[str, Any]]] = self.client.call("GET", "/api/users/export/")
        return found

    def users_governorates_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.GovernoratePage:
        """List the governorates."""
        found: m.GovernoratePage = self.client.call("GET", "/api/users/governorates/", query={"cursor": cursor, "page_size": page_size})
        return found

    def users_governorates_list_all(self, *, page_size: int | None = None) -> Iterator[m.Governorate]:
        """List the governorates. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/users/governorates/", {"page_size": page_size})

    def users_phone_create(self, *, body: m.PhoneInput) -> None:
        """Have a code sent to one's phone."""
        self.client.call("POST", "/api/users/phone/", body=body)

    def users_phone_verify_create(self, *, body: m.CodeInput) -> None:
        """Enter the code sent to one's phone."""
        self.client.call("POST", "/api/users/phone/verify/", body=body)

    def users_profile_retrieve(self) -> m.Profile:
        """Show one's profile."""
        found: m.Profile = self.client.call("GET", "/api/users/profile/")
        return found

    def users_profile_update(self, *, body: m.ProfileInput) -> m.Profile:
        """Change one's profile."""
        found: m.Profile = self.client.call("PUT", "/api/users/profile/", body=body)
        return found

    def users_profile_partial_update(self, *, body: m.ProfilePatch) -> m.Profile:
        """Change some of one's profile."""
        found: m.Profile = self.client.call("PATCH", "/api/users/profile/", body=body)
        return found

    def users_profile_destroy(self) -> m.Erasure:
        """Have one's account erased."""
        found: m.Erasure = self.client.call("DELETE", "/api/users/profile/")
        return found

    def users_seller_documents_retrieve(self, *, token: str) -> bytes:
        """Show a paper of an application."""
        found: bytes = self.client.file("GET", f"/api/users/seller/documents/{quote(str(token), safe='')}/")
        return found

    def users_seller_register_create(self, *, body: m.ApplicationInput) -> m.Application:
        """Apply to sell."""
        found: m.Application = self.client.call("POST", "/api/users/seller/register/", body=body)
        return found

    def users_seller_verification_retrieve(self) -> m.Verification:
        """Show where one's application stands."""
        found: m.Verification = self.client.call("GET", "/api/users/seller/verification/")
        return found

    def wallet_retrieve(self) -> m.Wallet:
        """Show one's wallet."""
        found: m.Wallet = self.client.call("GET", "/api/wallet/")
        return found

    def wallet_deposit_create(self, *, body: m.DepositInput, idempotency_key: str | None = None) -> m.Started:
        """Pay into one's wallet."""
        found: m.Started = self.client.call("POST", "/api/wallet/deposit/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def wallet_payouts_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.PayoutPage:
        """List one's withdrawals."""
        found: m.PayoutPage = self.client.call("GET", "/api/wallet/payouts/", query={"cursor": cursor, "page_size": page_size})
        return found

    def wallet_payouts_list_all(self, *, page_size: int | None = None) -> Iterator[m.Payout]:
        """List one's withdrawals. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/wallet/payouts/", {"page_size": page_size})

    def wallet_payouts_schedule_retrieve(self) -> m.Schedule:
        """Show when earnings are paid out by themselves."""
        found: m.Schedule = self.client.call("GET", "/api/wallet/payouts/schedule/")
        return found

    def wallet_payouts_schedule_update(self, *, body: m.ScheduleInput) -> m.Schedule:
        """Have earnings paid out by themselves."""
        found: m.Schedule = self.client.call("PUT", "/api/wallet/payouts/schedule/", body=body)
        return found

    def wallet_payouts_schedule_destroy(self) -> None:
        """Have earnings paid out only when asked for."""
        self.client.call("DELETE", "/api/wallet/payouts/schedule/")

    def wallet_payouts_cancel_update(self, *, id: int) -> m.Payout:
        """Take a withdrawal back before it is sent."""
        found: m.Payout = self.client.call("PUT", f"/api/wallet/payouts/{quote(str(id), safe='')}/cancel/")
        return found

    def wallet_pin_update(self, *, body: m.PinInput) -> None:
        """Set the wallet's PIN."""
        self.client.call("PUT", "/api/wallet/pin/", body=body)

    def wallet_statement_months(self) -> m.Statements:
        """List the months of one's wallet."""
        found: m.Statements = self.client.call("GET", "/api/wallet/statements/")
        return found

    def wallet_statements_retrieve(self, *, month: str, as_: str | None = None) -> m.Statement:
        """Show a month of one's wallet."""
        found: m.Statement = self.client.call("GET", f"/api/wallet/statements/{quote(str(month), safe='')}/", query={"as": as_})
        return found

    def wallet_transactions_list(self, *, cursor: str | None = None, from_: str | None = None, page_size: int | None = None, to: str | None = None, type: str | None = None) -> m.TransactionPage:
        """List a wallet's movements."""
        found: m.TransactionPage = self.client.call("GET", "/api/wallet/transactions/", query={"cursor": cursor, "from": from_, "page_size": page_size, "to": to, "type": type})
        return found

    def wallet_transactions_list_all(self, *, from_: str | None = None, page_size: int | None = None, to: str | None = None, type: str | None = None) -> Iterator[m.Transaction]:
        """List a wallet's movements. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/wallet/transactions/", {"from": from_, "page_size": page_size, "to": to, "type": type})

    def wallet_withdraw_create(self, *, body: m.WithdrawInput, idempotency_key: str | None = None) -> m.Payout:
        """Ask for earnings to be paid out."""
        found: m.Payout = self.client.call("POST", "/api/wallet/withdraw/", body=body, idempotency_key=idempotency_key, is_idempotent=True)
        return found

    def wishlist_list(self, *, cursor: str | None = None, page_size: int | None = None) -> m.WishPage:
        """List saved pieces."""
        found: m.WishPage = self.client.call("GET", "/api/wishlist/", query={"cursor": cursor, "page_size": page_size})
        return found

    def wishlist_list_all(self, *, page_size: int | None = None) -> Iterator[m.Wish]:
        """List saved pieces. All of it, page by page as it is asked for."""
        yield from self.client.pages("/api/wishlist/", {"page_size": page_size})

    def wishlist_update(self, *, product_pk: int) -> None:
        """Save a piece."""
        self.client.call("PUT", f"/api/wishlist/{quote(str(product_pk), safe='')}/")

    def wishlist_destroy(self, *, product_pk: int) -> None:
        """Save it no longer."""
        self.client.call("DELETE", f"/api/wishlist/{quote(str(product_pk), safe='')}/")
