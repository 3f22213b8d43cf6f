// Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost.
import type { TohfaClient } from "./client.js";
import type * as m from "./models.js";

/** Every call of the API; tokens, retries and the cache are the client's. */
export class Api {
  constructor(readonly client: TohfaClient) {}

  /** Tell of what was done in the app. */
  analyticsEventsCreate(a: { body: m.EventsInput }): Promise<m.Events> {
    return this.client.call<m.Events>("POST", "/api/analytics/events/", { body: a.body });
  }

  /** Send the confirmation mail again. */
  authEmailResendCreate(): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/email/resend/");
  }

  /** Confirm an e-mail address. */
  authEmailVerifyCreate(a: { body: m.KeyInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/email/verify/", { body: a.body });
  }

  /** Send the confirmation mail again. */
  authEmailVerifyResendCreate(): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/email/verify/resend/");
  }

  /** Sign in. */
  authLoginCreate(a: { body: m.LoginInput }): Promise<m.SignedIn> {
    return this.client.call<m.SignedIn>("POST", "/api/auth/login/", { body: a.body });
  }

  /** Sign out. */
  authLogoutCreate(a: { body: m.LogoutInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/logout/", { body: a.body });
  }

  /** Change one's password. */
  authPasswordChangeCreate(a: { body: m.ChangePasswordInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/password/change/", { body: a.body });
  }

  /** Ask for a mail to choose a new password. */
  authPasswordResetCreate(a: { body: m.EmailInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/password/reset/", { body: a.body });
  }

  /** Choose a new password by the key of a mail. */
  authPasswordResetConfirmCreate(a: { body: m.ResetInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/password/reset/confirm/", { body: a.body });
  }

  /** Open an account. */
  authRegisterCreate(a: { body: m.RegisterInput }): Promise<m.Register> {
    return this.client.call<m.Register>("POST", "/api/auth/register/", { body: a.body });
  }

  /** List the devices that are signed in. */
  authSessionsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.SessionPage> {
    return this.client.call<m.SessionPage>("GET", "/api/auth/sessions/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List the devices that are signed in. All of it, page by page as it is asked for. */
  authSessionsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Session> {
    return this.client.pages<m.Session>("/api/auth/sessions/", { page_size: a.page_size });
  }

  /** Sign a device out. */
  authSessionsDestroy(a: { id: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/auth/sessions/${encodeURIComponent(String(a.id))}/`);
  }

  /** List attempts to sign in to one's account. */
  authSignInsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.SignInPage> {
    return this.client.call<m.SignInPage>("GET", "/api/auth/sign-ins/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List attempts to sign in to one's account. All of it, page by page as it is asked for. */
  authSignInsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.SignIn> {
    return this.client.pages<m.SignIn>("/api/auth/sign-ins/", { page_size: a.page_size });
  }

  /** Sign in with Google or Apple. */
  authSocialCreate(a: { provider: string; body: m.SocialInput }): Promise<m.SignedIn> {
    return this.client.call<m.SignedIn>("POST", `/api/auth/social/${encodeURIComponent(String(a.provider))}/`, { body: a.body });
  }

  /** Exchange a refresh token for new tokens. */
  authTokenRefreshCreate(a: { body: m.RefreshInput }): Promise<m.Tokens> {
    return this.client.call<m.Tokens>("POST", "/api/auth/token/refresh/", { body: a.body });
  }

  /** Switch two-step sign-in on with a first code. */
  authTwoFactorConfirmCreate(a: { body: m.CodeInput }): Promise<m.RecoveryCodes> {
    return this.client.call<m.RecoveryCodes>("POST", "/api/auth/two-factor/confirm/", { body: a.body });
  }

  /** Switch two-step sign-in off. */
  authTwoFactorDisableCreate(a: { body: m.DisableTwoFactorInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/auth/two-factor/disable/", { body: a.body });
  }

  /** Replace the recovery codes. */
  authTwoFactorRecoveryCodesCreate(a: { body: m.CodeInput }): Promise<m.RecoveryCodes> {
    return this.client.call<m.RecoveryCodes>("POST", "/api/auth/two-factor/recovery-codes/", { body: a.body });
  }

  /** Begin two-step sign-in. */
  authTwoFactorSetupCreate(): Promise<m.Setup> {
    return this.client.call<m.Setup>("POST", "/api/auth/two-factor/setup/");
  }

  /** Show one's basket. */
  cartRetrieve(): Promise<m.Cart> {
    return this.client.call<m.Cart>("GET", "/api/cart/");
  }

  /** Empty one's basket. */
  cartDestroy(): Promise<void> {
    return this.client.call<void>("DELETE", "/api/cart/");
  }

  /** Set how many of a piece are in one's basket. */
  cartItemsUpdate(a: { body: m.CartItemInput }): Promise<m.Cart> {
    return this.client.call<m.Cart>("PUT", "/api/cart/items/", { body: a.body });
  }

  /** Take in the basket a phone kept before signing in. */
  cartMergeCreate(a: { body: m.MergeInput }): Promise<m.Cart> {
    return this.client.call<m.Cart>("POST", "/api/cart/merge/", { body: a.body });
  }

  /** Read a credit note. */
  creditNotesRetrieve(a: { id: number }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/credit-notes/${encodeURIComponent(String(a.id))}/`);
  }

  /** List notifications. */
  notificationsList(a: { cursor?: string; notification_type?: string; page_size?: number; unread?: boolean } = {}): Promise<m.NotificationPage> {
    return this.client.call<m.NotificationPage>("GET", "/api/notifications/", { query: { cursor: a.cursor, notification_type: a.notification_type, page_size: a.page_size, unread: a.unread } });
  }

  /** List notifications. All of it, page by page as it is asked for. */
  notificationsListAll(a: { notification_type?: string; page_size?: number; unread?: boolean } = {}): AsyncGenerator<m.Notification> {
    return this.client.pages<m.Notification>("/api/notifications/", { notification_type: a.notification_type, page_size: a.page_size, unread: a.unread });
  }

  /** Register a phone for push messages. */
  notificationsDevicesCreate(a: { body: m.DeviceInput }): Promise<m.Device> {
    return this.client.call<m.Device>("POST", "/api/notifications/devices/", { body: a.body });
  }

  /** Forget a phone. */
  notificationsDevicesDestroy(a: { token: string }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/notifications/devices/${encodeURIComponent(String(a.token))}/`);
  }

  /** Be told what became of mails. */
  notificationsMailEventsCreate(a: { body: Record<string, unknown> }): Promise<void> {
    return this.client.call<void>("POST", "/api/notifications/mail-events/", { body: a.body });
  }

  /** Follow the link of a mail. */
  notificationsOpenedRetrieve(a: { token: string }): Promise<void> {
    return this.client.call<void>("GET", `/api/notifications/opened/${encodeURIComponent(String(a.token))}/`);
  }

  /** Show what reaches one and how. */
  notificationsPreferencesRetrieve(): Promise<m.Preferences> {
    return this.client.call<m.Preferences>("GET", "/api/notifications/preferences/");
  }

  /** Choose what reaches one and how. */
  notificationsPreferencesUpdate(a: { body: m.PreferencesInput }): Promise<m.Preferences> {
    return this.client.call<m.Preferences>("PUT", "/api/notifications/preferences/", { body: a.body });
  }

  /** Mark all notifications as read. */
  notificationsReadAllUpdate(): Promise<m.UnreadCount> {
    return this.client.call<m.UnreadCount>("PUT", "/api/notifications/read-all/");
  }

  /** Count unread notifications. */
  notificationsUnreadCountRetrieve(): Promise<m.UnreadCount> {
    return this.client.call<m.UnreadCount>("GET", "/api/notifications/unread-count/");
  }

  /** Ask whether promotions are to end. */
  notificationsUnsubscribeRetrieve(a: { token: string }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/notifications/unsubscribe/${encodeURIComponent(String(a.token))}/`);
  }

  /** End promotions by mail and push. */
  notificationsUnsubscribeCreate(a: { token: string }): Promise<void> {
    return this.client.call<void>("POST", `/api/notifications/unsubscribe/${encodeURIComponent(String(a.token))}/`);
  }

  /** Mark a notification as read. */
  notificationsReadUpdate(a: { id: number }): Promise<m.Notification> {
    return this.client.call<m.Notification>("PUT", `/api/notifications/${encodeURIComponent(String(a.id))}/read/`);
  }

  /** List one's orders. */
  ordersList(a: { cursor?: string; number?: string; page_size?: number; status?: string } = {}): Promise<m.OrderPage> {
    return this.client.call<m.OrderPage>("GET", "/api/orders/", { query: { cursor: a.cursor, number: a.number, page_size: a.page_size, status: a.status } });
  }

  /** List one's orders. All of it, page by page as it is asked for. */
  ordersListAll(a: { number?: string; page_size?: number; status?: string } = {}): AsyncGenerator<m.Order> {
    return this.client.pages<m.Order>("/api/orders/", { number: a.number, page_size: a.page_size, status: a.status });
  }

  /** Place an order. */
  ordersCreate(a: { body: m.OrderInput; idempotencyKey?: string }): Promise<m.Order> {
    return this.client.call<m.Order>("POST", "/api/orders/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Price an order without placing it. */
  ordersQuoteCreate(a: { body: m.QuoteInput }): Promise<m.Quote> {
    return this.client.call<m.Quote>("POST", "/api/orders/quote/", { body: a.body });
  }

  /** Show an order. */
  ordersRetrieve(a: { id: number }): Promise<m.Order> {
    return this.client.call<m.Order>("GET", `/api/orders/${encodeURIComponent(String(a.id))}/`);
  }

  /** Cancel an order, or one parcel of it. */
  ordersCancelUpdate(a: { id: number; body: m.CancelInput }): Promise<m.Order> {
    return this.client.call<m.Order>("PUT", `/api/orders/${encodeURIComponent(String(a.id))}/cancel/`, { body: a.body });
  }

  /** List the credit notes of an order. */
  ordersCreditNotesList(a: { id: number; cursor?: string; page_size?: number }): Promise<m.CreditNotePage> {
    return this.client.call<m.CreditNotePage>("GET", `/api/orders/${encodeURIComponent(String(a.id))}/credit-notes/`, { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List the credit notes of an order. All of it, page by page as it is asked for. */
  ordersCreditNotesListAll(a: { id: number; page_size?: number }): AsyncGenerator<m.CreditNote> {
    return this.client.pages<m.CreditNote>(`/api/orders/${encodeURIComponent(String(a.id))}/credit-notes/`, { page_size: a.page_size });
  }

  /** Read the invoice of a parcel one received. */
  ordersParcelsInvoiceRetrieve(a: { id: number; parcel: number }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/orders/${encodeURIComponent(String(a.id))}/parcels/${encodeURIComponent(String(a.parcel))}/invoice/`);
  }

  /** Ask to give pieces back. */
  ordersReturnsCreate(a: { id: number; body: m.ReturnInput; idempotencyKey?: string }): Promise<m.Return> {
    return this.client.call<m.Return>("POST", `/api/orders/${encodeURIComponent(String(a.id))}/returns/`, { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Follow an order's parcels. */
  ordersTrackingList(a: { id: number }): Promise<m.Tracking[]> {
    return this.client.call<m.Tracking[]>("GET", `/api/orders/${encodeURIComponent(String(a.id))}/tracking/`);
  }

  /** Book what a carrier paid for a lost parcel. */
  parcelsCompensationCreate(a: { id: number; body: m.CompensationInput; idempotencyKey?: string }): Promise<m.Compensation> {
    return this.client.call<m.Compensation>("POST", `/api/parcels/${encodeURIComponent(String(a.id))}/compensation/`, { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** List one's payments. */
  paymentsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.PaymentPage> {
    return this.client.call<m.PaymentPage>("GET", "/api/payments/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List one's payments. All of it, page by page as it is asked for. */
  paymentsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Payment> {
    return this.client.pages<m.Payment>("/api/payments/", { page_size: a.page_size });
  }

  /** Show how one can pay. */
  paymentsMethodsRetrieve(): Promise<m.Methods> {
    return this.client.call<m.Methods>("GET", "/api/payments/methods/");
  }

  /** Keep a way to pay. */
  paymentsMethodsCreate(a: { body: m.SavedMethodInput }): Promise<m.SavedMethod> {
    return this.client.call<m.SavedMethod>("POST", "/api/payments/methods/", { body: a.body });
  }

  /** Forget a way to pay. */
  paymentsMethodsDestroy(a: { id: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/payments/methods/${encodeURIComponent(String(a.id))}/`);
  }

  /** Pay an order. */
  paymentsProcessCreate(a: { body: m.ProcessInput; idempotencyKey?: string }): Promise<m.Started> {
    return this.client.call<m.Started>("POST", "/api/payments/process/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Show the picture of a bank transfer. */
  paymentsProofsRetrieve(a: { token: string }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/payments/proofs/${encodeURIComponent(String(a.token))}/`);
  }

  /** Give money back. */
  paymentsRefundCreate(a: { body: m.RefundInput; idempotencyKey?: string }): Promise<m.Refund> {
    return this.client.call<m.Refund>("POST", "/api/payments/refund/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Have the gateway asked how a payment stands. */
  paymentsVerifyCreate(a: { body: m.VerifyInput; idempotencyKey?: string }): Promise<m.Payment> {
    return this.client.call<m.Payment>("POST", "/api/payments/verify/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Be told that something became of a payout. */
  paymentsWebhooksPaymobPayoutsCreate(a: { body: Record<string, unknown>; key?: string }): Promise<Record<string, unknown>> {
    return this.client.call<Record<string, unknown>>("POST", "/api/payments/webhooks/paymob-payouts/", { query: { key: a.key }, body: a.body });
  }

  /** Take down a callback of the gateway. */
  paymentsWebhooksPaymobCreate(a: { body: Record<string, unknown>; hmac?: string }): Promise<Record<string, unknown>> {
    return this.client.call<Record<string, unknown>>("POST", "/api/payments/webhooks/paymob/", { query: { hmac: a.hmac }, body: a.body });
  }

  /** Show a payment. */
  paymentsRetrieve(a: { id: number }): Promise<m.Payment> {
    return this.client.call<m.Payment>("GET", `/api/payments/${encodeURIComponent(String(a.id))}/`);
  }

  /** Show a proof of a bank transfer. */
  paymentsProofsCreate(a: { id: number; body: m.ProofInput }): Promise<m.Proof> {
    return this.client.call<m.Proof>("POST", `/api/payments/${encodeURIComponent(String(a.id))}/proofs/`, { body: a.body });
  }

  /** List pieces on show. */
  productsList(a: { category?: number; cursor?: string; ids?: string; in_stock?: boolean; is_featured?: boolean; max_price?: string; min_price?: string; min_rating?: number; ordering?: string; page_size?: number; seller?: number; updated_since?: string } = {}): Promise<m.Listed> {
    return this.client.call<m.Listed>("GET", "/api/products/", { query: { category: a.category, cursor: a.cursor, ids: a.ids, in_stock: a.in_stock, is_featured: a.is_featured, max_price: a.max_price, min_price: a.min_price, min_rating: a.min_rating, ordering: a.ordering, page_size: a.page_size, seller: a.seller, updated_since: a.updated_since } });
  }

  /** List pieces on show. All of it, page by page as it is asked for. */
  productsListAll(a: { category?: number; ids?: string; in_stock?: boolean; is_featured?: boolean; max_price?: string; min_price?: string; min_rating?: number; ordering?: string; page_size?: number; seller?: number; updated_since?: string } = {}): AsyncGenerator<m.Card> {
    return this.client.pages<m.Card>("/api/products/", { category: a.category, ids: a.ids, in_stock: a.in_stock, is_featured: a.is_featured, max_price: a.max_price, min_price: a.min_price, min_rating: a.min_rating, ordering: a.ordering, page_size: a.page_size, seller: a.seller, updated_since: a.updated_since });
  }

  /** Offer a piece. */
  productsCreate(a: { body: m.NewProductInput; idempotencyKey?: string }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("POST", "/api/products/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Find a piece by its name in addresses. */
  productsBySlugRetrieve(a: { slug: string }): Promise<void> {
    return this.client.call<void>("GET", `/api/products/by-slug/${encodeURIComponent(String(a.slug))}/`);
  }

  /** Show the tree of categories. */
  productsCategoriesList(): Promise<m.CategoryTree[]> {
    return this.client.call<m.CategoryTree[]>("GET", "/api/products/categories/");
  }

  /** Add a category. */
  productsCategoriesCreate(a: { body: m.CategoryInput }): Promise<m.Category> {
    return this.client.call<m.Category>("POST", "/api/products/categories/", { body: a.body });
  }

  /** Find a category by its name in addresses. */
  productsCategoriesBySlugRetrieve(a: { slug: string }): Promise<void> {
    return this.client.call<void>("GET", `/api/products/categories/by-slug/${encodeURIComponent(String(a.slug))}/`);
  }

  /** Show a category. */
  productsCategoriesRetrieve(a: { id: number }): Promise<m.Category> {
    return this.client.call<m.Category>("GET", `/api/products/categories/${encodeURIComponent(String(a.id))}/`);
  }

  /** Replace a category. */
  productsCategoriesUpdate(a: { id: number; body: m.CategoryInput }): Promise<m.Category> {
    return this.client.call<m.Category>("PUT", `/api/products/categories/${encodeURIComponent(String(a.id))}/`, { body: a.body });
  }

  /** Change a category. */
  productsCategoriesPartialUpdate(a: { id: number; body: m.CategoryPatch }): Promise<m.Category> {
    return this.client.call<m.Category>("PATCH", `/api/products/categories/${encodeURIComponent(String(a.id))}/`, { body: a.body });
  }

  /** Remove an empty category. */
  productsCategoriesDestroy(a: { id: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/categories/${encodeURIComponent(String(a.id))}/`);
  }

  /** List what can be said of a category's pieces. */
  productsCategoriesAttributesList(a: { id: number; pk: number }): Promise<m.Attribute[]> {
    return this.client.call<m.Attribute[]>("GET", `/api/products/categories/${encodeURIComponent(String(a.id))}/attributes/`);
  }

  /** Show how a category's picture is coming along. */
  productsCategoriesImageRetrieve(a: { id: number }): Promise<m.OwnCategoryImage> {
    return this.client.call<m.OwnCategoryImage>("GET", `/api/products/categories/${encodeURIComponent(String(a.id))}/image/`);
  }

  /** Upload a category's picture. */
  productsCategoriesImageUpdate(a: { id: number; body: m.NewCategoryImageInput }): Promise<m.OwnCategoryImage> {
    return this.client.call<m.OwnCategoryImage>("PUT", `/api/products/categories/${encodeURIComponent(String(a.id))}/image/`, { body: a.body });
  }

  /** Remove a category's picture. */
  productsCategoriesImageDestroy(a: { id: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/categories/${encodeURIComponent(String(a.id))}/image/`);
  }

  /** Count what filters would leave. */
  productsFacetsRetrieve(a: { category?: number; colour?: string; governorate?: string; ids?: string; in_stock?: boolean; is_featured?: boolean; material?: string; max_price?: string; min_price?: string; min_rating?: number; seller?: number } = {}): Promise<m.FacetCounts> {
    return this.client.call<m.FacetCounts>("GET", "/api/products/facets/", { query: { category: a.category, colour: a.colour, governorate: a.governorate, ids: a.ids, in_stock: a.in_stock, is_featured: a.is_featured, material: a.material, max_price: a.max_price, min_price: a.min_price, min_rating: a.min_rating, seller: a.seller } });
  }

  /** List what one looked at. */
  productsRecentlyViewedList(a: { cursor?: string; page_size?: number } = {}): Promise<m.CardPage> {
    return this.client.call<m.CardPage>("GET", "/api/products/recently-viewed/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List what one looked at. All of it, page by page as it is asked for. */
  productsRecentlyViewedListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Card> {
    return this.client.pages<m.Card>("/api/products/recently-viewed/", { page_size: a.page_size });
  }

  /** Forget what one looked at. */
  productsRecentlyViewedDestroy(): Promise<void> {
    return this.client.call<void>("DELETE", "/api/products/recently-viewed/");
  }

  /** Search for pieces. */
  productsSearchRetrieve(a: { category?: number; colour?: string; cursor?: string; governorate?: string; ids?: string; in_stock?: boolean; is_featured?: boolean; material?: string; max_price?: string; min_price?: string; min_rating?: number; original?: boolean; page_size?: number; q?: string; seller?: number } = {}): Promise<m.Search> {
    return this.client.call<m.Search>("GET", "/api/products/search/", { query: { category: a.category, colour: a.colour, cursor: a.cursor, governorate: a.governorate, ids: a.ids, in_stock: a.in_stock, is_featured: a.is_featured, material: a.material, max_price: a.max_price, min_price: a.min_price, min_rating: a.min_rating, original: a.original, page_size: a.page_size, q: a.q, seller: a.seller } });
  }

  /** Search for pieces. All of it, page by page as it is asked for. */
  productsSearchRetrieveAll(a: { category?: number; colour?: string; governorate?: string; ids?: string; in_stock?: boolean; is_featured?: boolean; material?: string; max_price?: string; min_price?: string; min_rating?: number; original?: boolean; page_size?: number; q?: string; seller?: number } = {}): AsyncGenerator<m.Hit> {
    return this.client.pages<m.Hit>("/api/products/search/", { category: a.category, colour: a.colour, governorate: a.governorate, ids: a.ids, in_stock: a.in_stock, is_featured: a.is_featured, material: a.material, max_price: a.max_price, min_price: a.min_price, min_rating: a.min_rating, original: a.original, page_size: a.page_size, q: a.q, seller: a.seller });
  }

  /** Complete a query while it is typed. */
  productsSuggestRetrieve(a: { q?: string } = {}): Promise<m.Suggestions> {
    return this.client.call<m.Suggestions>("GET", "/api/products/suggest/", { query: { q: a.q } });
  }

  /** Show a piece. */
  productsRetrieve(a: { id: number }): Promise<m.FullDetail> {
    return this.client.call<m.FullDetail>("GET", `/api/products/${encodeURIComponent(String(a.id))}/`);
  }

  /** Replace a piece. */
  productsUpdate(a: { id: number; body: m.ProductInput; ifMatch?: string }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("PUT", `/api/products/${encodeURIComponent(String(a.id))}/`, { body: a.body, ifMatch: a.ifMatch });
  }

  /** Change a piece. */
  productsPartialUpdate(a: { id: number; body: m.ProductPatch; ifMatch?: string }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("PATCH", `/api/products/${encodeURIComponent(String(a.id))}/`, { body: a.body, ifMatch: a.ifMatch });
  }

  /** Withdraw a piece. */
  productsDestroy(a: { id: number; ifMatch?: string }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/${encodeURIComponent(String(a.id))}/`, { ifMatch: a.ifMatch });
  }

  /** Upload a picture. */
  productsImagesCreate(a: { id: number; body: m.NewImageInput }): Promise<m.OwnImage> {
    return this.client.call<m.OwnImage>("POST", `/api/products/${encodeURIComponent(String(a.id))}/images/`, { body: a.body });
  }

  /** Change a picture. */
  productsImagesPartialUpdate(a: { id: number; image_pk: number; body: m.ImagePatch }): Promise<m.OwnImage> {
    return this.client.call<m.OwnImage>("PATCH", `/api/products/${encodeURIComponent(String(a.id))}/images/${encodeURIComponent(String(a.image_pk))}/`, { body: a.body });
  }

  /** Remove a picture. */
  productsImagesDestroy(a: { id: number; image_pk: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/${encodeURIComponent(String(a.id))}/images/${encodeURIComponent(String(a.image_pk))}/`);
  }

  /** List what else the maker of a piece offers. */
  productsMoreFromMakerList(a: { id: number }): Promise<m.Cards> {
    return this.client.call<m.Cards>("GET", `/api/products/${encodeURIComponent(String(a.id))}/more-from-maker/`);
  }

  /** List pieces akin to one. */
  productsRelatedList(a: { id: number }): Promise<m.Cards> {
    return this.client.call<m.Cards>("GET", `/api/products/${encodeURIComponent(String(a.id))}/related/`);
  }

  /** List what buyers say of a piece. */
  productsReviewsList(a: { id: number; cursor?: string; ordering?: string; page_size?: number; rating?: number; with_images?: boolean }): Promise<m.ReviewPage> {
    return this.client.call<m.ReviewPage>("GET", `/api/products/${encodeURIComponent(String(a.id))}/reviews/`, { query: { cursor: a.cursor, ordering: a.ordering, page_size: a.page_size, rating: a.rating, with_images: a.with_images } });
  }

  /** List what buyers say of a piece. All of it, page by page as it is asked for. */
  productsReviewsListAll(a: { id: number; ordering?: string; page_size?: number; rating?: number; with_images?: boolean }): AsyncGenerator<m.Review> {
    return this.client.pages<m.Review>(`/api/products/${encodeURIComponent(String(a.id))}/reviews/`, { ordering: a.ordering, page_size: a.page_size, rating: a.rating, with_images: a.with_images });
  }

  /** Review a piece one has received. */
  productsReviewsCreate(a: { id: number; body: m.ReviewInput }): Promise<m.OwnReview> {
    return this.client.call<m.OwnReview>("POST", `/api/products/${encodeURIComponent(String(a.id))}/reviews/`, { body: a.body });
  }

  /** Change one's review. */
  productsReviewsUpdate(a: { id: number; review_pk: number; body: m.ReviewInput }): Promise<m.OwnReview> {
    return this.client.call<m.OwnReview>("PUT", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/`, { body: a.body });
  }

  /** Take one's review back. */
  productsReviewsDestroy(a: { id: number; review_pk: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/`);
  }

  /** Find a review helpful. */
  productsReviewsHelpfulUpdate(a: { id: number; review_pk: number }): Promise<void> {
    return this.client.call<void>("PUT", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/helpful/`);
  }

  /** Find it helpful no longer. */
  productsReviewsHelpfulDestroy(a: { id: number; review_pk: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/helpful/`);
  }

  /** Answer a review of one's own piece. */
  productsReviewsReplyCreate(a: { id: number; review_pk: number; body: m.ReplyInput }): Promise<m.Review> {
    return this.client.call<m.Review>("POST", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/reply/`, { body: a.body });
  }

  /** Bring a review to the notice of staff. */
  productsReviewsReportCreate(a: { id: number; review_pk: number; body: m.ReportInput }): Promise<void> {
    return this.client.call<void>("POST", `/api/products/${encodeURIComponent(String(a.id))}/reviews/${encodeURIComponent(String(a.review_pk))}/report/`, { body: a.body });
  }

  /** List the reports there are. */
  reportsList(): Promise<m.ReportKinds> {
    return this.client.call<m.ReportKinds>("GET", "/api/reports/");
  }

  /** List the reports one has asked for, the latest first. */
  reportsJobsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.JobPage> {
    return this.client.call<m.JobPage>("GET", "/api/reports/jobs/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List the reports one has asked for, the latest first. All of it, page by page as it is asked for. */
  reportsJobsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Job> {
    return this.client.pages<m.Job>("/api/reports/jobs/", { page_size: a.page_size });
  }

  /** Ask how far a report is. */
  reportsJobsRetrieve(a: { id: number }): Promise<m.Job> {
    return this.client.call<m.Job>("GET", `/api/reports/jobs/${encodeURIComponent(String(a.id))}/`);
  }

  /** Fetch a report that is done. */
  reportsJobsFileRetrieve(a: { id: number }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/reports/jobs/${encodeURIComponent(String(a.id))}/file/`);
  }

  /** Read a report. */
  reportsRetrieve(a: { name: string; from?: string; to?: string }): Promise<m.Report> {
    return this.client.call<m.Report>("GET", `/api/reports/${encodeURIComponent(String(a.name))}/`, { query: { from: a.from, to: a.to } });
  }

  /** List returns one asked for or has to answer. */
  returnsList(a: { cursor?: string; order?: number; page_size?: number; status?: string } = {}): Promise<m.ReturnPage> {
    return this.client.call<m.ReturnPage>("GET", "/api/returns/", { query: { cursor: a.cursor, order: a.order, page_size: a.page_size, status: a.status } });
  }

  /** List returns one asked for or has to answer. All of it, page by page as it is asked for. */
  returnsListAll(a: { order?: number; page_size?: number; status?: string } = {}): AsyncGenerator<m.Return> {
    return this.client.pages<m.Return>("/api/returns/", { order: a.order, page_size: a.page_size, status: a.status });
  }

  /** Show a photo of a return. */
  returnsPhotosRetrieve(a: { token: string }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/returns/photos/${encodeURIComponent(String(a.token))}/`);
  }

  /** Show a return. */
  returnsRetrieve(a: { id: number }): Promise<m.Return> {
    return this.client.call<m.Return>("GET", `/api/returns/${encodeURIComponent(String(a.id))}/`);
  }

  /** Take a return one step further. */
  returnsDecisionCreate(a: { id: number; body: m.DecisionInput; idempotencyKey?: string }): Promise<m.Return> {
    return this.client.call<m.Return>("POST", `/api/returns/${encodeURIComponent(String(a.id))}/decision/`, { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Say something about a return. */
  returnsMessagesCreate(a: { id: number; body: m.MessageInput; idempotencyKey?: string }): Promise<m.Return> {
    return this.client.call<m.Return>("POST", `/api/returns/${encodeURIComponent(String(a.id))}/messages/`, { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Decide a dispute. */
  returnsSettlementCreate(a: { id: number; body: m.SettlementInput; idempotencyKey?: string }): Promise<m.Return> {
    return this.client.call<m.Return>("POST", `/api/returns/${encodeURIComponent(String(a.id))}/settlement/`, { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** List one's own reviews. */
  reviewsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.OwnReviewPage> {
    return this.client.call<m.OwnReviewPage>("GET", "/api/reviews/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List one's own reviews. All of it, page by page as it is asked for. */
  reviewsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.OwnReview> {
    return this.client.pages<m.OwnReview>("/api/reviews/", { page_size: a.page_size });
  }

  /** Show how one's shop is doing. */
  sellerAnalyticsRetrieve(a: { from?: string; granularity?: string; to?: string } = {}): Promise<m.SellerFigures> {
    return this.client.call<m.SellerFigures>("GET", "/api/seller/analytics/", { query: { from: a.from, granularity: a.granularity, to: a.to } });
  }

  /** List one's parts of orders. */
  sellerOrdersList(a: { cursor?: string; number?: string; page_size?: number; status?: string } = {}): Promise<m.SoldPage> {
    return this.client.call<m.SoldPage>("GET", "/api/seller/orders/", { query: { cursor: a.cursor, number: a.number, page_size: a.page_size, status: a.status } });
  }

  /** List one's parts of orders. All of it, page by page as it is asked for. */
  sellerOrdersListAll(a: { number?: string; page_size?: number; status?: string } = {}): AsyncGenerator<m.Sold> {
    return this.client.pages<m.Sold>("/api/seller/orders/", { number: a.number, page_size: a.page_size, status: a.status });
  }

  /** Show one's part of an order. */
  sellerOrdersRetrieve(a: { id: number }): Promise<m.Sold> {
    return this.client.call<m.Sold>("GET", `/api/seller/orders/${encodeURIComponent(String(a.id))}/`);
  }

  /** Have a parcel fetched by its carrier. */
  sellerOrdersBookingCreate(a: { id: number; idempotencyKey?: string }): Promise<Record<string, unknown>> {
    return this.client.call<Record<string, unknown>>("POST", `/api/seller/orders/${encodeURIComponent(String(a.id))}/booking/`, { idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Read the invoice of one's part of an order. */
  sellerOrdersInvoiceRetrieve(a: { id: number }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/seller/orders/${encodeURIComponent(String(a.id))}/invoice/`);
  }

  /** Read the packing slip of one's part of an order. */
  sellerOrdersPackingSlipRetrieve(a: { id: number }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/seller/orders/${encodeURIComponent(String(a.id))}/packing-slip/`);
  }

  /** Move one's part of an order. */
  sellerOrdersStatusUpdate(a: { id: number; body: m.StepInput }): Promise<m.Sold> {
    return this.client.call<m.Sold>("PUT", `/api/seller/orders/${encodeURIComponent(String(a.id))}/status/`, { body: a.body });
  }

  /** List one's own pieces in every state. */
  sellerProductsList(a: { category?: number; cursor?: string; in_stock?: boolean; is_active?: boolean; page_size?: number; q?: string; state?: string } = {}): Promise<m.OwnProductPage> {
    return this.client.call<m.OwnProductPage>("GET", "/api/seller/products/", { query: { category: a.category, cursor: a.cursor, in_stock: a.in_stock, is_active: a.is_active, page_size: a.page_size, q: a.q, state: a.state } });
  }

  /** List one's own pieces in every state. All of it, page by page as it is asked for. */
  sellerProductsListAll(a: { category?: number; in_stock?: boolean; is_active?: boolean; page_size?: number; q?: string; state?: string } = {}): AsyncGenerator<m.OwnProduct> {
    return this.client.pages<m.OwnProduct>("/api/seller/products/", { category: a.category, in_stock: a.in_stock, is_active: a.is_active, page_size: a.page_size, q: a.q, state: a.state });
  }

  /** Set price or stock of many pieces at once. */
  sellerProductsBulkPartialUpdate(a: { body: m.BulkPatch }): Promise<m.OwnProduct[]> {
    return this.client.call<m.OwnProduct[]>("PATCH", "/api/seller/products/bulk/", { body: a.body });
  }

  /** List the tables one has sent. */
  sellerProductsImportsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.ImportPage> {
    return this.client.call<m.ImportPage>("GET", "/api/seller/products/imports/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List the tables one has sent. All of it, page by page as it is asked for. */
  sellerProductsImportsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Import> {
    return this.client.pages<m.Import>("/api/seller/products/imports/", { page_size: a.page_size });
  }

  /** Send a table of pieces. */
  sellerProductsImportsCreate(a: { body: m.ImportInput; idempotencyKey?: string }): Promise<m.Import> {
    return this.client.call<m.Import>("POST", "/api/seller/products/imports/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** Download the empty table. */
  sellerProductsImportsTemplateRetrieve(a: { kind?: string } = {}): Promise<Uint8Array> {
    return this.client.bytes("GET", "/api/seller/products/imports/template/", { query: { kind: a.kind } });
  }

  /** Show how far a table is. */
  sellerProductsImportsRetrieve(a: { id: number }): Promise<m.Import> {
    return this.client.call<m.Import>("GET", `/api/seller/products/imports/${encodeURIComponent(String(a.id))}/`);
  }

  /** List what became of each row. */
  sellerProductsImportsRowsList(a: { id: number; cursor?: string; outcome?: string; page_size?: number }): Promise<m.ImportRowPage> {
    return this.client.call<m.ImportRowPage>("GET", `/api/seller/products/imports/${encodeURIComponent(String(a.id))}/rows/`, { query: { cursor: a.cursor, outcome: a.outcome, page_size: a.page_size } });
  }

  /** List what became of each row. All of it, page by page as it is asked for. */
  sellerProductsImportsRowsListAll(a: { id: number; outcome?: string; page_size?: number }): AsyncGenerator<m.ImportRow> {
    return this.client.pages<m.ImportRow>(`/api/seller/products/imports/${encodeURIComponent(String(a.id))}/rows/`, { outcome: a.outcome, page_size: a.page_size });
  }

  /** Show one of one's own pieces. */
  sellerProductsRetrieve(a: { id: number }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("GET", `/api/seller/products/${encodeURIComponent(String(a.id))}/`);
  }

  /** Begin a new piece from an old one. */
  sellerProductsDuplicateCreate(a: { id: number; idempotencyKey?: string }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("POST", `/api/seller/products/${encodeURIComponent(String(a.id))}/duplicate/`, { idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** List every change of a piece's stock. */
  sellerProductsStockMovementsList(a: { id: number; cursor?: string; page_size?: number }): Promise<m.StockMovementPage> {
    return this.client.call<m.StockMovementPage>("GET", `/api/seller/products/${encodeURIComponent(String(a.id))}/stock-movements/`, { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List every change of a piece's stock. All of it, page by page as it is asked for. */
  sellerProductsStockMovementsListAll(a: { id: number; page_size?: number }): AsyncGenerator<m.StockMovement> {
    return this.client.pages<m.StockMovement>(`/api/seller/products/${encodeURIComponent(String(a.id))}/stock-movements/`, { page_size: a.page_size });
  }

  /** Put a draft, or a mended piece, forward. */
  sellerProductsSubmitCreate(a: { id: number }): Promise<m.OwnProduct> {
    return this.client.call<m.OwnProduct>("POST", `/api/seller/products/${encodeURIComponent(String(a.id))}/submit/`);
  }

  /** Show how one sends. */
  sellerShippingRetrieve(): Promise<m.SellerShippingIn> {
    return this.client.call<m.SellerShippingIn>("GET", "/api/seller/shipping/");
  }

  /** Set how one sends. */
  sellerShippingUpdate(a: { body: m.SellerShippingInOutInput }): Promise<m.SellerShippingIn> {
    return this.client.call<m.SellerShippingIn>("PUT", "/api/seller/shipping/", { body: a.body });
  }

  /** List verified sellers. */
  sellersList(a: { cursor?: string; featured?: boolean; governorate?: string; page_size?: number; q?: string; specialty?: string; user_type?: string } = {}): Promise<m.SellerPage> {
    return this.client.call<m.SellerPage>("GET", "/api/sellers/", { query: { cursor: a.cursor, featured: a.featured, governorate: a.governorate, page_size: a.page_size, q: a.q, specialty: a.specialty, user_type: a.user_type } });
  }

  /** List verified sellers. All of it, page by page as it is asked for. */
  sellersListAll(a: { featured?: boolean; governorate?: string; page_size?: number; q?: string; specialty?: string; user_type?: string } = {}): AsyncGenerator<m.Seller> {
    return this.client.pages<m.Seller>("/api/sellers/", { featured: a.featured, governorate: a.governorate, page_size: a.page_size, q: a.q, specialty: a.specialty, user_type: a.user_type });
  }

  /** Show a seller. */
  sellersRetrieve(a: { id: number }): Promise<m.Seller> {
    return this.client.call<m.Seller>("GET", `/api/sellers/${encodeURIComponent(String(a.id))}/`);
  }

  /** Take down a carrier's message. */
  shippingWebhooksCreate(a: { carrier: string; body: Record<string, unknown> }): Promise<Record<string, unknown>> {
    return this.client.call<Record<string, unknown>>("POST", `/api/shipping/webhooks/${encodeURIComponent(String(a.carrier))}/`, { body: a.body });
  }

  /** List one's addresses. */
  usersAddressesList(a: { cursor?: string; page_size?: number } = {}): Promise<m.AddressPage> {
    return this.client.call<m.AddressPage>("GET", "/api/users/addresses/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List one's addresses. All of it, page by page as it is asked for. */
  usersAddressesListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Address> {
    return this.client.pages<m.Address>("/api/users/addresses/", { page_size: a.page_size });
  }

  /** Add an address. */
  usersAddressesCreate(a: { body: m.AddressInput }): Promise<m.Address> {
    return this.client.call<m.Address>("POST", "/api/users/addresses/", { body: a.body });
  }

  /** Show an address. */
  usersAddressesRetrieve(a: { id: number }): Promise<m.Address> {
    return this.client.call<m.Address>("GET", `/api/users/addresses/${encodeURIComponent(String(a.id))}/`);
  }

  /** Replace an address. */
  usersAddressesUpdate(a: { id: number; body: m.AddressInput }): Promise<m.Address> {
    return this.client.call<m.Address>("PUT", `/api/users/addresses/${encodeURIComponent(String(a.id))}/`, { body: a.body });
  }

  /** Change an address. */
  usersAddressesPartialUpdate(a: { id: number; body: m.AddressPatch }): Promise<m.Address> {
    return this.client.call<m.Address>("PATCH", `/api/users/addresses/${encodeURIComponent(String(a.id))}/`, { body: a.body });
  }

  /** Remove an address. */
  usersAddressesDestroy(a: { id: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/users/addresses/${encodeURIComponent(String(a.id))}/`);
  }

  /** Show what one agreed to. */
  usersConsentsList(): Promise<m.Consent[]> {
    return this.client.call<m.Consent[]>("GET", "/api/users/consents/");
  }

  /** Agree to something, or no longer. */
  usersConsentsUpdate(a: { body: m.ConsentInput }): Promise<m.Consent[]> {
    return this.client.call<m.Consent[]>("PUT", "/api/users/consents/", { body: a.body });
  }

  /** Take out everything we hold about one. */
  usersExportRetrieve(): Promise<Record<string, Record<string, unknown>[]>> {
    return this.client.call<Record<string, Record<string, unknown>[]>>("GET", "/api/users/export/");
  }

  /** List the governorates. */
  usersGovernoratesList(a: { cursor?: string; page_size?: number } = {}): Promise<m.GovernoratePage> {
    return this.client.call<m.GovernoratePage>("GET", "/api/users/governorates/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List the governorates. All of it, page by page as it is asked for. */
  usersGovernoratesListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Governorate> {
    return this.client.pages<m.Governorate>("/api/users/governorates/", { page_size: a.page_size });
  }

  /** Have a code sent to one's phone. */
  usersPhoneCreate(a: { body: m.PhoneInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/users/phone/", { body: a.body });
  }

  /** Enter the code sent to one's phone. */
  usersPhoneVerifyCreate(a: { body: m.CodeInput }): Promise<void> {
    return this.client.call<void>("POST", "/api/users/phone/verify/", { body: a.body });
  }

  /** Show one's profile. */
  usersProfileRetrieve(): Promise<m.Profile> {
    return this.client.call<m.Profile>("GET", "/api/users/profile/");
  }

  /** Change one's profile. */
  usersProfileUpdate(a: { body: m.ProfileInput }): Promise<m.Profile> {
    return this.client.call<m.Profile>("PUT", "/api/users/profile/", { body: a.body });
  }

  /** Change some of one's profile. */
  usersProfilePartialUpdate(a: { body: m.ProfilePatch }): Promise<m.Profile> {
    return this.client.call<m.Profile>("PATCH", "/api/users/profile/", { body: a.body });
  }

  /** Have one's account erased. */
  usersProfileDestroy(): Promise<m.Erasure> {
    return this.client.call<m.Erasure>("DELETE", "/api/users/profile/");
  }

  /** Show a paper of an application. */
  usersSellerDocumentsRetrieve(a: { token: string }): Promise<Uint8Array> {
    return this.client.bytes("GET", `/api/users/seller/documents/${encodeURIComponent(String(a.token))}/`);
  }

  /** Apply to sell. */
  usersSellerRegisterCreate(a: { body: m.ApplicationInput }): Promise<m.Application> {
    return this.client.call<m.Application>("POST", "/api/users/seller/register/", { body: a.body });
  }

  /** Show where one's application stands. */
  usersSellerVerificationRetrieve(): Promise<m.Verification> {
    return this.client.call<m.Verification>("GET", "/api/users/seller/verification/");
  }

  /** Show one's wallet. */
  walletRetrieve(): Promise<m.Wallet> {
    return this.client.call<m.Wallet>("GET", "/api/wallet/");
  }

  /** Pay into one's wallet. */
  walletDepositCreate(a: { body: m.DepositInput; idempotencyKey?: string }): Promise<m.Started> {
    return this.client.call<m.Started>("POST", "/api/wallet/deposit/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** List one's withdrawals. */
  walletPayoutsList(a: { cursor?: string; page_size?: number } = {}): Promise<m.PayoutPage> {
    return this.client.call<m.PayoutPage>("GET", "/api/wallet/payouts/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List one's withdrawals. All of it, page by page as it is asked for. */
  walletPayoutsListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Payout> {
    return this.client.pages<m.Payout>("/api/wallet/payouts/", { page_size: a.page_size });
  }

  /** Show when earnings are paid out by themselves. */
  walletPayoutsScheduleRetrieve(): Promise<m.Schedule> {
    return this.client.call<m.Schedule>("GET", "/api/wallet/payouts/schedule/");
  }

  /** Have earnings paid out by themselves. */
  walletPayoutsScheduleUpdate(a: { body: m.ScheduleInput }): Promise<m.Schedule> {
    return this.client.call<m.Schedule>("PUT", "/api/wallet/payouts/schedule/", { body: a.body });
  }

  /** Have earnings paid out only when asked for. */
  walletPayoutsScheduleDestroy(): Promise<void> {
    return this.client.call<void>("DELETE", "/api/wallet/payouts/schedule/");
  }

  /** Take a withdrawal back before it is sent. */
  walletPayoutsCancelUpdate(a: { id: number }): Promise<m.Payout> {
    return this.client.call<m.Payout>("PUT", `/api/wallet/payouts/${encodeURIComponent(String(a.id))}/cancel/`);
  }

  /** Set the wallet's PIN. */
  walletPinUpdate(a: { body: m.PinInput }): Promise<void> {
    return this.client.call<void>("PUT", "/api/wallet/pin/", { body: a.body });
  }

  /** List the months of one's wallet. */
  walletStatementMonths(): Promise<m.Statements> {
    return this.client.call<m.Statements>("GET", "/api/wallet/statements/");
  }

  /** Show a month of one's wallet. */
  walletStatementsRetrieve(a: { month: string; as?: string }): Promise<m.Statement> {
    return this.client.call<m.Statement>("GET", `/api/wallet/statements/${encodeURIComponent(String(a.month))}/`, { query: { as: a.as } });
  }

  /** List a wallet's movements. */
  walletTransactionsList(a: { cursor?: string; from?: string; page_size?: number; to?: string; type?: string } = {}): Promise<m.TransactionPage> {
    return this.client.call<m.TransactionPage>("GET", "/api/wallet/transactions/", { query: { cursor: a.cursor, from: a.from, page_size: a.page_size, to: a.to, type: a.type } });
  }

  /** List a wallet's movements. All of it, page by page as it is asked for. */
  walletTransactionsListAll(a: { from?: string; page_size?: number; to?: string; type?: string } = {}): AsyncGenerator<m.Transaction> {
    return this.client.pages<m.Transaction>("/api/wallet/transactions/", { from: a.from, page_size: a.page_size, to: a.to, type: a.type });
  }

  /** Ask for earnings to be paid out. */
  walletWithdrawCreate(a: { body: m.WithdrawInput; idempotencyKey?: string }): Promise<m.Payout> {
    return this.client.call<m.Payout>("POST", "/api/wallet/withdraw/", { body: a.body, idempotencyKey: a.idempotencyKey, isIdempotent: true });
  }

  /** List saved pieces. */
  wishlistList(a: { cursor?: string; page_size?: number } = {}): Promise<m.WishPage> {
    return this.client.call<m.WishPage>("GET", "/api/wishlist/", { query: { cursor: a.cursor, page_size: a.page_size } });
  }

  /** List saved pieces. All of it, page by page as it is asked for. */
  wishlistListAll(a: { page_size?: number } = {}): AsyncGenerator<m.Wish> {
    return this.client.pages<m.Wish>("/api/wishlist/", { page_size: a.page_size });
  }

  /** Save a piece. */
  wishlistUpdate(a: { product_pk: number }): Promise<void> {
    return this.client.call<void>("PUT", `/api/wishlist/${encodeURIComponent(String(a.product_pk))}/`);
  }

  /** Save it no longer. */
  wishlistDestroy(a: { product_pk: number }): Promise<void> {
    return this.client.call<void>("DELETE", `/api/wishlist/${encodeURIComponent(String(a.product_pk))}/`);
  }
}
