// Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost.
import 'client.dart';
import 'models.dart';

/// Every call of the API; tokens, retries and the cache are the client's.
class Api {
  const Api(this.client);

  final TohfaClient client;

  /// Tell of what was done in the app.
  Future<Events> analyticsEventsCreate({required EventsInput body}) async {
    final json = await client.call('POST', '/api/analytics/events/', body: body.toJson());
    return Events.fromJson(json as Json);
  }

  /// Send the confirmation mail again.
  Future<void> authEmailResendCreate() => client.call('POST', '/api/auth/email/resend/');

  /// Confirm an e-mail address.
  Future<void> authEmailVerifyCreate({required KeyInput body}) => client.call('POST', '/api/auth/email/verify/', body: body.toJson());

  /// Send the confirmation mail again.
  Future<void> authEmailVerifyResendCreate() => client.call('POST', '/api/auth/email/verify/resend/');

  /// Sign in.
  Future<SignedIn> authLoginCreate({required LoginInput body}) async {
    final json = await client.call('POST', '/api/auth/login/', body: body.toJson());
    return SignedIn.fromJson(json as Json);
  }

  /// Sign out.
  Future<void> authLogoutCreate({required LogoutInput body}) => client.call('POST', '/api/auth/logout/', body: body.toJson());

  /// Change one's password.
  Future<void> authPasswordChangeCreate({required ChangePasswordInput body}) => client.call('POST', '/api/auth/password/change/', body: body.toJson());

  /// Ask for a mail to choose a new password.
  Future<void> authPasswordResetCreate({required EmailInput body}) => client.call('POST', '/api/auth/password/reset/', body: body.toJson());

  /// Choose a new password by the key of a mail.
  Future<void> authPasswordResetConfirmCreate({required ResetInput body}) => client.call('POST', '/api/auth/password/reset/confirm/', body: body.toJson());

  /// Open an account.
  Future<Register> authRegisterCreate({required RegisterInput body}) async {
    final json = await client.call('POST', '/api/auth/register/', body: body.toJson());
    return Register.fromJson(json as Json);
  }

  /// List the devices that are signed in.
  Future<SessionPage> authSessionsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/auth/sessions/', query: {'cursor': cursor, 'page_size': pageSize});
    return SessionPage.fromJson(json as Json);
  }

  /// List the devices that are signed in. All of it, page by page as it is listened to.
  Stream<Session> authSessionsListAll({int? pageSize}) =>
      client.pages('/api/auth/sessions/', query: {'page_size': pageSize}).map((json) => Session.fromJson(json as Json));

  /// Sign a device out.
  Future<void> authSessionsDestroy({required int id}) => client.call('DELETE', '/api/auth/sessions/$id/');

  /// List attempts to sign in to one's account.
  Future<SignInPage> authSignInsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/auth/sign-ins/', query: {'cursor': cursor, 'page_size': pageSize});
    return SignInPage.fromJson(json as Json);
  }

  /// List attempts to sign in to one's account. All of it, page by page as it is listened to.
  Stream<SignIn> authSignInsListAll({int? pageSize}) =>
      client.pages('/api/auth/sign-ins/', query: {'page_size': pageSize}).map((json) => SignIn.fromJson(json as Json));

  /// Sign in with Google or Apple.
  Future<SignedIn> authSocialCreate({required String provider, required SocialInput body}) async {
    final json = await client.call('POST', '/api/auth/social/${Uri.encodeComponent(provider)}/', body: body.toJson());
    return SignedIn.fromJson(json as Json);
  }

  /// Exchange a refresh token for new tokens.
  Future<Tokens> authTokenRefreshCreate({required RefreshInput body}) async {
    final json = await client.call('POST', '/api/auth/token/refresh/', body: body.toJson());
    return Tokens.fromJson(json as Json);
  }

  /// Switch two-step sign-in on with a first code.
  Future<RecoveryCodes> authTwoFactorConfirmCreate({required CodeInput body}) async {
    final json = await client.call('POST', '/api/auth/two-factor/confirm/', body: body.toJson());
    return RecoveryCodes.fromJson(json as Json);
  }

  /// Switch two-step sign-in off.
  Future<void> authTwoFactorDisableCreate({required DisableTwoFactorInput body}) => client.call('POST', '/api/auth/two-factor/disable/', body: body.toJson());

  /// Replace the recovery codes.
  Future<RecoveryCodes> authTwoFactorRecoveryCodesCreate({required CodeInput body}) async {
    final json = await client.call('POST', '/api/auth/two-factor/recovery-codes/', body: body.toJson());
    return RecoveryCodes.fromJson(json as Json);
  }

  /// Begin two-step sign-in.
  Future<Setup> authTwoFactorSetupCreate() async {
    final json = await client.call('POST', '/api/auth/two-factor/setup/');
    return Setup.fromJson(json as Json);
  }

  /// Show one's basket.
  Future<Cart> cartRetrieve() async {
    final json = await client.call('GET', '/api/cart/');
    return Cart.fromJson(json as Json);
  }

  /// Empty one's basket.
  Future<void> cartDestroy() => client.call('DELETE', '/api/cart/');

  /// Set how many of a piece are in one's basket.
  Future<Cart> cartItemsUpdate({required CartItemInput body}) async {
    final json = await client.call('PUT', '/api/cart/items/', body: body.toJson());
    return Cart.fromJson(json as Json);
  }

  /// Take in the basket a phone kept before signing in.
  Future<Cart> cartMergeCreate({required MergeInput body}) async {
    final json = await client.call('POST', '/api/cart/merge/', body: body.toJson());
    return Cart.fromJson(json as Json);
  }

  /// Read a credit note.
  Future<List<int>> creditNotesRetrieve({required int id}) => client.bytes('GET', '/api/credit-notes/$id/');

  /// List notifications.
  Future<NotificationPage> notificationsList({String? cursor, String? notificationType, int? pageSize, bool? unread}) async {
    final json = await client.call('GET', '/api/notifications/', query: {'cursor': cursor, 'notification_type': notificationType, 'page_size': pageSize, 'unread': unread});
    return NotificationPage.fromJson(json as Json);
  }

  /// List notifications. All of it, page by page as it is listened to.
  Stream<Notification> notificationsListAll({String? notificationType, int? pageSize, bool? unread}) =>
      client.pages('/api/notifications/', query: {'notification_type': notificationType, 'page_size': pageSize, 'unread': unread}).map((json) => Notification.fromJson(json as Json));

  /// Register a phone for push messages.
  Future<Device> notificationsDevicesCreate({required DeviceInput body}) async {
    final json = await client.call('POST', '/api/notifications/devices/', body: body.toJson());
    return Device.fromJson(json as Json);
  }

  /// Forget a phone.
  Future<void> notificationsDevicesDestroy({required String token}) => client.call('DELETE', '/api/notifications/devices/${Uri.encodeComponent(token)}/');

  /// Be told what became of mails.
  Future<void> notificationsMailEventsCreate({required Map<String, Object?> body}) => client.call('POST', '/api/notifications/mail-events/', body: body);

  /// Follow the link of a mail.
  Future<void> notificationsOpenedRetrieve({required String token}) => client.call('GET', '/api/notifications/opened/${Uri.encodeComponent(token)}/');

  /// Show what reaches one and how.
  Future<Preferences> notificationsPreferencesRetrieve() async {
    final json = await client.call('GET', '/api/notifications/preferences/');
    return Preferences.fromJson(json as Json);
  }

  /// Choose what reaches one and how.
  Future<Preferences> notificationsPreferencesUpdate({required PreferencesInput body}) async {
    final json = await client.call('PUT', '/api/notifications/preferences/', body: body.toJson());
    return Preferences.fromJson(json as Json);
  }

  /// Mark all notifications as read.
  Future<UnreadCount> notificationsReadAllUpdate() async {
    final json = await client.call('PUT', '/api/notifications/read-all/');
    return UnreadCount.fromJson(json as Json);
  }

  /// Count unread notifications.
  Future<UnreadCount> notificationsUnreadCountRetrieve() async {
    final json = await client.call('GET', '/api/notifications/unread-count/');
    return UnreadCount.fromJson(json as Json);
  }

  /// Ask whether promotions are to end.
  Future<List<int>> notificationsUnsubscribeRetrieve({required String token}) => client.bytes('GET', '/api/notifications/unsubscribe/${Uri.encodeComponent(token)}/');

  /// End promotions by mail and push.
  Future<void> notificationsUnsubscribeCreate({required String token}) => client.call('POST', '/api/notifications/unsubscribe/${Uri.encodeComponent(token)}/');

  /// Mark a notification as read.
  Future<Notification> notificationsReadUpdate({required int id}) async {
    final json = await client.call('PUT', '/api/notifications/$id/read/');
    return Notification.fromJson(json as Json);
  }

  /// List one's orders.
  Future<OrderPage> ordersList({String? cursor, String? number, int? pageSize, String? status}) async {
    final json = await client.call('GET', '/api/orders/', query: {'cursor': cursor, 'number': number, 'page_size': pageSize, 'status': status});
    return OrderPage.fromJson(json as Json);
  }

  /// List one's orders. All of it, page by page as it is listened to.
  Stream<Order> ordersListAll({String? number, int? pageSize, String? status}) =>
      client.pages('/api/orders/', query: {'number': number, 'page_size': pageSize, 'status': status}).map((json) => Order.fromJson(json as Json));

  /// Place an order.
  Future<Order> ordersCreate({required OrderInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/orders/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Order.fromJson(json as Json);
  }

  /// Price an order without placing it.
  Future<Quote> ordersQuoteCreate({required QuoteInput body}) async {
    final json = await client.call('POST', '/api/orders/quote/', body: body.toJson());
    return Quote.fromJson(json as Json);
  }

  /// Show an order.
  Future<Order> ordersRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/orders/$id/');
    return Order.fromJson(json as Json);
  }

  /// Cancel an order, or one parcel of it.
  Future<Order> ordersCancelUpdate({required int id, required CancelInput body}) async {
    final json = await client.call('PUT', '/api/orders/$id/cancel/', body: body.toJson());
    return Order.fromJson(json as Json);
  }

  /// List the credit notes of an order.
  Future<CreditNotePage> ordersCreditNotesList({required int id, String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/orders/$id/credit-notes/', query: {'cursor': cursor, 'page_size': pageSize});
    return CreditNotePage.fromJson(json as Json);
  }

  /// List the credit notes of an order. All of it, page by page as it is listened to.
  Stream<CreditNote> ordersCreditNotesListAll({required int id, int? pageSize}) =>
      client.pages('/api/orders/$id/credit-notes/', query: {'page_size': pageSize}).map((json) => CreditNote.fromJson(json as Json));

  /// Read the invoice of a parcel one received.
  Future<List<int>> ordersParcelsInvoiceRetrieve({required int id, required int parcel}) => client.bytes('GET', '/api/orders/$id/parcels/$parcel/invoice/');

  /// Ask to give pieces back.
  Future<Return> ordersReturnsCreate({required int id, required ReturnInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/orders/$id/returns/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Return.fromJson(json as Json);
  }

  /// Follow an order's parcels.
  Future<List<Tracking>> ordersTrackingList({required int id}) async {
    final json = await client.call('GET', '/api/orders/$id/tracking/');
    return [for (final e in json as List<Object?>) Tracking.fromJson(e as Json)];
  }

  /// Book what a carrier paid for a lost parcel.
  Future<Compensation> parcelsCompensationCreate({required int id, required CompensationInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/parcels/$id/compensation/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Compensation.fromJson(json as Json);
  }

  /// List one's payments.
  Future<PaymentPage> paymentsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/payments/', query: {'cursor': cursor, 'page_size': pageSize});
    return PaymentPage.fromJson(json as Json);
  }

  /// List one's payments. All of it, page by page as it is listened to.
  Stream<Payment> paymentsListAll({int? pageSize}) =>
      client.pages('/api/payments/', query: {'page_size': pageSize}).map((json) => Payment.fromJson(json as Json));

  /// Show how one can pay.
  Future<Methods> paymentsMethodsRetrieve() async {
    final json = await client.call('GET', '/api/payments/methods/');
    return Methods.fromJson(json as Json);
  }

  /// Keep a way to pay.
  Future<SavedMethod> paymentsMethodsCreate({required SavedMethodInput body}) async {
    final json = await client.call('POST', '/api/payments/methods/', body: body.toJson());
    return SavedMethod.fromJson(json as Json);
  }

  /// Forget a way to pay.
  Future<void> paymentsMethodsDestroy({required int id}) => client.call('DELETE', '/api/payments/methods/$id/');

  /// Pay an order.
  Future<Started> paymentsProcessCreate({required ProcessInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/payments/process/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Started.fromJson(json as Json);
  }

  /// Show the picture of a bank transfer.
  Future<List<int>> paymentsProofsRetrieve({required String token}) => client.bytes('GET', '/api/payments/proofs/${Uri.encodeComponent(token)}/');

  /// Give money back.
  Future<Refund> paymentsRefundCreate({required RefundInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/payments/refund/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Refund.fromJson(json as Json);
  }

  /// Have the gateway asked how a payment stands.
  Future<Payment> paymentsVerifyCreate({required VerifyInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/payments/verify/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Payment.fromJson(json as Json);
  }

  /// Be told that something became of a payout.
  Future<Map<String, Object?>> paymentsWebhooksPaymobPayoutsCreate({required Map<String, Object?> body, String? key}) async {
    final json = await client.call('POST', '/api/payments/webhooks/paymob-payouts/', query: {'key': key}, body: body);
    return {for (final e in (json as Json).entries) e.key: e.value};
  }

  /// Take down a callback of the gateway.
  Future<Map<String, Object?>> paymentsWebhooksPaymobCreate({required Map<String, Object?> body, String? hmac}) async {
    final json = await client.call('POST', '/api/payments/webhooks/paymob/', query: {'hmac': hmac}, body: body);
    return {for (final e in (json as Json).entries) e.key: e.value};
  }

  /// Show a payment.
  Future<Payment> paymentsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/payments/$id/');
    return Payment.fromJson(json as Json);
  }

  /// Show a proof of a bank transfer.
  Future<Proof> paymentsProofsCreate({required int id, required ProofInput body}) async {
    final json = await client.call('POST', '/api/payments/$id/proofs/', body: body.toJson());
    return Proof.fromJson(json as Json);
  }

  /// List pieces on show.
  Future<Listed> productsList({int? category, String? cursor, String? ids, bool? inStock, bool? isFeatured, String? maxPrice, String? minPrice, double? minRating, String? ordering, int? pageSize, int? seller, DateTime? updatedSince}) async {
    final json = await client.call('GET', '/api/products/', query: {'category': category, 'cursor': cursor, 'ids': ids, 'in_stock': inStock, 'is_featured': isFeatured, 'max_price': maxPrice, 'min_price': minPrice, 'min_rating': minRating, 'ordering': ordering, 'page_size': pageSize, 'seller': seller, 'updated_since': updatedSince?.toUtc().toIso8601String()});
    return Listed.fromJson(json as Json);
  }

  /// List pieces on show. All of it, page by page as it is listened to.
  Stream<Card> productsListAll({int? category, String? ids, bool? inStock, bool? isFeatured, String? maxPrice, String? minPrice, double? minRating, String? ordering, int? pageSize, int? seller, DateTime? updatedSince}) =>
      client.pages('/api/products/', query: {'category': category, 'ids': ids, 'in_stock': inStock, 'is_featured': isFeatured, 'max_price': maxPrice, 'min_price': minPrice, 'min_rating': minRating, 'ordering': ordering, 'page_size': pageSize, 'seller': seller, 'updated_since': updatedSince?.toUtc().toIso8601String()}).map((json) => Card.fromJson(json as Json));

  /// Offer a piece.
  Future<OwnProduct> productsCreate({required NewProductInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/products/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return OwnProduct.fromJson(json as Json);
  }

  /// Find a piece by its name in addresses.
  Future<void> productsBySlugRetrieve({required String slug}) => client.call('GET', '/api/products/by-slug/${Uri.encodeComponent(slug)}/');

  /// Show the tree of categories.
  Future<List<CategoryTree>> productsCategoriesList() async {
    final json = await client.call('GET', '/api/products/categories/');
    return [for (final e in json as List<Object?>) CategoryTree.fromJson(e as Json)];
  }

  /// Add a category.
  Future<Category> productsCategoriesCreate({required CategoryInput body}) async {
    final json = await client.call('POST', '/api/products/categories/', body: body.toJson());
    return Category.fromJson(json as Json);
  }

  /// Find a category by its name in addresses.
  Future<void> productsCategoriesBySlugRetrieve({required String slug}) => client.call('GET', '/api/products/categories/by-slug/${Uri.encodeComponent(slug)}/');

  /// Show a category.
  Future<Category> productsCategoriesRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/products/categories/$id/');
    return Category.fromJson(json as Json);
  }

  /// Replace a category.
  Future<Category> productsCategoriesUpdate({required int id, required CategoryInput body}) async {
    final json = await client.call('PUT', '/api/products/categories/$id/', body: body.toJson());
    return Category.fromJson(json as Json);
  }

  /// Change a category.
  Future<Category> productsCategoriesPartialUpdate({required int id, required CategoryPatch body}) async {
    final json = await client.call('PATCH', '/api/products/categories/$id/', body: body.toJson());
    return Category.fromJson(json as Json);
  }

  /// Remove an empty category.
  Future<void> productsCategoriesDestroy({required int id}) => client.call('DELETE', '/api/products/categories/$id/');

  /// List what can be said of a category's pieces.
  Future<List<Attribute>> productsCategoriesAttributesList({required int id, required int pk}) async {
    final json = await client.call('GET', '/api/products/categories/$id/attributes/');
    return [for (final e in json as List<Object?>) Attribute.fromJson(e as Json)];
  }

  /// Show how a category's picture is coming along.
  Future<OwnCategoryImage> productsCategoriesImageRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/products/categories/$id/image/');
    return OwnCategoryImage.fromJson(json as Json);
  }

  /// Upload a category's picture.
  Future<OwnCategoryImage> productsCategoriesImageUpdate({required int id, required NewCategoryImageInput body}) async {
    final json = await client.call('PUT', '/api/products/categories/$id/image/', body: body.toJson());
    return OwnCategoryImage.fromJson(json as Json);
  }

  /// Remove a category's picture.
  Future<void> productsCategoriesImageDestroy({required int id}) => client.call('DELETE', '/api/products/categories/$id/image/');

  /// Count what filters would leave.
  Future<FacetCounts> productsFacetsRetrieve({int? category, String? colour, String? governorate, String? ids, bool? inStock, bool? isFeatured, String? material, String? maxPrice, String? minPrice, double? minRating, int? seller}) async {
    final json = await client.call('GET', '/api/products/facets/', query: {'category': category, 'colour': colour, 'governorate': governorate, 'ids': ids, 'in_stock': inStock, 'is_featured': isFeatured, 'material': material, 'max_price': maxPrice, 'min_price': minPrice, 'min_rating': minRating, 'seller': seller});
    return FacetCounts.fromJson(json as Json);
  }

  /// List what one looked at.
  Future<CardPage> productsRecentlyViewedList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/products/recently-viewed/', query: {'cursor': cursor, 'page_size': pageSize});
    return CardPage.fromJson(json as Json);
  }

  /// List what one looked at. All of it, page by page as it is listened to.
  Stream<Card> productsRecentlyViewedListAll({int? pageSize}) =>
      client.pages('/api/products/recently-viewed/', query: {'page_size': pageSize}).map((json) => Card.fromJson(json as Json));

  /// Forget what one looked at.
  Future<void> productsRecentlyViewedDestroy() => client.call('DELETE', '/api/products/recently-viewed/');

  /// Search for pieces.
  Future<Search> productsSearchRetrieve({int? category, String? colour, String? cursor, String? governorate, String? ids, bool? inStock, bool? isFeatured, String? material, String? maxPrice, String? minPrice, double? minRating, bool? original, int? pageSize, String? q, int? seller}) async {
    final json = await client.call('GET', '/api/products/search/', query: {'category': category, 'colour': colour, 'cursor': cursor, 'governorate': governorate, 'ids': ids, 'in_stock': inStock, 'is_featured': isFeatured, 'material': material, 'max_price': maxPrice, 'min_price': minPrice, 'min_rating': minRating, 'original': original, 'page_size': pageSize, 'q': q, 'seller': seller});
    return Search.fromJson(json as Json);
  }

  /// Search for pieces. All of it, page by page as it is listened to.
  Stream<Hit> productsSearchRetrieveAll({int? category, String? colour, String? governorate, String? ids, bool? inStock, bool? isFeatured, String? material, String? maxPrice, String? minPrice, double? minRating, bool? original, int? pageSize, String? q, int? seller}) =>
      client.pages('/api/products/search/', query: {'category': category, 'colour': colour, 'governorate': governorate, 'ids': ids, 'in_stock': inStock, 'is_featured': isFeatured, 'material': material, 'max_price': maxPrice, 'min_price': minPrice, 'min_rating': minRating, 'original': original, 'page_size': pageSize, 'q': q, 'seller': seller}).map((json) => Hit.fromJson(json as Json));

  /// Complete a query while it is typed.
  Future<Suggestions> productsSuggestRetrieve({String? q}) async {
    final json = await client.call('GET', '/api/products/suggest/', query: {'q': q});
    return Suggestions.fromJson(json as Json);
  }

  /// Show a piece.
  Future<FullDetail> productsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/products/$id/');
    return FullDetail.fromJson(json as Json);
  }

  /// Replace a piece.
  Future<OwnProduct> productsUpdate({required int id, required ProductInput body, String? ifMatch}) async {
    final json = await client.call('PUT', '/api/products/$id/', body: body.toJson(), ifMatch: ifMatch);
    return OwnProduct.fromJson(json as Json);
  }

  /// Change a piece.
  Future<OwnProduct> productsPartialUpdate({required int id, required ProductPatch body, String? ifMatch}) async {
    final json = await client.call('PATCH', '/api/products/$id/', body: body.toJson(), ifMatch: ifMatch);
    return OwnProduct.fromJson(json as Json);
  }

  /// Withdraw a piece.
  Future<void> productsDestroy({required int id, String? ifMatch}) => client.call('DELETE', '/api/products/$id/', ifMatch: ifMatch);

  /// Upload a picture.
  Future<OwnImage> productsImagesCreate({required int id, required NewImageInput body}) async {
    final json = await client.call('POST', '/api/products/$id/images/', body: body.toJson());
    return OwnImage.fromJson(json as Json);
  }

  /// Change a picture.
  Future<OwnImage> productsImagesPartialUpdate({required int id, required int imagePk, required ImagePatch body}) async {
    final json = await client.call('PATCH', '/api/products/$id/images/$imagePk/', body: body.toJson());
    return OwnImage.fromJson(json as Json);
  }

  /// Remove a picture.
  Future<void> productsImagesDestroy({required int id, required int imagePk}) => client.call('DELETE', '/api/products/$id/images/$imagePk/');

  /// List what else the maker of a piece offers.
  Future<Cards> productsMoreFromMakerList({required int id}) async {
    final json = await client.call('GET', '/api/products/$id/more-from-maker/');
    return Cards.fromJson(json as Json);
  }

  /// List pieces akin to one.
  Future<Cards> productsRelatedList({required int id}) async {
    final json = await client.call('GET', '/api/products/$id/related/');
    return Cards.fromJson(json as Json);
  }

  /// List what buyers say of a piece.
  Future<ReviewPage> productsReviewsList({required int id, String? cursor, String? ordering, int? pageSize, int? rating, bool? withImages}) async {
    final json = await client.call('GET', '/api/products/$id/reviews/', query: {'cursor': cursor, 'ordering': ordering, 'page_size': pageSize, 'rating': rating, 'with_images': withImages});
    return ReviewPage.fromJson(json as Json);
  }

  /// List what buyers say of a piece. All of it, page by page as it is listened to.
  Stream<Review> productsReviewsListAll({required int id, String? ordering, int? pageSize, int? rating, bool? withImages}) =>
      client.pages('/api/products/$id/reviews/', query: {'ordering': ordering, 'page_size': pageSize, 'rating': rating, 'with_images': withImages}).map((json) => Review.fromJson(json as Json));

  /// Review a piece one has received.
  Future<OwnReview> productsReviewsCreate({required int id, required ReviewInput body}) async {
    final json = await client.call('POST', '/api/products/$id/reviews/', body: body.toJson());
    return OwnReview.fromJson(json as Json);
  }

  /// Change one's review.
  Future<OwnReview> productsReviewsUpdate({required int id, required int reviewPk, required ReviewInput body}) async {
    final json = await client.call('PUT', '/api/products/$id/reviews/$reviewPk/', body: body.toJson());
    return OwnReview.fromJson(json as Json);
  }

  /// Take one's review back.
  Future<void> productsReviewsDestroy({required int id, required int reviewPk}) => client.call('DELETE', '/api/products/$id/reviews/$reviewPk/');

  /// Find a review helpful.
  Future<void> productsReviewsHelpfulUpdate({required int id, required int reviewPk}) => client.call('PUT', '/api/products/$id/reviews/$reviewPk/helpful/');

  /// Find it helpful no longer.
  Future<void> productsReviewsHelpfulDestroy({required int id, required int reviewPk}) => client.call('DELETE', '/api/products/$id/reviews/$reviewPk/helpful/');

  /// Answer a review of one's own piece.
  Future<Review> productsReviewsReplyCreate({required int id, required int reviewPk, required ReplyInput body}) async {
    final json = await client.call('POST', '/api/products/$id/reviews/$reviewPk/reply/', body: body.toJson());
    return Review.fromJson(json as Json);
  }

  /// Bring a review to the notice of staff.
  Future<void> productsReviewsReportCreate({required int id, required int reviewPk, required ReportInput body}) => client.call('POST', '/api/products/$id/reviews/$reviewPk/report/', body: body.toJson());

  /// List the reports there are.
  Future<ReportKinds> reportsList() async {
    final json = await client.call('GET', '/api/reports/');
    return ReportKinds.fromJson(json as Json);
  }

  /// List the reports one has asked for, the latest first.
  Future<JobPage> reportsJobsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/reports/jobs/', query: {'cursor': cursor, 'page_size': pageSize});
    return JobPage.fromJson(json as Json);
  }

  /// List the reports one has asked for, the latest first. All of it, page by page as it is listened to.
  Stream<Job> reportsJobsListAll({int? pageSize}) =>
      client.pages('/api/reports/jobs/', query: {'page_size': pageSize}).map((json) => Job.fromJson(json as Json));

  /// Ask how far a report is.
  Future<Job> reportsJobsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/reports/jobs/$id/');
    return Job.fromJson(json as Json);
  }

  /// Fetch a report that is done.
  Future<List<int>> reportsJobsFileRetrieve({required int id}) => client.bytes('GET', '/api/reports/jobs/$id/file/');

  /// Read a report.
  Future<Report> reportsRetrieve({required String name, String? from, String? to}) async {
    final json = await client.call('GET', '/api/reports/${Uri.encodeComponent(name)}/', query: {'from': from, 'to': to});
    return Report.fromJson(json as Json);
  }

  /// List returns one asked for or has to answer.
  Future<ReturnPage> returnsList({String? cursor, int? order, int? pageSize, String? status}) async {
    final json = await client.call('GET', '/api/returns/', query: {'cursor': cursor, 'order': order, 'page_size': pageSize, 'status': status});
    return ReturnPage.fromJson(json as Json);
  }

  /// List returns one asked for or has to answer. All of it, page by page as it is listened to.
  Stream<Return> returnsListAll({int? order, int? pageSize, String? status}) =>
      client.pages('/api/returns/', query: {'order': order, 'page_size': pageSize, 'status': status}).map((json) => Return.fromJson(json as Json));

  /// Show a photo of a return.
  Future<List<int>> returnsPhotosRetrieve({required String token}) => client.bytes('GET', '/api/returns/photos/${Uri.encodeComponent(token)}/');

  /// Show a return.
  Future<Return> returnsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/returns/$id/');
    return Return.fromJson(json as Json);
  }

  /// Take a return one step further.
  Future<Return> returnsDecisionCreate({required int id, required DecisionInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/returns/$id/decision/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Return.fromJson(json as Json);
  }

  /// Say something about a return.
  Future<Return> returnsMessagesCreate({required int id, required MessageInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/returns/$id/messages/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Return.fromJson(json as Json);
  }

  /// Decide a dispute.
  Future<Return> returnsSettlementCreate({required int id, required SettlementInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/returns/$id/settlement/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Return.fromJson(json as Json);
  }

  /// List one's own reviews.
  Future<OwnReviewPage> reviewsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/reviews/', query: {'cursor': cursor, 'page_size': pageSize});
    return OwnReviewPage.fromJson(json as Json);
  }

  /// List one's own reviews. All of it, page by page as it is listened to.
  Stream<OwnReview> reviewsListAll({int? pageSize}) =>
      client.pages('/api/reviews/', query: {'page_size': pageSize}).map((json) => OwnReview.fromJson(json as Json));

  /// Show how one's shop is doing.
  Future<SellerFigures> sellerAnalyticsRetrieve({String? from, String? granularity, String? to}) async {
    final json = await client.call('GET', '/api/seller/analytics/', query: {'from': from, 'granularity': granularity, 'to': to});
    return SellerFigures.fromJson(json as Json);
  }

  /// List one's parts of orders.
  Future<SoldPage> sellerOrdersList({String? cursor, String? number, int? pageSize, String? status}) async {
    final json = await client.call('GET', '/api/seller/orders/', query: {'cursor': cursor, 'number': number, 'page_size': pageSize, 'status': status});
    return SoldPage.fromJson(json as Json);
  }

  /// List one's parts of orders. All of it, page by page as it is listened to.
  Stream<Sold> sellerOrdersListAll({String? number, int? pageSize, String? status}) =>
      client.pages('/api/seller/orders/', query: {'number': number, 'page_size': pageSize, 'status': status}).map((json) => Sold.fromJson(json as Json));

  /// Show one's part of an order.
  Future<Sold> sellerOrdersRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/seller/orders/$id/');
    return Sold.fromJson(json as Json);
  }

  /// Have a parcel fetched by its carrier.
  Future<Map<String, Object?>> sellerOrdersBookingCreate({required int id, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/seller/orders/$id/booking/', idempotencyKey: idempotencyKey, isIdempotent: true);
    return {for (final e in (json as Json).entries) e.key: e.value};
  }

  /// Read the invoice of one's part of an order.
  Future<List<int>> sellerOrdersInvoiceRetrieve({required int id}) => client.bytes('GET', '/api/seller/orders/$id/invoice/');

  /// Read the packing slip of one's part of an order.
  Future<List<int>> sellerOrdersPackingSlipRetrieve({required int id}) => client.bytes('GET', '/api/seller/orders/$id/packing-slip/');

  /// Move one's part of an order.
  Future<Sold> sellerOrdersStatusUpdate({required int id, required StepInput body}) async {
    final json = await client.call('PUT', '/api/seller/orders/$id/status/', body: body.toJson());
    return Sold.fromJson(json as Json);
  }

  /// List one's own pieces in every state.
  Future<OwnProductPage> sellerProductsList({int? category, String? cursor, bool? inStock, bool? isActive, int? pageSize, String? q, String? state}) async {
    final json = await client.call('GET', '/api/seller/products/', query: {'category': category, 'cursor': cursor, 'in_stock': inStock, 'is_active': isActive, 'page_size': pageSize, 'q': q, 'state': state});
    return OwnProductPage.fromJson(json as Json);
  }

  /// List one's own pieces in every state. All of it, page by page as it is listened to.
  Stream<OwnProduct> sellerProductsListAll({int? category, bool? inStock, bool? isActive, int? pageSize, String? q, String? state}) =>
      client.pages('/api/seller/products/', query: {'category': category, 'in_stock': inStock, 'is_active': isActive, 'page_size': pageSize, 'q': q, 'state': state}).map((json) => OwnProduct.fromJson(json as Json));

  /// Set price or stock of many pieces at once.
  Future<List<OwnProduct>> sellerProductsBulkPartialUpdate({required BulkPatch body}) async {
    final json = await client.call('PATCH', '/api/seller/products/bulk/', body: body.toJson());
    return [for (final e in json as List<Object?>) OwnProduct.fromJson(e as Json)];
  }

  /// List the tables one has sent.
  Future<ImportPage> sellerProductsImportsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/seller/products/imports/', query: {'cursor': cursor, 'page_size': pageSize});
    return ImportPage.fromJson(json as Json);
  }

  /// List the tables one has sent. All of it, page by page as it is listened to.
  Stream<Import> sellerProductsImportsListAll({int? pageSize}) =>
      client.pages('/api/seller/products/imports/', query: {'page_size': pageSize}).map((json) => Import.fromJson(json as Json));

  /// Send a table of pieces.
  Future<Import> sellerProductsImportsCreate({required ImportInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/seller/products/imports/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Import.fromJson(json as Json);
  }

  /// Download the empty table.
  Future<List<int>> sellerProductsImportsTemplateRetrieve({String? kind}) => client.bytes('GET', '/api/seller/products/imports/template/', query: {'kind': kind});

  /// Show how far a table is.
  Future<Import> sellerProductsImportsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/seller/products/imports/$id/');
    return Import.fromJson(json as Json);
  }

  /// List what became of each row.
  Future<ImportRowPage> sellerProductsImportsRowsList({required int id, String? cursor, String? outcome, int? pageSize}) async {
    final json = await client.call('GET', '/api/seller/products/imports/$id/rows/', query: {'cursor': cursor, 'outcome': outcome, 'page_size': pageSize});
    return ImportRowPage.fromJson(json as Json);
  }

  /// List what became of each row. All of it, page by page as it is listened to.
  Stream<ImportRow> sellerProductsImportsRowsListAll({required int id, String? outcome, int? pageSize}) =>
      client.pages('/api/seller/products/imports/$id/rows/', query: {'outcome': outcome, 'page_size': pageSize}).map((json) => ImportRow.fromJson(json as Json));

  /// Show one of one's own pieces.
  Future<OwnProduct> sellerProductsRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/seller/products/$id/');
    return OwnProduct.fromJson(json as Json);
  }

  /// Begin a new piece from an old one.
  Future<OwnProduct> sellerProductsDuplicateCreate({required int id, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/seller/products/$id/duplicate/', idempotencyKey: idempotencyKey, isIdempotent: true);
    return OwnProduct.fromJson(json as Json);
  }

  /// List every change of a piece's stock.
  Future<StockMovementPage> sellerProductsStockMovementsList({required int id, String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/seller/products/$id/stock-movements/', query: {'cursor': cursor, 'page_size': pageSize});
    return StockMovementPage.fromJson(json as Json);
  }

  /// List every change of a piece's stock. All of it, page by page as it is listened to.
  Stream<StockMovement> sellerProductsStockMovementsListAll({required int id, int? pageSize}) =>
      client.pages('/api/seller/products/$id/stock-movements/', query: {'page_size': pageSize}).map((json) => StockMovement.fromJson(json as Json));

  /// Put a draft, or a mended piece, forward.
  Future<OwnProduct> sellerProductsSubmitCreate({required int id}) async {
    final json = await client.call('POST', '/api/seller/products/$id/submit/');
    return OwnProduct.fromJson(json as Json);
  }

  /// Show how one sends.
  Future<SellerShippingIn> sellerShippingRetrieve() async {
    final json = await client.call('GET', '/api/seller/shipping/');
    return SellerShippingIn.fromJson(json as Json);
  }

  /// Set how one sends.
  Future<SellerShippingIn> sellerShippingUpdate({required SellerShippingInOutInput body}) async {
    final json = await client.call('PUT', '/api/seller/shipping/', body: body.toJson());
    return SellerShippingIn.fromJson(json as Json);
  }

  /// List verified sellers.
  Future<SellerPage> sellersList({String? cursor, bool? featured, String? governorate, int? pageSize, String? q, String? specialty, String? userType}) async {
    final json = await client.call('GET', '/api/sellers/', query: {'cursor': cursor, 'featured': featured, 'governorate': governorate, 'page_size': pageSize, 'q': q, 'specialty': specialty, 'user_type': userType});
    return SellerPage.fromJson(json as Json);
  }

  /// List verified sellers. All of it, page by page as it is listened to.
  Stream<Seller> sellersListAll({bool? featured, String? governorate, int? pageSize, String? q, String? specialty, String? userType}) =>
      client.pages('/api/sellers/', query: {'featured': featured, 'governorate': governorate, 'page_size': pageSize, 'q': q, 'specialty': specialty, 'user_type': userType}).map((json) => Seller.fromJson(json as Json));

  /// Show a seller.
  Future<Seller> sellersRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/sellers/$id/');
    return Seller.fromJson(json as Json);
  }

  /// Take down a carrier's message.
  Future<Map<String, Object?>> shippingWebhooksCreate({required String carrier, required Map<String, Object?> body}) async {
    final json = await client.call('POST', '/api/shipping/webhooks/${Uri.encodeComponent(carrier)}/', body: body);
    return {for (final e in (json as Json).entries) e.key: e.value};
  }

  /// List one's addresses.
  Future<AddressPage> usersAddressesList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/users/addresses/', query: {'cursor': cursor, 'page_size': pageSize});
    return AddressPage.fromJson(json as Json);
  }

  /// List one's addresses. All of it, page by page as it is listened to.
  Stream<Address> usersAddressesListAll({int? pageSize}) =>
      client.pages('/api/users/addresses/', query: {'page_size': pageSize}).map((json) => Address.fromJson(json as Json));

  /// Add an address.
  Future<Address> usersAddressesCreate({required AddressInput body}) async {
    final json = await client.call('POST', '/api/users/addresses/', body: body.toJson());
    return Address.fromJson(json as Json);
  }

  /// Show an address.
  Future<Address> usersAddressesRetrieve({required int id}) async {
    final json = await client.call('GET', '/api/users/addresses/$id/');
    return Address.fromJson(json as Json);
  }

  /// Replace an address.
  Future<Address> usersAddressesUpdate({required int id, required AddressInput body}) async {
    final json = await client.call('PUT', '/api/users/addresses/$id/', body: body.toJson());
    return Address.fromJson(json as Json);
  }

  /// Change an address.
  Future<Address> usersAddressesPartialUpdate({required int id, required AddressPatch body}) async {
    final json = await client.call('PATCH', '/api/users/addresses/$id/', body: body.toJson());
    return Address.fromJson(json as Json);
  }

  /// Remove an address.
  Future<void> usersAddressesDestroy({required int id}) => client.call('DELETE', '/api/users/addresses/$id/');

  /// Show what one agreed to.
  Future<List<Consent>> usersConsentsList() async {
    final json = await client.call('GET', '/api/users/consents/');
    return [for (final e in json as List<Object?>) Consent.fromJson(e as Json)];
  }

  /// Agree to something, or no longer.
  Future<List<Consent>> usersConsentsUpdate({required ConsentInput body}) async {
    final json = await client.call('PUT', '/api/users/consents/', body: body.toJson());
    return [for (final e in json as List<Object?>) Consent.fromJson(e as Json)];
  }

  /// Take out everything we hold about one.
  Future<Map<String, List<Map<String, Object?>>>> usersExportRetrieve() async {
    final json = await client.call('GET', '/api/users/export/');
    return {for (final e in (json as Json).entries) e.key: [for (final e in e.value as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}]};
  }

  /// List the governorates.
  Future<GovernoratePage> usersGovernoratesList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/users/governorates/', query: {'cursor': cursor, 'page_size': pageSize});
    return GovernoratePage.fromJson(json as Json);
  }

  /// List the governorates. All of it, page by page as it is listened to.
  Stream<Governorate> usersGovernoratesListAll({int? pageSize}) =>
      client.pages('/api/users/governorates/', query: {'page_size': pageSize}).map((json) => Governorate.fromJson(json as Json));

  /// Have a code sent to one's phone.
  Future<void> usersPhoneCreate({required PhoneInput body}) => client.call('POST', '/api/users/phone/', body: body.toJson());

  /// Enter the code sent to one's phone.
  Future<void> usersPhoneVerifyCreate({required CodeInput body}) => client.call('POST', '/api/users/phone/verify/', body: body.toJson());

  /// Show one's profile.
  Future<Profile> usersProfileRetrieve() async {
    final json = await client.call('GET', '/api/users/profile/');
    return Profile.fromJson(json as Json);
  }

  /// Change one's profile.
  Future<Profile> usersProfileUpdate({required ProfileInput body}) async {
    final json = await client.call('PUT', '/api/users/profile/', body: body.toJson());
    return Profile.fromJson(json as Json);
  }

  /// Change some of one's profile.
  Future<Profile> usersProfilePartialUpdate({required ProfilePatch body}) async {
    final json = await client.call('PATCH', '/api/users/profile/', body: body.toJson());
    return Profile.fromJson(json as Json);
  }

  /// Have one's account erased.
  Future<Erasure> usersProfileDestroy() async {
    final json = await client.call('DELETE', '/api/users/profile/');
    return Erasure.fromJson(json as Json);
  }

  /// Show a paper of an application.
  Future<List<int>> usersSellerDocumentsRetrieve({required String token}) => client.bytes('GET', '/api/users/seller/documents/${Uri.encodeComponent(token)}/');

  /// Apply to sell.
  Future<Application> usersSellerRegisterCreate({required ApplicationInput body}) async {
    final json = await client.call('POST', '/api/users/seller/register/', body: body.toJson());
    return Application.fromJson(json as Json);
  }

  /// Show where one's application stands.
  Future<Verification> usersSellerVerificationRetrieve() async {
    final json = await client.call('GET', '/api/users/seller/verification/');
    return Verification.fromJson(json as Json);
  }

  /// Show one's wallet.
  Future<Wallet> walletRetrieve() async {
    final json = await client.call('GET', '/api/wallet/');
    return Wallet.fromJson(json as Json);
  }

  /// Pay into one's wallet.
  Future<Started> walletDepositCreate({required DepositInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/wallet/deposit/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Started.fromJson(json as Json);
  }

  /// List one's withdrawals.
  Future<PayoutPage> walletPayoutsList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/wallet/payouts/', query: {'cursor': cursor, 'page_size': pageSize});
    return PayoutPage.fromJson(json as Json);
  }

  /// List one's withdrawals. All of it, page by page as it is listened to.
  Stream<Payout> walletPayoutsListAll({int? pageSize}) =>
      client.pages('/api/wallet/payouts/', query: {'page_size': pageSize}).map((json) => Payout.fromJson(json as Json));

  /// Show when earnings are paid out by themselves.
  Future<Schedule> walletPayoutsScheduleRetrieve() async {
    final json = await client.call('GET', '/api/wallet/payouts/schedule/');
    return Schedule.fromJson(json as Json);
  }

  /// Have earnings paid out by themselves.
  Future<Schedule> walletPayoutsScheduleUpdate({required ScheduleInput body}) async {
    final json = await client.call('PUT', '/api/wallet/payouts/schedule/', body: body.toJson());
    return Schedule.fromJson(json as Json);
  }

  /// Have earnings paid out only when asked for.
  Future<void> walletPayoutsScheduleDestroy() => client.call('DELETE', '/api/wallet/payouts/schedule/');

  /// Take a withdrawal back before it is sent.
  Future<Payout> walletPayoutsCancelUpdate({required int id}) async {
    final json = await client.call('PUT', '/api/wallet/payouts/$id/cancel/');
    return Payout.fromJson(json as Json);
  }

  /// Set the wallet's PIN.
  Future<void> walletPinUpdate({required PinInput body}) => client.call('PUT', '/api/wallet/pin/', body: body.toJson());

  /// List the months of one's wallet.
  Future<Statements> walletStatementMonths() async {
    final json = await client.call('GET', '/api/wallet/statements/');
    return Statements.fromJson(json as Json);
  }

  /// Show a month of one's wallet.
  Future<Statement> walletStatementsRetrieve({required String month, String? as}) async {
    final json = await client.call('GET', '/api/wallet/statements/${Uri.encodeComponent(month)}/', query: {'as': as});
    return Statement.fromJson(json as Json);
  }

  /// List a wallet's movements.
  Future<TransactionPage> walletTransactionsList({String? cursor, DateTime? from, int? pageSize, DateTime? to, String? type}) async {
    final json = await client.call('GET', '/api/wallet/transactions/', query: {'cursor': cursor, 'from': from?.toUtc().toIso8601String(), 'page_size': pageSize, 'to': to?.toUtc().toIso8601String(), 'type': type});
    return TransactionPage.fromJson(json as Json);
  }

  /// List a wallet's movements. All of it, page by page as it is listened to.
  Stream<Transaction> walletTransactionsListAll({DateTime? from, int? pageSize, DateTime? to, String? type}) =>
      client.pages('/api/wallet/transactions/', query: {'from': from?.toUtc().toIso8601String(), 'page_size': pageSize, 'to': to?.toUtc().toIso8601String(), 'type': type}).map((json) => Transaction.fromJson(json as Json));

  /// Ask for earnings to be paid out.
  Future<Payout> walletWithdrawCreate({required WithdrawInput body, String? idempotencyKey}) async {
    final json = await client.call('POST', '/api/wallet/withdraw/', body: body.toJson(), idempotencyKey: idempotencyKey, isIdempotent: true);
    return Payout.fromJson(json as Json);
  }

  /// List saved pieces.
  Future<WishPage> wishlistList({String? cursor, int? pageSize}) async {
    final json = await client.call('GET', '/api/wishlist/', query: {'cursor': cursor, 'page_size': pageSize});
    return WishPage.fromJson(json as Json);
  }

  /// List saved pieces. All of it, page by page as it is listened to.
  Stream<Wish> wishlistListAll({int? pageSize}) =>
      client.pages('/api/wishlist/', query: {'page_size': pageSize}).map((json) => Wish.fromJson(json as Json));

  /// Save a piece.
  Future<void> wishlistUpdate({required int productPk}) => client.call('PUT', '/api/wishlist/$productPk/');

  /// Save it no longer.
  Future<void> wishlistDestroy({required int productPk}) => client.call('DELETE', '/api/wishlist/$productPk/');
}
