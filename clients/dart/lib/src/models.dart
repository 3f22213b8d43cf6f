// Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost.
import 'upload.dart';

typedef Json = Map<String, Object?>;

class AddressInput {
  const AddressInput({this.label, required this.recipient, required this.phoneNumber, required this.governorate, required this.city, required this.street, required this.building, this.floor, this.apartment, this.landmark, this.latitude, this.longitude, this.isDefault});

  /// Home, work, …
  final String? label;

  /// Who takes the parcel.
  final String recipient;

  /// A phone number; Egyptian numbers need no country code.
  final String phoneNumber;

  /// One of the 27 governorates, such as `C` or `ASN`.
  final String governorate;

  /// City or district.
  final String city;

  /// Street.
  final String street;

  /// Number or name of the building.
  final String building;

  /// Floor.
  final String? floor;

  /// Apartment.
  final String? apartment;

  /// What it is near to.
  final String? landmark;

  /// Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
  final String? latitude;

  /// Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
  final String? longitude;

  /// Whether orders go there unless said otherwise.
  final bool? isDefault;

  Json toJson() => {
        if (label != null) 'label': label!,
        'recipient': recipient,
        'phone_number': phoneNumber,
        'governorate': governorate,
        'city': city,
        'street': street,
        'building': building,
        if (floor != null) 'floor': floor!,
        if (apartment != null) 'apartment': apartment!,
        if (landmark != null) 'landmark': landmark!,
        if (latitude != null) 'latitude': latitude!,
        if (longitude != null) 'longitude': longitude!,
        if (isDefault != null) 'is_default': isDefault!,
      };
}

class Address {
  const Address({required this.id, required this.label, required this.recipient, required this.phoneNumber, required this.governorate, required this.city, required this.street, required this.building, required this.floor, required this.apartment, required this.landmark, required this.latitude, required this.longitude, required this.isDefault, required this.createdAt, required this.updatedAt});

  factory Address.fromJson(Json json) => Address(
        id: json['id'] as int,
        label: json['label'] as String,
        recipient: json['recipient'] as String,
        phoneNumber: json['phone_number'] as String,
        governorate: Governorate.fromJson(json['governorate'] as Json),
        city: json['city'] as String,
        street: json['street'] as String,
        building: json['building'] as String,
        floor: json['floor'] as String,
        apartment: json['apartment'] as String,
        landmark: json['landmark'] as String,
        latitude: json['latitude'] as String?,
        longitude: json['longitude'] as String?,
        isDefault: json['is_default'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// Home, work, …
  final String label;

  /// Who takes the parcel.
  final String recipient;

  /// In E.164.
  final String phoneNumber;

  /// Its governorate.
  final Governorate governorate;

  /// City or district.
  final String city;

  /// Street.
  final String street;

  /// Number or name of the building.
  final String building;

  /// Floor.
  final String floor;

  /// Apartment.
  final String apartment;

  /// What it is near to.
  final String landmark;

  /// Of a pin on the map, or null.
  final String? latitude;

  /// Of a pin on the map, or null.
  final String? longitude;

  /// Whether orders go there unless said otherwise.
  final bool isDefault;

  /// When it was added.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class ApplicationEvent {
  const ApplicationEvent({required this.fromStatus, required this.toStatus, required this.reasons, required this.createdAt});

  factory ApplicationEvent.fromJson(Json json) => ApplicationEvent(
        fromStatus: json['from_status'] as String,
        toStatus: json['to_status'] as String,
        reasons: json['reasons'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Where it stood; empty for the first.
  final String fromStatus;

  /// Where it went.
  final String toStatus;

  /// What was said.
  final String reasons;

  /// When it was.
  final DateTime createdAt;
}

class ApplicationInput {
  const ApplicationInput({required this.userType, this.specialty, this.bio, this.storeName, this.taxId, this.hasPhysicalStore, this.socialMedia, this.governorate});

  /// An artist works alone; a store has a name of its own.
  final SellerTypeEnum userType;

  /// An artist's craft.
  final String? specialty;

  /// About the maker and the work.
  final String? bio;

  /// A store's name.
  final String? storeName;

  /// The tax number of a registered business; makers at home have none.
  final String? taxId;

  /// Whether there is a shop one can go to.
  final bool? hasPhysicalStore;

  /// Names of networks with an address or handle each.
  final Map<String, String>? socialMedia;

  /// One of the 27 governorates, such as `C` or `ASN`.
  final String? governorate;

  Json toJson() => {
        'user_type': userType,
        if (specialty != null) 'specialty': specialty!,
        if (bio != null) 'bio': bio!,
        if (storeName != null) 'store_name': storeName!,
        if (taxId != null) 'tax_id': taxId!,
        if (hasPhysicalStore != null) 'has_physical_store': hasPhysicalStore!,
        if (socialMedia != null) 'social_media': socialMedia!,
        if (governorate != null) 'governorate': governorate!,
      };
}

class Application {
  const Application({required this.id, required this.userType, required this.track, required this.specialty, required this.bio, required this.storeName, required this.taxId, required this.hasPhysicalStore, required this.socialMedia, required this.governorate, required this.status, required this.reasons, required this.submittedAt, required this.decidedAt});

  factory Application.fromJson(Json json) => Application(
        id: json['id'] as int,
        userType: SellerTypeEnum(json['user_type'] as String),
        track: TrackEnum(json['track'] as String),
        specialty: json['specialty'] as String,
        bio: json['bio'] as String,
        storeName: json['store_name'] as String,
        taxId: json['tax_id'] as String,
        hasPhysicalStore: json['has_physical_store'] as bool,
        socialMedia: {for (final e in (json['social_media'] as Json).entries) e.key: e.value as String},
        governorate: json['governorate'] as String?,
        status: ApplicationOutStatusEnum(json['status'] as String),
        reasons: json['reasons'] as String,
        submittedAt: DateTime.parse(json['submitted_at'] as String),
        decidedAt: json['decided_at'] == null ? null : DateTime.parse(json['decided_at'] as String),
      );

  /// Its id.
  final int id;

  /// `artist` or `store`.
  final SellerTypeEnum userType;

  /// `home` without papers, `business` with a tax number.
  final TrackEnum track;

  /// An artist's craft.
  final String specialty;

  /// About the maker and the work.
  final String bio;

  /// A store's name.
  final String storeName;

  /// The tax number.
  final String taxId;

  /// Whether there is a shop one can go to.
  final bool hasPhysicalStore;

  /// Names of networks with an address or handle each.
  final Map<String, String> socialMedia;

  /// Where the seller works.
  final String? governorate;

  /// Where it stands.
  final ApplicationOutStatusEnum status;

  /// What staff said about it.
  final String reasons;

  /// When it was handed in.
  final DateTime submittedAt;

  /// When it was decided, or null.
  final DateTime? decidedAt;
}

extension type const ApplicationOutStatusEnum(String value) implements String {
  static const pending = ApplicationOutStatusEnum('pending');
  static const changesRequested = ApplicationOutStatusEnum('changes_requested');
  static const approved = ApplicationOutStatusEnum('approved');
  static const rejected = ApplicationOutStatusEnum('rejected');
  static const suspended = ApplicationOutStatusEnum('suspended');
}

class Attribute {
  const Attribute({required this.code, required this.name, required this.kind, required this.unit, required this.choices});

  factory Attribute.fromJson(Json json) => Attribute(
        code: json['code'] as String,
        name: json['name'] as String,
        kind: AttributeOutKindEnum(json['kind'] as String),
        unit: json['unit'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) OptionValueIn.fromJson(e as Json)],
      );

  /// The key under which a piece carries it.
  final String code;

  /// Its name in the language asked for.
  final String name;

  /// What its values are.
  final AttributeOutKindEnum kind;

  /// The unit of a number.
  final String unit;

  /// What there is to choose from.
  final List<OptionValueIn> choices;
}

extension type const AttributeOutKindEnum(String value) implements String {
  static const text = AttributeOutKindEnum('text');
  static const number = AttributeOutKindEnum('number');
  static const choice = AttributeOutKindEnum('choice');
  static const choices = AttributeOutKindEnum('choices');
  static const colour = AttributeOutKindEnum('colour');
}

class AttributeValue {
  const AttributeValue({required this.code, required this.name, this.value, required this.unit});

  factory AttributeValue.fromJson(Json json) => AttributeValue(
        code: json['code'] as String,
        name: json['name'] as String,
        value: json['value'],
        unit: json['unit'] as String,
      );

  /// The attribute's code, such as `material`.
  final String code;

  /// Its name in the language asked for.
  final String name;

  /// Text, a number, or several texts.
  final Object? value;

  /// The unit of a number, or empty.
  final String unit;
}

class Band {
  const Band({required this.minPrice, required this.maxPrice, required this.count});

  factory Band.fromJson(Json json) => Band(
        minPrice: json['min_price'] as String,
        maxPrice: json['max_price'] as String?,
        count: json['count'] as int,
      );

  /// The least that it costs.
  final String minPrice;

  /// The most that it costs, or null.
  final String? maxPrice;

  /// How many pieces cost that.
  final int count;
}

class BulkRowInput {
  const BulkRowInput({required this.product, this.price, this.stock});

  /// Which piece.
  final int product;

  /// What it costs from now on.
  final String? price;

  /// How many there are.
  final int? stock;

  Json toJson() => {
        'product': product,
        if (price != null) 'price': price!,
        if (stock != null) 'stock': stock!,
      };
}

class Buyers {
  const Buyers({required this.buyers, required this.new_, required this.repeat});

  factory Buyers.fromJson(Json json) => Buyers(
        buyers: json['buyers'] as int,
        new_: json['new'] as int,
        repeat: json['repeat'] as int,
      );

  /// How many people bought.
  final int buyers;

  /// Those who did for the first time.
  final int new_;

  /// Those who had before, or did twice.
  final int repeat;
}

class CancelInput {
  const CancelInput({this.reason, this.parcel});

  /// Why.
  final String? reason;

  /// Only this parcel; the whole order unless given.
  final int? parcel;

  Json toJson() => {
        if (reason != null) 'reason': reason!,
        if (parcel != null) 'parcel': parcel!,
      };
}

class CardImage {
  const CardImage({required this.url, required this.thumb, required this.blurhash, required this.width, required this.height});

  factory CardImage.fromJson(Json json) => CardImage(
        url: json['url'] as String,
        thumb: json['thumb'] as String,
        blurhash: json['blurhash'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
      );

  /// Address of a WebP 640 pixels wide.
  final String url;

  /// Address of a WebP 320 pixels wide.
  final String thumb;

  /// A blur to show while it loads.
  final String blurhash;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;
}

/// A row of a list.
class Card {
  const Card({required this.id, required this.sku, required this.name, required this.slug, required this.price, required this.compareAtPrice, required this.currency, required this.inStock, required this.category, required this.seller, required this.ratingAverage, required this.ratingCount, required this.image, required this.isFeatured, required this.createdAt});

  factory Card.fromJson(Json json) => Card(
        id: json['id'] as int,
        sku: json['sku'] as String,
        name: json['name'] as String,
        slug: json['slug'] as String,
        price: json['price'] as String,
        compareAtPrice: json['compare_at_price'] as String?,
        currency: json['currency'] as String,
        inStock: json['in_stock'] as bool,
        category: Named.fromJson(json['category'] as Json),
        seller: SellerName.fromJson(json['seller'] as Json),
        ratingAverage: json['rating_average'] == null ? null : (json['rating_average'] as num).toDouble(),
        ratingCount: json['rating_count'] as int,
        image: json['image'] == null ? null : CardImage.fromJson(json['image'] as Json),
        isFeatured: json['is_featured'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// The seller's or the marketplace's article code.
  final String sku;

  /// Its name in the language asked for.
  final String name;

  /// Its name in addresses.
  final String slug;

  /// The price; of variants, the lowest.
  final String price;

  /// An honest price before: the lowest of the 30 days before the reduction, or null.
  final String? compareAtPrice;

  /// Always `EGP`.
  final String currency;

  /// Whether it can be ordered.
  final bool inStock;

  /// Where it stands in the tree.
  final Named category;

  /// Who made it, or sells it.
  final SellerName seller;

  /// Mean of its ratings, or null without any.
  final double? ratingAverage;

  /// How many ratings there are.
  final int ratingCount;

  /// The primary picture, or null.
  final CardImage? image;

  /// Whether staff show it first.
  final bool isFeatured;

  /// When it was added.
  final DateTime createdAt;
}

/// Cards joined into a list, none of them read again.
class Cards {
  const Cards({required this.next, required this.previous, required this.results});

  factory Cards.fromJson(Json json) => Cards(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Card.fromJson(e as Json)],
      );

  /// Address of the page after this one.
  final String? next;

  /// Address of the page before it.
  final String? previous;

  /// The pieces of this page.
  final List<Card> results;
}

class CartGroup {
  const CartGroup({required this.seller, required this.items, required this.itemsTotal});

  factory CartGroup.fromJson(Json json) => CartGroup(
        seller: {for (final e in (json['seller'] as Json).entries) e.key: e.value},
        items: [for (final e in json['items'] as List<Object?>) CartItem.fromJson(e as Json)],
        itemsTotal: json['items_total'] as String,
      );

  /// `id` and `name` of the seller.
  final Map<String, Object?> seller;

  /// What is in the basket of this seller's.
  final List<CartItem> items;

  /// What it costs together.
  final String itemsTotal;
}

class CartItemInput {
  const CartItemInput({required this.product, this.variant, required this.quantity, this.personalisation});

  /// Which piece.
  final int product;

  /// Which variant; a piece with one needs none.
  final int? variant;

  /// How many; 0 takes it out.
  final int quantity;

  /// What is to be added to it, by the code of what the maker asks.
  final Map<String, String>? personalisation;

  Json toJson() => {
        'product': product,
        if (variant != null) 'variant': variant!,
        'quantity': quantity,
        if (personalisation != null) 'personalisation': personalisation!,
      };
}

class CartItem {
  const CartItem({required this.id, required this.product, required this.variant, required this.name, required this.choices, required this.image, required this.quantity, required this.price, required this.lineTotal, required this.personalisation, required this.changes});

  factory CartItem.fromJson(Json json) => CartItem(
        id: json['id'] as int,
        product: json['product'] as int,
        variant: json['variant'] as int,
        name: json['name'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) e as String],
        image: json['image'] as String,
        quantity: json['quantity'] as int,
        price: json['price'] as String,
        lineTotal: json['line_total'] as String,
        personalisation: {for (final e in (json['personalisation'] as Json).entries) e.key: e.value},
        changes: [for (final e in json['changes'] as List<Object?>) Change.fromJson(e as Json)],
      );

  /// The line's id.
  final int id;

  /// Which piece.
  final int product;

  /// Which variant.
  final int variant;

  /// Its name in the language asked for.
  final String name;

  /// The variant's values in the language asked for.
  final List<String> choices;

  /// Address of a small picture.
  final String image;

  /// How many.
  final int quantity;

  /// What one costs now.
  final String price;

  /// What they cost together now.
  final String lineTotal;

  /// What is to be added.
  final Map<String, Object?> personalisation;

  /// What has changed since it was put in.
  final List<Change> changes;
}

class Cart {
  const Cart({required this.groups, required this.itemCount, required this.itemsTotal, required this.hasChanges});

  factory Cart.fromJson(Json json) => Cart(
        groups: [for (final e in json['groups'] as List<Object?>) CartGroup.fromJson(e as Json)],
        itemCount: json['item_count'] as int,
        itemsTotal: json['items_total'] as String,
        hasChanges: json['has_changes'] as bool,
      );

  /// The basket, by seller.
  final List<CartGroup> groups;

  /// How many pieces there are.
  final int itemCount;

  /// What is on show costs as it lies in the basket, without shipping; what there is too little of counts in full.
  final String itemsTotal;

  /// Whether anything changed since it was put in.
  final bool hasChanges;
}

class CategoryInput {
  const CategoryInput({required this.name, this.nameEn, this.slug, this.description, this.parent, this.isActive, this.position});

  /// Its Arabic name.
  final String name;

  /// Its English name.
  final String? nameEn;

  /// Its name in addresses; made of the name unless given.
  final String? slug;

  /// What belongs in it.
  final String? description;

  /// What it stands below.
  final int? parent;

  /// Whether it, and all below it, is shown.
  final bool? isActive;

  /// Its place among its siblings.
  final int? position;

  Json toJson() => {
        'name': name,
        if (nameEn != null) 'name_en': nameEn!,
        if (slug != null) 'slug': slug!,
        if (description != null) 'description': description!,
        if (parent != null) 'parent': parent!,
        if (isActive != null) 'is_active': isActive!,
        if (position != null) 'position': position!,
      };
}

class Category {
  const Category({required this.id, required this.name, required this.slug, required this.description, required this.parent, required this.image, required this.picture, required this.position, required this.isActive, required this.productCount, required this.createdAt, required this.updatedAt});

  factory Category.fromJson(Json json) => Category(
        id: json['id'] as int,
        name: json['name'] as String,
        slug: json['slug'] as String,
        description: json['description'] as String?,
        parent: json['parent'] as int?,
        image: json['image'] as String?,
        picture: json['picture'] == null ? null : CategoryPicture.fromJson(json['picture'] as Json),
        position: json['position'] as int,
        isActive: json['is_active'] as bool,
        productCount: json['product_count'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// Its name in the language asked for.
  final String name;

  /// Its name in addresses.
  final String slug;

  /// What belongs in it.
  final String? description;

  /// What it stands below, or null.
  final int? parent;

  /// Address of its picture as a WebP 640 pixels wide, or null.
  final String? image;

  /// Its picture in every width, or null.
  final CategoryPicture? picture;

  /// Its place among its siblings.
  final int position;

  /// Whether it, and all below it, is shown.
  final bool isActive;

  /// How many pieces are on show in it and below it.
  final int productCount;

  /// When it was made.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class CategoryPicture {
  const CategoryPicture({required this.url, required this.thumb, required this.blurhash, required this.width, required this.height, required this.alt, required this.renditions});

  factory CategoryPicture.fromJson(Json json) => CategoryPicture(
        url: json['url'] as String,
        thumb: json['thumb'] as String,
        blurhash: json['blurhash'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
        alt: json['alt'] as String,
        renditions: [for (final e in json['renditions'] as List<Object?>) Rendition.fromJson(e as Json)],
      );

  /// Address of a WebP 640 pixels wide.
  final String url;

  /// Address of a WebP 320 pixels wide.
  final String thumb;

  /// A blur to show while it loads.
  final String blurhash;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;

  /// What is seen on it.
  final String alt;

  /// Every width there is.
  final List<Rendition> renditions;
}

class CategoryTree {
  const CategoryTree({required this.id, required this.name, required this.slug, required this.description, required this.parent, required this.image, required this.picture, required this.position, required this.isActive, required this.productCount, required this.createdAt, required this.updatedAt, required this.children});

  factory CategoryTree.fromJson(Json json) => CategoryTree(
        id: json['id'] as int,
        name: json['name'] as String,
        slug: json['slug'] as String,
        description: json['description'] as String?,
        parent: json['parent'] as int?,
        image: json['image'] as String?,
        picture: json['picture'] == null ? null : CategoryPicture.fromJson(json['picture'] as Json),
        position: json['position'] as int,
        isActive: json['is_active'] as bool,
        productCount: json['product_count'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
        children: [for (final e in json['children'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
      );

  /// Its id.
  final int id;

  /// Its name in the language asked for.
  final String name;

  /// Its name in addresses.
  final String slug;

  /// What belongs in it.
  final String? description;

  /// What it stands below, or null.
  final int? parent;

  /// Address of its picture as a WebP 640 pixels wide, or null.
  final String? image;

  /// Its picture in every width, or null.
  final CategoryPicture? picture;

  /// Its place among its siblings.
  final int position;

  /// Whether it, and all below it, is shown.
  final bool isActive;

  /// How many pieces are on show in it and below it.
  final int productCount;

  /// When it was made.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;

  /// What stands below it, in order.
  final List<Map<String, Object?>> children;
}

class Change {
  const Change({required this.code, this.before, this.now, this.available, this.field});

  factory Change.fromJson(Json json) => Change(
        code: json['code'] as String,
        before: json['before'] as String?,
        now: json['now'] as String?,
        available: json['available'] as int?,
        field: json['field'] as String?,
      );

  /// `price`, `stock`, `personalisation` or `withdrawn`.
  final String code;

  /// What it cost when it was put in.
  final String? before;

  /// What it costs now.
  final String? now;

  /// How many are left.
  final int? available;

  /// What is to be added and no longer suits what the maker asks.
  final String? field;
}

class ChangePasswordInput {
  const ChangePasswordInput({required this.currentPassword, required this.newPassword});

  /// The present password.
  final String currentPassword;

  /// The password to set.
  final String newPassword;

  Json toJson() => {
        'current_password': currentPassword,
        'new_password': newPassword,
      };
}

extension type const CheckoutChannelEnum(String value) implements String {
  static const redirect = CheckoutChannelEnum('redirect');
  static const sdk = CheckoutChannelEnum('sdk');
}

class CodeInput {
  const CodeInput({required this.code});

  /// Six digits; Arabic digits are understood.
  final String code;

  Json toJson() => {
        'code': code,
      };
}

class CompensationInput {
  const CompensationInput({required this.amount, required this.reference, required this.reason});

  /// What the carrier paid for the seller's part.
  final String amount;

  /// Under which the carrier paid it.
  final String reference;

  /// What for; its seller reads this.
  final String reason;

  Json toJson() => {
        'amount': amount,
        'reference': reference,
        'reason': reason,
      };
}

class Compensation {
  const Compensation({required this.parcel, required this.amount, required this.share, required this.reference, required this.reason, required this.createdAt});

  factory Compensation.fromJson(Json json) => Compensation(
        parcel: json['parcel'] as int,
        amount: json['amount'] as String,
        share: json['share'] as String,
        reference: json['reference'] as String,
        reason: json['reason'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Which parcel was lost.
  final int parcel;

  /// What its seller got.
  final String amount;

  /// What its seller lost with it; the most there can be.
  final String share;

  /// Under which the carrier paid it.
  final String reference;

  /// What for.
  final String reason;

  /// When it was booked.
  final DateTime createdAt;
}

extension type const ConsentInPurposeEnum(String value) implements String {
  static const promotion = ConsentInPurposeEnum('promotion');
  static const analytics = ConsentInPurposeEnum('analytics');
}

class ConsentInput {
  const ConsentInput({required this.purpose, required this.isGiven});

  /// What one agrees to, or no longer does.
  final ConsentInPurposeEnum purpose;

  /// Whether one does.
  final bool isGiven;

  Json toJson() => {
        'purpose': purpose,
        'is_given': isGiven,
      };
}

class Consent {
  const Consent({required this.purpose, required this.isGiven, required this.version, required this.createdAt});

  factory Consent.fromJson(Json json) => Consent(
        purpose: ConsentOutPurposeEnum(json['purpose'] as String),
        isGiven: json['is_given'] as bool,
        version: json['version'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// `terms`, `privacy`, `promotion` or `analytics`.
  final ConsentOutPurposeEnum purpose;

  /// Whether one agrees.
  final bool isGiven;

  /// Which wording it was.
  final String version;

  /// Since when.
  final DateTime createdAt;
}

extension type const ConsentOutPurposeEnum(String value) implements String {
  static const terms = ConsentOutPurposeEnum('terms');
  static const privacy = ConsentOutPurposeEnum('privacy');
  static const promotion = ConsentOutPurposeEnum('promotion');
  static const analytics = ConsentOutPurposeEnum('analytics');
}

class Count {
  const Count({required this.value, required this.label, required this.count});

  factory Count.fromJson(Json json) => Count(
        value: json['value'] as String,
        label: json['label'] as String,
        count: json['count'] as int,
      );

  /// What to filter by.
  final String value;

  /// Its name in the language asked for.
  final String label;

  /// How many pieces have it.
  final int count;
}

class CreditNote {
  const CreditNote({required this.id, required this.number, required this.parcel, required this.amount, required this.reason, required this.wantedAt, required this.issuedAt});

  factory CreditNote.fromJson(Json json) => CreditNote(
        id: json['id'] as int,
        number: json['number'] as String,
        parcel: json['parcel'] as int,
        amount: json['amount'] as String,
        reason: json['reason'] as String,
        wantedAt: DateTime.parse(json['wanted_at'] as String),
        issuedAt: json['issued_at'] == null ? null : DateTime.parse(json['issued_at'] as String),
      );

  /// Its id.
  final int id;

  /// Its number, such as `CN-2026-000017`; empty until it is issued.
  final String number;

  /// The parcel whose invoice it takes back in part.
  final int parcel;

  /// How much was given back.
  final String amount;

  /// Why.
  final String reason;

  /// When the money was given back.
  final DateTime wantedAt;

  /// When it got its number, or null.
  final DateTime? issuedAt;
}

extension type const DecisionEnum(String value) implements String {
  static const approve = DecisionEnum('approve');
  static const refuse = DecisionEnum('refuse');
  static const receive = DecisionEnum('receive');
  static const dispute = DecisionEnum('dispute');
  static const close = DecisionEnum('close');
}

class DecisionInput {
  const DecisionInput({required this.decision, this.text, this.isSellable});

  /// The seller approves, refuses, or says that it is back; either side takes it to staff; the buyer closes it.
  final DecisionEnum decision;

  /// A word about it.
  final String? text;

  /// Whether what came back can be sold again.
  final bool? isSellable;

  Json toJson() => {
        'decision': decision,
        if (text != null) 'text': text!,
        if (isSellable != null) 'is_sellable': isSellable!,
      };
}

class DepositInput {
  const DepositInput({required this.amount, required this.method, this.channel});

  /// How much, from 10.00 to 20000.00.
  final String amount;

  /// How to pay it.
  final OnlineMethodEnum method;

  /// As for an order.
  final CheckoutChannelEnum? channel;

  Json toJson() => {
        'amount': amount,
        'method': method,
        if (channel != null) 'channel': channel!,
      };
}

class DestinationInput {
  const DestinationInput({required this.rail, required this.holder, required this.account, this.bankCode});

  /// How it is sent.
  final RailEnum rail;

  /// The holder's name, as the bank has it.
  final String holder;

  /// IBAN or account number, InstaPay address, or a mobile number.
  final String account;

  /// The bank, for an account number.
  final String? bankCode;

  Json toJson() => {
        'rail': rail,
        'holder': holder,
        'account': account,
        if (bankCode != null) 'bank_code': bankCode!,
      };
}

class DeviceInput {
  const DeviceInput({required this.token, required this.platform});

  /// The FCM registration token.
  final String token;

  /// What the device runs.
  final PlatformEnum platform;

  Json toJson() => {
        'token': token,
        'platform': platform,
      };
}

class Device {
  const Device({required this.id, required this.token, required this.platform, required this.createdAt, required this.seenAt});

  factory Device.fromJson(Json json) => Device(
        id: json['id'] as int,
        token: json['token'] as String,
        platform: PlatformEnum(json['platform'] as String),
        createdAt: DateTime.parse(json['created_at'] as String),
        seenAt: DateTime.parse(json['seen_at'] as String),
      );

  /// Its id.
  final int id;

  /// The FCM registration token.
  final String token;

  /// What the device runs.
  final PlatformEnum platform;

  /// When it was first registered.
  final DateTime createdAt;

  /// When it was last registered.
  final DateTime seenAt;
}

class DisableTwoFactorInput {
  const DisableTwoFactorInput({required this.code, required this.password});

  /// Six digits; Arabic digits are understood.
  final String code;

  /// The account's password.
  final String password;

  Json toJson() => {
        'code': code,
        'password': password,
      };
}

class Document {
  const Document({required this.id, required this.kind, required this.contentType, required this.url});

  factory Document.fromJson(Json json) => Document(
        id: json['id'] as int,
        kind: json['kind'] as String,
        contentType: json['content_type'] as String,
        url: json['url'] as String,
      );

  /// Its id.
  final int id;

  /// What it is.
  final String kind;

  /// Its media type.
  final String contentType;

  /// An address that shows it for five minutes.
  final String url;
}

class EmailInput {
  const EmailInput({required this.email});

  /// The account's address.
  final String email;

  Json toJson() => {
        'email': email,
      };
}

class Erasure {
  const Erasure({required this.eraseAfter});

  factory Erasure.fromJson(Json json) => Erasure(
        eraseAfter: DateTime.parse(json['erase_after'] as String),
      );

  /// Until then, signing in undoes the request.
  final DateTime eraseAfter;
}

class EventInput {
  const EventInput({required this.eventId, required this.name, required this.occurredAt, this.product, this.seller, this.query, this.properties, this.session});

  /// Made by the client when it happened; a repeat with the same id has no effect.
  final String eventId;

  /// What happened.
  final NameEnum name;

  /// When; not more than 7 days ago, nor more than 10 minutes ahead.
  final DateTime occurredAt;

  /// The piece it was about.
  final int? product;

  /// The seller it was about.
  final int? seller;

  /// What was searched for.
  final String? query;

  /// Up to 20 plain values under names such as `results`; of a `search`, `results` is how many were found. Nothing by which a person could be found.
  final Map<String, Object?>? properties;

  /// A random text of the device, best a new one each day; it is not kept.
  final String? session;

  Json toJson() => {
        'event_id': eventId,
        'name': name,
        'occurred_at': occurredAt.toUtc().toIso8601String(),
        if (product != null) 'product': product!,
        if (seller != null) 'seller': seller!,
        if (query != null) 'query': query!,
        if (properties != null) 'properties': properties!,
        if (session != null) 'session': session!,
      };
}

class Event {
  const Event({required this.id, required this.parcel, required this.code, required this.fromStatus, required this.toStatus, required this.note, required this.by, required this.createdAt});

  factory Event.fromJson(Json json) => Event(
        id: json['id'] as int,
        parcel: json['parcel'] as int?,
        code: json['code'] as String,
        fromStatus: json['from_status'] as String,
        toStatus: json['to_status'] as String,
        note: json['note'] as String,
        by: json['by'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Which parcel, or null for the whole order.
  final int? parcel;

  /// What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, …
  final String code;

  /// Where it stood.
  final String fromStatus;

  /// Where it went.
  final String toStatus;

  /// What was said; a carrier's reason in the language asked for.
  final String note;

  /// Whose step it was: `buyer`, `seller`, `staff` or `system`.
  final String by;

  /// When.
  final DateTime createdAt;
}

class EventsInput {
  const EventsInput({required this.events, this.optOut});

  /// Up to 100 events, in any order.
  final List<EventInput> events;

  /// Of a guest who does not want to be counted: nothing is kept.
  final bool? optOut;

  Json toJson() => {
        'events': [for (final e in events) e.toJson()],
        if (optOut != null) 'opt_out': optOut!,
      };
}

class Events {
  const Events({required this.accepted, required this.repeated, required this.refused, required this.isOptedOut});

  factory Events.fromJson(Json json) => Events(
        accepted: json['accepted'] as int,
        repeated: json['repeated'] as int,
        refused: [for (final e in json['refused'] as List<Object?>) RefusedEvent.fromJson(e as Json)],
        isOptedOut: json['is_opted_out'] as bool,
      );

  /// How many were new and are kept.
  final int accepted;

  /// How many we had already.
  final int repeated;

  /// Those that will never be kept.
  final List<RefusedEvent> refused;

  /// Nothing was kept because the person does not want to be counted.
  final bool isOptedOut;
}

extension type const EveryEnum(String value) implements String {
  static const week = EveryEnum('week');
  static const month = EveryEnum('month');
}

class FacetCounts {
  const FacetCounts({required this.total, required this.facets});

  factory FacetCounts.fromJson(Json json) => FacetCounts(
        total: json['total'] as int,
        facets: Facets.fromJson(json['facets'] as Json),
      );

  /// How many pieces the filters leave.
  final int total;

  /// How many pieces have each value.
  final Facets facets;
}

/// Each facet is counted without its own filter; its 30 commonest values.
class Facets {
  const Facets({required this.category, required this.seller, required this.price, required this.material, required this.colour, required this.governorate, required this.minRating, required this.inStock});

  factory Facets.fromJson(Json json) => Facets(
        category: [for (final e in json['category'] as List<Object?>) IdCount.fromJson(e as Json)],
        seller: [for (final e in json['seller'] as List<Object?>) IdCount.fromJson(e as Json)],
        price: [for (final e in json['price'] as List<Object?>) Band.fromJson(e as Json)],
        material: [for (final e in json['material'] as List<Object?>) Count.fromJson(e as Json)],
        colour: [for (final e in json['colour'] as List<Object?>) Count.fromJson(e as Json)],
        governorate: [for (final e in json['governorate'] as List<Object?>) Count.fromJson(e as Json)],
        minRating: [for (final e in json['min_rating'] as List<Object?>) Stars.fromJson(e as Json)],
        inStock: [for (final e in json['in_stock'] as List<Object?>) Stock.fromJson(e as Json)],
      );

  /// Categories, each with what is below it.
  final List<IdCount> category;

  /// Sellers.
  final List<IdCount> seller;

  /// Bands of prices.
  final List<Band> price;

  /// Materials.
  final List<Count> material;

  /// Colours.
  final List<Count> colour;

  /// Governorates, by their codes.
  final List<Count> governorate;

  /// Ratings.
  final List<Stars> minRating;

  /// What can be ordered, and what cannot.
  final List<Stock> inStock;
}

class FrozenAddress {
  const FrozenAddress({required this.recipient, required this.phoneNumber, required this.governorate, required this.city, required this.street, required this.building, required this.floor, required this.apartment, required this.landmark, required this.latitude, required this.longitude});

  factory FrozenAddress.fromJson(Json json) => FrozenAddress(
        recipient: json['recipient'] as String,
        phoneNumber: json['phone_number'] as String,
        governorate: FrozenGovernorate.fromJson(json['governorate'] as Json),
        city: json['city'] as String,
        street: json['street'] as String,
        building: json['building'] as String,
        floor: json['floor'] as String,
        apartment: json['apartment'] as String,
        landmark: json['landmark'] as String,
        latitude: json['latitude'] as String?,
        longitude: json['longitude'] as String?,
      );

  /// Who takes the parcel.
  final String recipient;

  /// In E.164.
  final String phoneNumber;

  /// Its governorate.
  final FrozenGovernorate governorate;

  /// City or district.
  final String city;

  /// Street.
  final String street;

  /// Number or name of the building.
  final String building;

  /// Floor.
  final String floor;

  /// Apartment.
  final String apartment;

  /// What it is near to.
  final String landmark;

  /// Of a pin on the map, or null.
  final String? latitude;

  /// Of a pin on the map, or null.
  final String? longitude;
}

/// As it was called when the order was placed.
class FrozenGovernorate {
  const FrozenGovernorate({required this.code, required this.name});

  factory FrozenGovernorate.fromJson(Json json) => FrozenGovernorate(
        code: json['code'] as String,
        name: json['name'] as String,
      );

  /// ISO 3166-2:EG without the country.
  final String code;

  /// Its name in the language asked for.
  final String name;
}

/// A piece as it is read: what is kept, and what is joined in.
class FullDetail {
  const FullDetail({required this.id, required this.sku, required this.name, required this.slug, required this.price, required this.compareAtPrice, required this.currency, required this.inStock, required this.category, required this.seller, required this.ratingAverage, required this.ratingCount, required this.image, required this.isFeatured, required this.createdAt, required this.description, required this.story, required this.provenance, required this.images, required this.options, required this.attributes, required this.personalisation, required this.madeToOrder, required this.leadTimeDays, required this.oneOfAKind, required this.weightGrams, required this.reviewsSummary, required this.updatedAt, required this.stock, required this.variants, required this.shippingEstimate});

  factory FullDetail.fromJson(Json json) => FullDetail(
        id: json['id'] as int,
        sku: json['sku'] as String,
        name: json['name'] as String,
        slug: json['slug'] as String,
        price: json['price'] as String,
        compareAtPrice: json['compare_at_price'] as String?,
        currency: json['currency'] as String,
        inStock: json['in_stock'] as bool,
        category: Named.fromJson(json['category'] as Json),
        seller: SellerName.fromJson(json['seller'] as Json),
        ratingAverage: json['rating_average'] == null ? null : (json['rating_average'] as num).toDouble(),
        ratingCount: json['rating_count'] as int,
        image: json['image'] == null ? null : CardImage.fromJson(json['image'] as Json),
        isFeatured: json['is_featured'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
        description: json['description'] as String,
        story: json['story'] as String,
        provenance: Provenance.fromJson(json['provenance'] as Json),
        images: [for (final e in json['images'] as List<Object?>) Image.fromJson(e as Json)],
        options: [for (final e in json['options'] as List<Object?>) Option.fromJson(e as Json)],
        attributes: [for (final e in json['attributes'] as List<Object?>) AttributeValue.fromJson(e as Json)],
        personalisation: [for (final e in json['personalisation'] as List<Object?>) Input.fromJson(e as Json)],
        madeToOrder: json['made_to_order'] as bool,
        leadTimeDays: json['lead_time_days'] as int,
        oneOfAKind: json['one_of_a_kind'] as bool,
        weightGrams: json['weight_grams'] as int,
        reviewsSummary: ReviewsSummary.fromJson(json['reviews_summary'] as Json),
        updatedAt: DateTime.parse(json['updated_at'] as String),
        stock: json['stock'] as int,
        variants: [for (final e in json['variants'] as List<Object?>) StockedVariant.fromJson(e as Json)],
        shippingEstimate: json['shipping_estimate'] == null ? null : ShippingEstimate.fromJson(json['shipping_estimate'] as Json),
      );

  /// Its id.
  final int id;

  /// The seller's or the marketplace's article code.
  final String sku;

  /// Its name in the language asked for.
  final String name;

  /// Its name in addresses.
  final String slug;

  /// The price; of variants, the lowest.
  final String price;

  /// An honest price before: the lowest of the 30 days before the reduction, or null.
  final String? compareAtPrice;

  /// Always `EGP`.
  final String currency;

  /// Whether it can be ordered.
  final bool inStock;

  /// Where it stands in the tree.
  final Named category;

  /// Who made it, or sells it.
  final SellerName seller;

  /// Mean of its ratings, or null without any.
  final double? ratingAverage;

  /// How many ratings there are.
  final int ratingCount;

  /// The primary picture, or null.
  final CardImage? image;

  /// Whether staff show it first.
  final bool isFeatured;

  /// When it was added.
  final DateTime createdAt;

  /// Its description in the language asked for.
  final String description;

  /// How it came about, in the maker's words.
  final String story;

  /// Where, of what and in how many hours it was made.
  final Provenance provenance;

  /// Its pictures, the primary one first.
  final List<Image> images;

  /// What one can choose.
  final List<Option> options;

  /// What else there is to say of it.
  final List<AttributeValue> attributes;

  /// What one may ask to be added.
  final List<Input> personalisation;

  /// Whether it is made once it has been ordered.
  final bool madeToOrder;

  /// Days the maker needs before it is sent.
  final int leadTimeDays;

  /// Whether there is only this one.
  final bool oneOfAKind;

  /// What it weighs.
  final int weightGrams;

  /// What buyers think of it.
  final ReviewsSummary reviewsSummary;

  /// When it last changed.
  final DateTime updatedAt;

  /// How many there are, over all variants.
  final int stock;

  /// What can be ordered; at least one.
  final List<StockedVariant> variants;

  /// What sending it costs and how long it takes, or null.
  final ShippingEstimate? shippingEstimate;
}

class Governorate {
  const Governorate({required this.code, required this.name});

  factory Governorate.fromJson(Json json) => Governorate(
        code: json['code'] as String,
        name: json['name'] as String,
      );

  /// ISO 3166-2:EG without the country.
  final String code;

  /// Its name in the language asked for.
  final String name;
}

extension type const GranularityEnum(String value) implements String {
  static const day = GranularityEnum('day');
  static const week = GranularityEnum('week');
  static const month = GranularityEnum('month');
}

class Highlight {
  const Highlight({required this.name, required this.description});

  factory Highlight.fromJson(Json json) => Highlight(
        name: [for (final e in json['name'] as List<Object?>) Part.fromJson(e as Json)],
        description: [for (final e in json['description'] as List<Object?>) Part.fromJson(e as Json)],
      );

  /// The name in stretches; joined, they are the name.
  final List<Part> name;

  /// The description around its first match.
  final List<Part> description;
}

/// A card that answers a query.
class Hit {
  const Hit({required this.id, required this.sku, required this.name, required this.slug, required this.price, required this.compareAtPrice, required this.currency, required this.inStock, required this.category, required this.seller, required this.ratingAverage, required this.ratingCount, required this.image, required this.isFeatured, required this.createdAt, required this.highlight, required this.isRelated});

  factory Hit.fromJson(Json json) => Hit(
        id: json['id'] as int,
        sku: json['sku'] as String,
        name: json['name'] as String,
        slug: json['slug'] as String,
        price: json['price'] as String,
        compareAtPrice: json['compare_at_price'] as String?,
        currency: json['currency'] as String,
        inStock: json['in_stock'] as bool,
        category: Named.fromJson(json['category'] as Json),
        seller: SellerName.fromJson(json['seller'] as Json),
        ratingAverage: json['rating_average'] == null ? null : (json['rating_average'] as num).toDouble(),
        ratingCount: json['rating_count'] as int,
        image: json['image'] == null ? null : CardImage.fromJson(json['image'] as Json),
        isFeatured: json['is_featured'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
        highlight: Highlight.fromJson(json['highlight'] as Json),
        isRelated: json['is_related'] as bool,
      );

  /// Its id.
  final int id;

  /// The seller's or the marketplace's article code.
  final String sku;

  /// Its name in the language asked for.
  final String name;

  /// Its name in addresses.
  final String slug;

  /// The price; of variants, the lowest.
  final String price;

  /// An honest price before: the lowest of the 30 days before the reduction, or null.
  final String? compareAtPrice;

  /// Always `EGP`.
  final String currency;

  /// Whether it can be ordered.
  final bool inStock;

  /// Where it stands in the tree.
  final Named category;

  /// Who made it, or sells it.
  final SellerName seller;

  /// Mean of its ratings, or null without any.
  final double? ratingAverage;

  /// How many ratings there are.
  final int ratingCount;

  /// The primary picture, or null.
  final CardImage? image;

  /// Whether staff show it first.
  final bool isFeatured;

  /// When it was added.
  final DateTime createdAt;

  /// Which words answered it.
  final Highlight highlight;

  /// Whether it is only close to what was asked, such as another kind of lamp.
  final bool isRelated;
}

class IdCount {
  const IdCount({required this.value, required this.label, required this.count});

  factory IdCount.fromJson(Json json) => IdCount(
        value: json['value'] as int,
        label: json['label'] as String,
        count: json['count'] as int,
      );

  /// The id to filter by.
  final int value;

  /// Its name in the language asked for.
  final String label;

  /// How many pieces have it.
  final int count;
}

class Image {
  const Image({required this.url, required this.thumb, required this.blurhash, required this.width, required this.height, required this.id, required this.alt, required this.isPrimary, required this.renditions});

  factory Image.fromJson(Json json) => Image(
        url: json['url'] as String,
        thumb: json['thumb'] as String,
        blurhash: json['blurhash'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
        id: json['id'] as int,
        alt: json['alt'] as String,
        isPrimary: json['is_primary'] as bool,
        renditions: [for (final e in json['renditions'] as List<Object?>) Rendition.fromJson(e as Json)],
      );

  /// Address of a WebP 640 pixels wide.
  final String url;

  /// Address of a WebP 320 pixels wide.
  final String thumb;

  /// A blur to show while it loads.
  final String blurhash;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;

  /// Its id.
  final int id;

  /// What is seen on it.
  final String alt;

  /// Whether it is the one on the card.
  final bool isPrimary;

  /// Every width there is.
  final List<Rendition> renditions;
}

class ImportInput {
  const ImportInput({required this.file, this.pictures, this.isDryRun, this.onExisting});

  /// XLSX or CSV, up to 5 MiB and 1000 rows, headed as the template is.
  final Upload file;

  /// A ZIP of the pictures that the table names; the whole body has up to 32 MiB.
  final Upload? pictures;

  /// Only try: say what would happen, and change nothing.
  final bool? isDryRun;

  /// What becomes of a row whose SKU one of your pieces has.
  final OnExistingEnum? onExisting;

  Json toJson() => {
        'file': file,
        if (pictures != null) 'pictures': pictures!,
        if (isDryRun != null) 'is_dry_run': isDryRun!,
        if (onExisting != null) 'on_existing': onExisting!,
      };
}

class Import {
  const Import({required this.id, required this.fileName, required this.isDryRun, required this.onExisting, required this.status, required this.rowsTotal, required this.rowsDone, required this.rowsAdded, required this.rowsChanged, required this.rowsFailed, required this.createdAt, required this.finishedAt});

  factory Import.fromJson(Json json) => Import(
        id: json['id'] as int,
        fileName: json['file_name'] as String,
        isDryRun: json['is_dry_run'] as bool,
        onExisting: OnExistingEnum(json['on_existing'] as String),
        status: JobStatusEnum(json['status'] as String),
        rowsTotal: json['rows_total'] as int,
        rowsDone: json['rows_done'] as int,
        rowsAdded: json['rows_added'] as int,
        rowsChanged: json['rows_changed'] as int,
        rowsFailed: json['rows_failed'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
        finishedAt: json['finished_at'] == null ? null : DateTime.parse(json['finished_at'] as String),
      );

  /// Its id.
  final int id;

  /// The name the table had.
  final String fileName;

  /// Whether it was only tried.
  final bool isDryRun;

  /// What becomes of a row whose SKU one of your pieces has.
  final OnExistingEnum onExisting;

  /// Whether it waits, is under way, done, or could not be read.
  final JobStatusEnum status;

  /// How many rows the table has.
  final int rowsTotal;

  /// How many of them are decided: the progress.
  final int rowsDone;

  /// How many became a new piece, or would.
  final int rowsAdded;

  /// How many changed a piece, or would.
  final int rowsChanged;

  /// How many were refused.
  final int rowsFailed;

  /// When it was sent.
  final DateTime createdAt;

  /// When its last row was decided, or null.
  final DateTime? finishedAt;
}

class ImportRow {
  const ImportRow({required this.id, required this.number, required this.name, required this.outcome, required this.product, required this.problems});

  factory ImportRow.fromJson(Json json) => ImportRow(
        id: json['id'] as int,
        number: json['number'] as int,
        name: json['name'] as String,
        outcome: OutcomeEnum(json['outcome'] as String),
        product: json['product'] as int?,
        problems: [for (final e in json['problems'] as List<Object?>) RowProblem.fromJson(e as Json)],
      );

  /// Its id.
  final int id;

  /// Its line in the file, as a spreadsheet counts them.
  final int number;

  /// What the piece is called in it.
  final String name;

  /// What became of it.
  final OutcomeEnum outcome;

  /// The piece it became or changed; null after a trial.
  final int? product;

  /// Why it was refused.
  final List<RowProblem> problems;
}

class InputIn {
  const InputIn({required this.code, required this.label, this.labelEn, this.maxLength, this.isRequired});

  factory InputIn.fromJson(Json json) => InputIn(
        code: json['code'] as String,
        label: json['label'] as String,
        labelEn: json['label_en'] as String?,
        maxLength: json['max_length'] as int?,
        isRequired: json['is_required'] as bool?,
      );

  /// The name an order line carries it under.
  final String code;

  /// What is asked for, in Arabic.
  final String label;

  /// In English.
  final String? labelEn;

  /// How long the answer may be.
  final int? maxLength;

  /// Whether it has to be given.
  final bool? isRequired;
}

class InputInput {
  const InputInput({required this.code, required this.label, this.labelEn, this.maxLength, this.isRequired});

  /// The name an order line carries it under.
  final String code;

  /// What is asked for, in Arabic.
  final String label;

  /// In English.
  final String? labelEn;

  /// How long the answer may be.
  final int? maxLength;

  /// Whether it has to be given.
  final bool? isRequired;

  Json toJson() => {
        'code': code,
        'label': label,
        if (labelEn != null) 'label_en': labelEn!,
        if (maxLength != null) 'max_length': maxLength!,
        if (isRequired != null) 'is_required': isRequired!,
      };
}

class Input {
  const Input({required this.code, required this.label, required this.maxLength, required this.isRequired});

  factory Input.fromJson(Json json) => Input(
        code: json['code'] as String,
        label: json['label'] as String,
        maxLength: json['max_length'] as int,
        isRequired: json['is_required'] as bool,
      );

  /// The name under which an order line carries it.
  final String code;

  /// What is asked for.
  final String label;

  /// How long it may be.
  final int maxLength;

  /// Whether it has to be given.
  final bool isRequired;
}

class Item {
  const Item({required this.id, required this.product, required this.variant, required this.seller, required this.name, required this.sku, required this.choices, required this.personalisation, required this.image, required this.quantity, required this.price, required this.lineTotal, required this.discount, required this.refunded, required this.returnedQuantity});

  factory Item.fromJson(Json json) => Item(
        id: json['id'] as int,
        product: json['product'] as int,
        variant: json['variant'] as int,
        seller: json['seller'] as int,
        name: json['name'] as String,
        sku: json['sku'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) e as String],
        personalisation: {for (final e in (json['personalisation'] as Json).entries) e.key: e.value as String},
        image: json['image'] as String,
        quantity: json['quantity'] as int,
        price: json['price'] as String,
        lineTotal: json['line_total'] as String,
        discount: json['discount'] as String,
        refunded: json['refunded'] as String,
        returnedQuantity: json['returned_quantity'] as int,
      );

  /// The line's id.
  final int id;

  /// Which piece.
  final int product;

  /// Which variant.
  final int variant;

  /// Who sells it.
  final int seller;

  /// Its name when it was ordered.
  final String name;

  /// Its article code.
  final String sku;

  /// The variant's values, as they were called when it was ordered.
  final List<String> choices;

  /// What is to be added to it.
  final Map<String, String> personalisation;

  /// Address of a small picture.
  final String image;

  /// How many.
  final int quantity;

  /// What one cost.
  final String price;

  /// What the pieces cost together.
  final String lineTotal;

  /// What a coupon took off.
  final String discount;

  /// How much of the line was given back.
  final String refunded;

  /// How many were sent back.
  final int returnedQuantity;
}

class Job {
  const Job({required this.id, required this.name, required this.format, required this.period, required this.status, required this.progress, required this.rowsDone, required this.download, required this.createdAt, required this.finishedAt, required this.deletedAt});

  factory Job.fromJson(Json json) => Job(
        id: json['id'] as int,
        name: json['name'] as String,
        format: json['format'] as String,
        period: Period.fromJson(json['period'] as Json),
        status: JobStatusEnum(json['status'] as String),
        progress: json['progress'] as int,
        rowsDone: json['rows_done'] as int,
        download: json['download'] as String?,
        createdAt: DateTime.parse(json['created_at'] as String),
        finishedAt: json['finished_at'] == null ? null : DateTime.parse(json['finished_at'] as String),
        deletedAt: DateTime.parse(json['deleted_at'] as String),
      );

  /// Under which to ask how far it is.
  final int id;

  /// Which report.
  final String name;

  /// `json`, `csv`, `xlsx` or `pdf`.
  final String format;

  /// What it is of.
  final Period period;

  /// Where it stands.
  final JobStatusEnum status;

  /// Per cent; 100 only when it is done.
  final int progress;

  /// How many rows have been written.
  final int rowsDone;

  /// Where the file is, once it is done.
  final String? download;

  /// When it was asked for.
  final DateTime createdAt;

  /// When it was done.
  final DateTime? finishedAt;

  /// When it will be deleted.
  final DateTime deletedAt;
}

extension type const JobStatusEnum(String value) implements String {
  static const waiting = JobStatusEnum('waiting');
  static const running = JobStatusEnum('running');
  static const done = JobStatusEnum('done');
  static const failed = JobStatusEnum('failed');
}

extension type const KeptMethodEnum(String value) implements String {
  static const wallet = KeptMethodEnum('wallet');
  static const cashOnDelivery = KeptMethodEnum('cash_on_delivery');
  static const bankTransfer = KeptMethodEnum('bank_transfer');
}

class KeyInput {
  const KeyInput({required this.key});

  /// From the link in the mail.
  final String key;

  Json toJson() => {
        'key': key,
      };
}

extension type const LanguageEnum(String value) implements String {
  static const ar = LanguageEnum('ar');
  static const en = LanguageEnum('en');
}

class Limits {
  const Limits({required this.smallest, required this.largest, required this.daily, required this.largestCredit});

  factory Limits.fromJson(Json json) => Limits(
        smallest: json['smallest'] as String,
        largest: json['largest'] as String,
        daily: json['daily'] as String,
        largestCredit: json['largest_credit'] as String,
      );

  /// The smallest withdrawal.
  final String smallest;

  /// The largest withdrawal.
  final String largest;

  /// Withdrawals of one day together.
  final String daily;

  /// The most store credit a wallet can hold.
  final String largestCredit;
}

/// What the list answers: cards, and to whoever asks for changes also what has gone.
class Listed {
  const Listed({required this.next, required this.previous, required this.results, this.syncedUntil});

  factory Listed.fromJson(Json json) => Listed(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Card.fromJson(e as Json)],
        syncedUntil: json['synced_until'] == null ? null : DateTime.parse(json['synced_until'] as String),
      );

  /// Address of the page after this one.
  final String? next;

  /// Address of the page before it.
  final String? previous;

  /// The pieces of this page.
  final List<Card> results;

  /// With `updated_since`: the time to ask with next.
  final DateTime? syncedUntil;
}

class LoginInput {
  const LoginInput({required this.email, required this.password, this.otp});

  /// The account's address.
  final String email;

  /// Its password.
  final String password;

  /// The authenticator's code, or a recovery code, where two-step sign-in is on.
  final String? otp;

  Json toJson() => {
        'email': email,
        'password': password,
        if (otp != null) 'otp': otp!,
      };
}

class LogoutInput {
  const LogoutInput({required this.refresh, this.all});

  /// The latest refresh token.
  final String refresh;

  /// End every session, not this one alone.
  final bool? all;

  Json toJson() => {
        'refresh': refresh,
        if (all != null) 'all': all!,
      };
}

class MergeInput {
  const MergeInput({required this.items});

  /// The phone's basket.
  final List<WishInput> items;

  Json toJson() => {
        'items': [for (final e in items) e.toJson()],
      };
}

class MessageInput {
  const MessageInput({required this.text});

  /// What to say.
  final String text;

  Json toJson() => {
        'text': text,
      };
}

class Methods {
  const Methods({required this.available, required this.saved});

  factory Methods.fromJson(Json json) => Methods(
        available: [for (final e in json['available'] as List<Object?>) PaymentMethodEnum(e as String)],
        saved: [for (final e in json['saved'] as List<Object?>) SavedMethod.fromJson(e as Json)],
      );

  /// The ways to pay that are offered.
  final List<PaymentMethodEnum> available;

  /// The ways one keeps.
  final List<SavedMethod> saved;
}

extension type const NameEnum(String value) implements String {
  static const appOpened = NameEnum('app_opened');
  static const homeViewed = NameEnum('home_viewed');
  static const categoryViewed = NameEnum('category_viewed');
  static const productViewed = NameEnum('product_viewed');
  static const sellerViewed = NameEnum('seller_viewed');
  static const search = NameEnum('search');
  static const searchClicked = NameEnum('search_clicked');
  static const wishlisted = NameEnum('wishlisted');
  static const shared = NameEnum('shared');
  static const cartAdded = NameEnum('cart_added');
  static const cartRemoved = NameEnum('cart_removed');
  static const checkoutStarted = NameEnum('checkout_started');
  static const paymentStarted = NameEnum('payment_started');
  static const orderPlaced = NameEnum('order_placed');
  static const notificationOpened = NameEnum('notification_opened');
}

class Named {
  const Named({required this.id, required this.name});

  factory Named.fromJson(Json json) => Named(
        id: json['id'] as int,
        name: json['name'] as String,
      );

  /// Its id.
  final int id;

  /// Its name in the language asked for.
  final String name;
}

class NewCategoryImageInput {
  const NewCategoryImageInput({required this.image, this.alt});

  /// JPEG, PNG or WebP up to 10 MiB and 50 megapixels.
  final Upload image;

  /// What is seen on it.
  final String? alt;

  Json toJson() => {
        'image': image,
        if (alt != null) 'alt': alt!,
      };
}

class NewImageInput {
  const NewImageInput({this.alt, this.isPrimary, this.position, required this.image});

  /// What is seen on it.
  final String? alt;

  /// Put it on the card.
  final bool? isPrimary;

  /// Its place in the row.
  final int? position;

  /// JPEG, PNG or WebP up to 10 MiB and 50 megapixels.
  final Upload image;

  Json toJson() => {
        if (alt != null) 'alt': alt!,
        if (isPrimary != null) 'is_primary': isPrimary!,
        if (position != null) 'position': position!,
        'image': image,
      };
}

class NewProductInput {
  const NewProductInput({required this.name, this.nameEn, required this.description, this.descriptionEn, required this.price, this.compareAtPrice, this.stock, this.lowStockAt, required this.category, this.sku, this.isActive, this.options, this.variants, this.attributes, this.personalisation, this.madeToOrder, this.leadTimeDays, this.oneOfAKind, this.weightGrams, this.story, this.storyEn, this.provenance, this.isDraft});

  /// Its name, in Arabic.
  final String name;

  /// In English.
  final String? nameEn;

  /// What it is, in Arabic.
  final String description;

  /// In English.
  final String? descriptionEn;

  /// What it costs.
  final String price;

  /// What it cost before; shown only as far as that is true of the last 30 days.
  final String? compareAtPrice;

  /// How many there are, of a piece without options.
  final int? stock;

  /// Warn when so few are left; 0 for never.
  final int? lowStockAt;

  /// Where it stands in the tree.
  final int category;

  /// Its article code; made unless given.
  final String? sku;

  /// Whether it is offered.
  final bool? isActive;

  /// What one can choose.
  final List<OptionInput>? options;

  /// What can be ordered; every combination of the options unless given.
  final List<VariantInput>? variants;

  /// By the code of the category's attribute: text, a number, or several texts.
  final Map<String, Object?>? attributes;

  /// What one may ask for.
  final List<InputInput>? personalisation;

  /// Whether it is made once ordered; stock is then the free places.
  final bool? madeToOrder;

  /// Days needed before it is sent.
  final int? leadTimeDays;

  /// Whether there is only this one.
  final bool? oneOfAKind;

  /// What it weighs.
  final int? weightGrams;

  /// How it came about, in Arabic.
  final String? story;

  /// In English.
  final String? storyEn;

  /// Where, of what and in how many hours.
  final ProvenanceInput? provenance;

  /// Keep it to oneself until it is put forward.
  final bool? isDraft;

  Json toJson() => {
        'name': name,
        if (nameEn != null) 'name_en': nameEn!,
        'description': description,
        if (descriptionEn != null) 'description_en': descriptionEn!,
        'price': price,
        if (compareAtPrice != null) 'compare_at_price': compareAtPrice!,
        if (stock != null) 'stock': stock!,
        if (lowStockAt != null) 'low_stock_at': lowStockAt!,
        'category': category,
        if (sku != null) 'sku': sku!,
        if (isActive != null) 'is_active': isActive!,
        if (options != null) 'options': [for (final e in options!) e.toJson()],
        if (variants != null) 'variants': [for (final e in variants!) e.toJson()],
        if (attributes != null) 'attributes': attributes!,
        if (personalisation != null) 'personalisation': [for (final e in personalisation!) e.toJson()],
        if (madeToOrder != null) 'made_to_order': madeToOrder!,
        if (leadTimeDays != null) 'lead_time_days': leadTimeDays!,
        if (oneOfAKind != null) 'one_of_a_kind': oneOfAKind!,
        if (weightGrams != null) 'weight_grams': weightGrams!,
        if (story != null) 'story': story!,
        if (storyEn != null) 'story_en': storyEn!,
        if (provenance != null) 'provenance': provenance!.toJson(),
        if (isDraft != null) 'is_draft': isDraft!,
      };
}

class NewUser {
  const NewUser({required this.id, required this.email, required this.firstName, required this.lastName, required this.isEmailVerified});

  factory NewUser.fromJson(Json json) => NewUser(
        id: json['id'] as int,
        email: json['email'] as String,
        firstName: json['first_name'] as String,
        lastName: json['last_name'] as String,
        isEmailVerified: json['is_email_verified'] as bool,
      );

  /// The person's id.
  final int id;

  /// The address to sign in with.
  final String email;

  /// Given name.
  final String firstName;

  /// Family name.
  final String lastName;

  /// False until the mail is answered.
  final bool isEmailVerified;
}

class NextAction {
  const NextAction({required this.type, required this.url, required this.clientSecret, required this.publicKey, required this.reference});

  factory NextAction.fromJson(Json json) => NextAction(
        type: TypeEnum(json['type'] as String),
        url: json['url'] as String,
        clientSecret: json['client_secret'] as String,
        publicKey: json['public_key'] as String,
        reference: json['reference'] as String,
      );

  /// What the app does next.
  final TypeEnum type;

  /// The page to open; empty for none.
  final String url;

  /// For the gateway's SDK.
  final String clientSecret;

  /// For the gateway's SDK.
  final String publicKey;

  /// The gateway's reference, or where to send a bank transfer and what to write on it.
  final String reference;
}

extension type const NoticeChannelEnum(String value) implements String {
  static const inApp = NoticeChannelEnum('in_app');
  static const email = NoticeChannelEnum('email');
  static const push = NoticeChannelEnum('push');
}

class Notification {
  const Notification({required this.id, required this.title, required this.message, required this.notificationType, required this.kind, required this.isRead, required this.relatedObjectId, required this.relatedObjectType, required this.repeats, required this.createdAt});

  factory Notification.fromJson(Json json) => Notification(
        id: json['id'] as int,
        title: json['title'] as String,
        message: json['message'] as String,
        notificationType: NotificationTypeEnum(json['notification_type'] as String),
        kind: json['kind'] as String,
        isRead: json['is_read'] as bool,
        relatedObjectId: json['related_object_id'] as int?,
        relatedObjectType: json['related_object_type'] as String?,
        repeats: json['repeats'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// What it is about, in the language asked for.
  final String title;

  /// The whole notice, in the language asked for.
  final String message;

  /// The coarse type, for an icon.
  final NotificationTypeEnum notificationType;

  /// The precise kind, such as `parcel.shipped`.
  final String kind;

  /// Whether it has been read.
  final bool isRead;

  /// The id of what it is about, if anything.
  final int? relatedObjectId;

  /// What that is: `order`, `product`, …
  final String? relatedObjectType;

  /// How many of a burst were folded into this one.
  final int repeats;

  /// When it came.
  final DateTime createdAt;
}

extension type const NotificationTypeEnum(String value) implements String {
  static const order = NotificationTypeEnum('order');
  static const payment = NotificationTypeEnum('payment');
  static const system = NotificationTypeEnum('system');
  static const promotion = NotificationTypeEnum('promotion');
}

extension type const OnExistingEnum(String value) implements String {
  static const refuse = OnExistingEnum('refuse');
  static const change = OnExistingEnum('change');
}

extension type const OnlineMethodEnum(String value) implements String {
  static const creditCard = OnlineMethodEnum('credit_card');
  static const kiosk = OnlineMethodEnum('kiosk');
  static const mobileWallet = OnlineMethodEnum('mobile_wallet');
}

class OptionIn {
  const OptionIn({required this.name, this.nameEn, required this.values});

  factory OptionIn.fromJson(Json json) => OptionIn(
        name: json['name'] as String,
        nameEn: json['name_en'] as String?,
        values: [for (final e in json['values'] as List<Object?>) OptionValueIn.fromJson(e as Json)],
      );

  /// What one chooses, in Arabic.
  final String name;

  /// In English.
  final String? nameEn;

  /// What there is to choose.
  final List<OptionValueIn> values;
}

class OptionInput {
  const OptionInput({required this.name, this.nameEn, required this.values});

  /// What one chooses, in Arabic.
  final String name;

  /// In English.
  final String? nameEn;

  /// What there is to choose.
  final List<OptionValueInput> values;

  Json toJson() => {
        'name': name,
        if (nameEn != null) 'name_en': nameEn!,
        'values': [for (final e in values) e.toJson()],
      };
}

class Option {
  const Option({required this.name, required this.values});

  factory Option.fromJson(Json json) => Option(
        name: json['name'] as String,
        values: [for (final e in json['values'] as List<Object?>) OptionValue.fromJson(e as Json)],
      );

  /// What one chooses, such as the size.
  final String name;

  /// What there is to choose from.
  final List<OptionValue> values;
}

class OptionValueIn {
  const OptionValueIn({required this.value, this.valueEn});

  factory OptionValueIn.fromJson(Json json) => OptionValueIn(
        value: json['value'] as String,
        valueEn: json['value_en'] as String?,
      );

  /// The value, in Arabic.
  final String value;

  /// In English.
  final String? valueEn;
}

class OptionValueInput {
  const OptionValueInput({required this.value, this.valueEn});

  /// The value, in Arabic.
  final String value;

  /// In English.
  final String? valueEn;

  Json toJson() => {
        'value': value,
        if (valueEn != null) 'value_en': valueEn!,
      };
}

class OptionValue {
  const OptionValue({required this.value, required this.label});

  factory OptionValue.fromJson(Json json) => OptionValue(
        value: json['value'] as String,
        label: json['label'] as String,
      );

  /// The value variants name.
  final String value;

  /// The same in the language asked for.
  final String label;
}

class OrderInput {
  const OrderInput({this.items, this.shippingAddress, this.shippingOption, required this.paymentMethod, this.coupon, this.note, this.quote});

  /// What to order; the basket unless given.
  final List<WishInput>? items;

  /// The id of one's address, or an address for this order alone.
  final Object? shippingAddress;

  /// One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given.
  final Object? shippingOption;

  /// How it is paid.
  final PaymentMethodEnum paymentMethod;

  /// A coupon's code.
  final String? coupon;

  /// A word to the sellers.
  final String? note;

  /// The token of a quote: the order is refused if anything differs from it.
  final String? quote;

  Json toJson() => {
        if (items != null) 'items': [for (final e in items!) e.toJson()],
        'shipping_address': shippingAddress == null ? null : shippingAddress,
        if (shippingOption != null) 'shipping_option': shippingOption,
        'payment_method': paymentMethod,
        if (coupon != null) 'coupon': coupon!,
        if (note != null) 'note': note!,
        if (quote != null) 'quote': quote!,
      };
}

class Order {
  const Order({required this.id, required this.number, required this.status, required this.itemsTotal, required this.shippingCost, required this.discount, required this.totalAmount, required this.currency, required this.paymentMethod, required this.paymentStatus, required this.payment, required this.shippingAddress, required this.address, required this.couponCode, required this.note, required this.items, required this.parcels, required this.timeline, required this.createdAt, required this.updatedAt});

  factory Order.fromJson(Json json) => Order(
        id: json['id'] as int,
        number: json['number'] as String,
        status: OrderStatusEnum(json['status'] as String),
        itemsTotal: json['items_total'] as String,
        shippingCost: json['shipping_cost'] as String,
        discount: json['discount'] as String,
        totalAmount: json['total_amount'] as String,
        currency: json['currency'] as String,
        paymentMethod: PaymentMethodEnum(json['payment_method'] as String),
        paymentStatus: json['payment_status'] as bool,
        payment: OrderPayment.fromJson(json['payment'] as Json),
        shippingAddress: json['shipping_address'] as String,
        address: FrozenAddress.fromJson(json['address'] as Json),
        couponCode: json['coupon_code'] as String,
        note: json['note'] as String,
        items: [for (final e in json['items'] as List<Object?>) Item.fromJson(e as Json)],
        parcels: [for (final e in json['parcels'] as List<Object?>) Parcel.fromJson(e as Json)],
        timeline: [for (final e in json['timeline'] as List<Object?>) Event.fromJson(e as Json)],
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// A number to read out: `4821-9063-376`.
  final String number;

  /// Where it stands; it follows from its parcels.
  final OrderStatusEnum status;

  /// What the pieces cost.
  final String itemsTotal;

  /// What sending them costs.
  final String shippingCost;

  /// What a coupon took off.
  final String discount;

  /// What is to be paid.
  final String totalAmount;

  /// Always `EGP`.
  final String currency;

  /// How it is paid.
  final PaymentMethodEnum paymentMethod;

  /// Whether it is paid.
  final bool paymentStatus;

  /// How its payment stands.
  final OrderPayment payment;

  /// Where it goes, as text.
  final String shippingAddress;

  /// The address in its parts.
  final FrozenAddress address;

  /// The coupon used, or empty.
  final String couponCode;

  /// A word to the sellers.
  final String note;

  /// Its lines, as they were ordered.
  final List<Item> items;

  /// One for each seller.
  final List<Parcel> parcels;

  /// Each step, oldest first.
  final List<Event> timeline;

  /// When it was placed.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class OrderPayment {
  const OrderPayment({required this.method, required this.status, required this.paidAt, required this.amount, required this.refunded, required this.holdUntil});

  factory OrderPayment.fromJson(Json json) => OrderPayment(
        method: json['method'] as String,
        status: json['status'] as String,
        paidAt: json['paid_at'] == null ? null : DateTime.parse(json['paid_at'] as String),
        amount: json['amount'] as String,
        refunded: json['refunded'] as String,
        holdUntil: json['hold_until'] == null ? null : DateTime.parse(json['hold_until'] as String),
      );

  /// How it is paid.
  final String method;

  /// `awaiting`, `on_delivery`, `paid`, `partly_refunded`, `refunded` or `none`.
  final String status;

  /// When it was paid, or null.
  final DateTime? paidAt;

  /// What is to be paid.
  final String amount;

  /// What was given back.
  final String refunded;

  /// Until when the pieces are held for a payment, or null.
  final DateTime? holdUntil;
}

extension type const OrderStatusEnum(String value) implements String {
  static const pending = OrderStatusEnum('pending');
  static const processing = OrderStatusEnum('processing');
  static const shipped = OrderStatusEnum('shipped');
  static const delivered = OrderStatusEnum('delivered');
  static const cancelled = OrderStatusEnum('cancelled');
}

extension type const OutcomeEnum(String value) implements String {
  static const added = OutcomeEnum('added');
  static const changed = OutcomeEnum('changed');
  static const failed = OutcomeEnum('failed');
}

class OwnCategoryImage {
  const OwnCategoryImage({required this.id, required this.image, required this.alt, required this.status, required this.error, required this.width, required this.height, required this.blurhash, required this.renditions, required this.createdAt});

  factory OwnCategoryImage.fromJson(Json json) => OwnCategoryImage(
        id: json['id'] as int,
        image: json['image'] as String?,
        alt: json['alt'] as String,
        status: PictureStatusEnum(json['status'] as String),
        error: json['error'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
        blurhash: json['blurhash'] as String,
        renditions: {for (final e in (json['renditions'] as Json).entries) e.key: {for (final e in (e.value as Json).entries) e.key: e.value as String}},
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Address of it as a WebP some 640 pixels wide; null until it is ready.
  final String? image;

  /// What is seen on it.
  final String alt;

  /// Whether it is being processed, ready, or failed.
  final PictureStatusEnum status;

  /// Why it failed.
  final String error;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;

  /// A blur to show while it loads.
  final String blurhash;

  /// Names by format and width, below the address of all pictures.
  final Map<String, Map<String, String>> renditions;

  /// When it was uploaded.
  final DateTime createdAt;
}

class OwnImage {
  const OwnImage({required this.id, required this.image, required this.alt, required this.isPrimary, required this.position, required this.status, required this.error, required this.width, required this.height, required this.blurhash, required this.renditions, required this.createdAt});

  factory OwnImage.fromJson(Json json) => OwnImage(
        id: json['id'] as int,
        image: json['image'] as String?,
        alt: json['alt'] as String,
        isPrimary: json['is_primary'] as bool,
        position: json['position'] as int,
        status: PictureStatusEnum(json['status'] as String),
        error: json['error'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
        blurhash: json['blurhash'] as String,
        renditions: {for (final e in (json['renditions'] as Json).entries) e.key: {for (final e in (e.value as Json).entries) e.key: e.value as String}},
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Address of it as a WebP some 640 pixels wide; null until it is ready.
  final String? image;

  /// What is seen on it.
  final String alt;

  /// Whether it is the one on the card.
  final bool isPrimary;

  /// Its place in the row.
  final int position;

  /// Whether it is being processed, ready, or failed.
  final PictureStatusEnum status;

  /// Why it failed.
  final String error;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;

  /// A blur to show while it loads.
  final String blurhash;

  /// Names by format and width, below the address of all pictures.
  final Map<String, Map<String, String>> renditions;

  /// When it was uploaded.
  final DateTime createdAt;
}

/// A piece as its seller sees it: both languages, and where it stands.
class OwnProduct {
  const OwnProduct({required this.id, required this.sku, required this.name, required this.nameEn, required this.slug, required this.description, required this.descriptionEn, required this.price, required this.compareAtPrice, required this.stock, required this.lowStockAt, required this.category, required this.isActive, required this.isFeatured, required this.state, required this.stateReasons, required this.pendingChanges, required this.options, required this.variants, required this.images, required this.attributes, required this.personalisation, required this.madeToOrder, required this.leadTimeDays, required this.oneOfAKind, required this.weightGrams, required this.story, required this.storyEn, required this.provenance, required this.ratingCount, required this.ratingAverage, required this.version, required this.publishedAt, required this.createdAt, required this.updatedAt});

  factory OwnProduct.fromJson(Json json) => OwnProduct(
        id: json['id'] as int,
        sku: json['sku'] as String,
        name: json['name'] as String,
        nameEn: json['name_en'] as String,
        slug: json['slug'] as String,
        description: json['description'] as String,
        descriptionEn: json['description_en'] as String,
        price: json['price'] as String,
        compareAtPrice: json['compare_at_price'] as String?,
        stock: json['stock'] as int,
        lowStockAt: json['low_stock_at'] as int,
        category: json['category'] as int,
        isActive: json['is_active'] as bool,
        isFeatured: json['is_featured'] as bool,
        state: StateEnum(json['state'] as String),
        stateReasons: json['state_reasons'] as String,
        pendingChanges: json['pending_changes'] == null ? null : {for (final e in (json['pending_changes'] as Json).entries) e.key: e.value},
        options: [for (final e in json['options'] as List<Object?>) OptionIn.fromJson(e as Json)],
        variants: [for (final e in json['variants'] as List<Object?>) OwnVariant.fromJson(e as Json)],
        images: [for (final e in json['images'] as List<Object?>) OwnImage.fromJson(e as Json)],
        attributes: {for (final e in (json['attributes'] as Json).entries) e.key: e.value},
        personalisation: [for (final e in json['personalisation'] as List<Object?>) InputIn.fromJson(e as Json)],
        madeToOrder: json['made_to_order'] as bool,
        leadTimeDays: json['lead_time_days'] as int,
        oneOfAKind: json['one_of_a_kind'] as bool,
        weightGrams: json['weight_grams'] as int,
        story: json['story'] as String,
        storyEn: json['story_en'] as String,
        provenance: Provenance.fromJson(json['provenance'] as Json),
        ratingCount: json['rating_count'] as int,
        ratingAverage: json['rating_average'] == null ? null : (json['rating_average'] as num).toDouble(),
        version: json['version'] as int,
        publishedAt: json['published_at'] == null ? null : DateTime.parse(json['published_at'] as String),
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// Its article code.
  final String sku;

  /// Its Arabic name.
  final String name;

  /// Its English name.
  final String nameEn;

  /// Its name in addresses.
  final String slug;

  /// Its Arabic description.
  final String description;

  /// Its English description.
  final String descriptionEn;

  /// What it costs.
  final String price;

  /// The honest price before, or null.
  final String? compareAtPrice;

  /// How many there are, over all variants.
  final int stock;

  /// Warn when so few are left; 0 for never.
  final int lowStockAt;

  /// Its category.
  final int category;

  /// Whether it is offered.
  final bool isActive;

  /// Whether staff show it first.
  final bool isFeatured;

  /// Where it stands with the marketplace.
  final StateEnum state;

  /// What staff said about it.
  final String stateReasons;

  /// What waits to be looked at by staff; null if nothing does.
  final Map<String, Object?>? pendingChanges;

  /// What one can choose.
  final List<OptionIn> options;

  /// What can be ordered.
  final List<OwnVariant> variants;

  /// Its pictures in every state.
  final List<OwnImage> images;

  /// What else there is to say of it.
  final Map<String, Object?> attributes;

  /// What one may ask to be added.
  final List<InputIn> personalisation;

  /// Whether it is made once it has been ordered.
  final bool madeToOrder;

  /// Days needed before it is sent.
  final int leadTimeDays;

  /// Whether there is only this one.
  final bool oneOfAKind;

  /// What it weighs.
  final int weightGrams;

  /// How it came about, in Arabic.
  final String story;

  /// In English.
  final String storyEn;

  /// Where, of what and in how many hours it was made.
  final Provenance provenance;

  /// How many ratings there are.
  final int ratingCount;

  /// Their mean, or null.
  final double? ratingAverage;

  /// Grows with every change.
  final int version;

  /// When it was first on show, or null.
  final DateTime? publishedAt;

  /// When it was added.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

/// A review as its author sees it.
class OwnReview {
  const OwnReview({required this.id, required this.rating, required this.comment, required this.author, required this.images, required this.reply, required this.repliedAt, required this.helpfulCount, required this.createdAt, required this.updatedAt, required this.product, required this.isHidden});

  factory OwnReview.fromJson(Json json) => OwnReview(
        id: json['id'] as int,
        rating: json['rating'] as int,
        comment: json['comment'] as String?,
        author: json['author'] as String,
        images: [for (final e in json['images'] as List<Object?>) ReviewImage.fromJson(e as Json)],
        reply: json['reply'] as String,
        repliedAt: json['replied_at'] == null ? null : DateTime.parse(json['replied_at'] as String),
        helpfulCount: json['helpful_count'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
        product: json['product'] as int,
        isHidden: json['is_hidden'] as bool,
      );

  /// Its id.
  final int id;

  /// From 1 to 5.
  final int rating;

  /// In words, or null.
  final String? comment;

  /// First name and initial of whoever wrote it.
  final String author;

  /// Pictures that are ready to be shown.
  final List<ReviewImage> images;

  /// The seller's answer, or empty.
  final String reply;

  /// When the seller answered.
  final DateTime? repliedAt;

  /// How many found it helpful.
  final int helpfulCount;

  /// When it was written.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;

  /// What it is of.
  final int product;

  /// Whether staff took it out of sight.
  final bool isHidden;
}

class OwnVariant {
  const OwnVariant({required this.id, required this.sku, required this.choices, required this.price, required this.stock, required this.weightGrams, required this.isActive, required this.position});

  factory OwnVariant.fromJson(Json json) => OwnVariant(
        id: json['id'] as int,
        sku: json['sku'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) e as String],
        price: json['price'] as String?,
        stock: json['stock'] as int,
        weightGrams: json['weight_grams'] as int?,
        isActive: json['is_active'] as bool,
        position: json['position'] as int,
      );

  /// Its id.
  final int id;

  /// Its article code.
  final String sku;

  /// One value of each option, in their order.
  final List<String> choices;

  /// Its own price, or null.
  final String? price;

  /// How many there are.
  final int stock;

  /// Its own weight, or null.
  final int? weightGrams;

  /// Whether it is offered.
  final bool isActive;

  /// Its place in the row.
  final int position;
}

class AddressPage {
  const AddressPage({required this.next, required this.previous, required this.results});

  factory AddressPage.fromJson(Json json) => AddressPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Address.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Address> results;
}

class CardPage {
  const CardPage({required this.next, required this.previous, required this.results});

  factory CardPage.fromJson(Json json) => CardPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Card.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Card> results;
}

class CreditNotePage {
  const CreditNotePage({required this.next, required this.previous, required this.results});

  factory CreditNotePage.fromJson(Json json) => CreditNotePage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) CreditNote.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<CreditNote> results;
}

class GovernoratePage {
  const GovernoratePage({required this.next, required this.previous, required this.results});

  factory GovernoratePage.fromJson(Json json) => GovernoratePage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Governorate.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Governorate> results;
}

class ImportPage {
  const ImportPage({required this.next, required this.previous, required this.results});

  factory ImportPage.fromJson(Json json) => ImportPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Import.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Import> results;
}

class ImportRowPage {
  const ImportRowPage({required this.next, required this.previous, required this.results});

  factory ImportRowPage.fromJson(Json json) => ImportRowPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) ImportRow.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<ImportRow> results;
}

class JobPage {
  const JobPage({required this.next, required this.previous, required this.results});

  factory JobPage.fromJson(Json json) => JobPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Job.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Job> results;
}

class NotificationPage {
  const NotificationPage({required this.next, required this.previous, required this.results});

  factory NotificationPage.fromJson(Json json) => NotificationPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Notification.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Notification> results;
}

class OrderPage {
  const OrderPage({required this.next, required this.previous, required this.results});

  factory OrderPage.fromJson(Json json) => OrderPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Order.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Order> results;
}

class OwnProductPage {
  const OwnProductPage({required this.next, required this.previous, required this.results});

  factory OwnProductPage.fromJson(Json json) => OwnProductPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) OwnProduct.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<OwnProduct> results;
}

class OwnReviewPage {
  const OwnReviewPage({required this.next, required this.previous, required this.results});

  factory OwnReviewPage.fromJson(Json json) => OwnReviewPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) OwnReview.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<OwnReview> results;
}

class PaymentPage {
  const PaymentPage({required this.next, required this.previous, required this.results});

  factory PaymentPage.fromJson(Json json) => PaymentPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Payment.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Payment> results;
}

class PayoutPage {
  const PayoutPage({required this.next, required this.previous, required this.results});

  factory PayoutPage.fromJson(Json json) => PayoutPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Payout.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Payout> results;
}

class ReturnPage {
  const ReturnPage({required this.next, required this.previous, required this.results});

  factory ReturnPage.fromJson(Json json) => ReturnPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Return.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Return> results;
}

class ReviewPage {
  const ReviewPage({required this.next, required this.previous, required this.results});

  factory ReviewPage.fromJson(Json json) => ReviewPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Review.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Review> results;
}

class SellerPage {
  const SellerPage({required this.next, required this.previous, required this.results});

  factory SellerPage.fromJson(Json json) => SellerPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Seller.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Seller> results;
}

class SessionPage {
  const SessionPage({required this.next, required this.previous, required this.results});

  factory SessionPage.fromJson(Json json) => SessionPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Session.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Session> results;
}

class SignInPage {
  const SignInPage({required this.next, required this.previous, required this.results});

  factory SignInPage.fromJson(Json json) => SignInPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) SignIn.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<SignIn> results;
}

class SoldPage {
  const SoldPage({required this.next, required this.previous, required this.results});

  factory SoldPage.fromJson(Json json) => SoldPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Sold.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Sold> results;
}

class StockMovementPage {
  const StockMovementPage({required this.next, required this.previous, required this.results});

  factory StockMovementPage.fromJson(Json json) => StockMovementPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) StockMovement.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<StockMovement> results;
}

class TransactionPage {
  const TransactionPage({required this.next, required this.previous, required this.results});

  factory TransactionPage.fromJson(Json json) => TransactionPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Transaction.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Transaction> results;
}

class WishPage {
  const WishPage({required this.next, required this.previous, required this.results});

  factory WishPage.fromJson(Json json) => WishPage(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Wish.fromJson(e as Json)],
      );

  /// Address of the page after this one, or null.
  final String? next;

  /// Address of the page before it, or null.
  final String? previous;

  /// The rows of this page.
  final List<Wish> results;
}

class Parcel {
  const Parcel({required this.id, required this.seller, required this.status, required this.itemsTotal, required this.shippingCost, required this.discount, required this.shippingOption, required this.carrier, required this.carrierName, required this.trackingNumber, required this.promisedFrom, required this.promisedTo, required this.shippedAt, required this.deliveredAt, required this.itemIds, required this.pickUpAddress});

  factory Parcel.fromJson(Json json) => Parcel(
        id: json['id'] as int,
        seller: {for (final e in (json['seller'] as Json).entries) e.key: e.value},
        status: ParcelStatusEnum(json['status'] as String),
        itemsTotal: json['items_total'] as String,
        shippingCost: json['shipping_cost'] as String,
        discount: json['discount'] as String,
        shippingOption: json['shipping_option'] as String,
        carrier: json['carrier'] as String,
        carrierName: json['carrier_name'] as String,
        trackingNumber: json['tracking_number'] as String,
        promisedFrom: json['promised_from'] as String,
        promisedTo: json['promised_to'] as String,
        shippedAt: json['shipped_at'] == null ? null : DateTime.parse(json['shipped_at'] as String),
        deliveredAt: json['delivered_at'] == null ? null : DateTime.parse(json['delivered_at'] as String),
        itemIds: [for (final e in json['item_ids'] as List<Object?>) e as int],
        pickUpAddress: json['pick_up_address'] as String,
      );

  /// The parcel's id.
  final int id;

  /// `id` and `name` of the seller.
  final Map<String, Object?> seller;

  /// Where it stands.
  final ParcelStatusEnum status;

  /// What its pieces cost.
  final String itemsTotal;

  /// What sending it costs.
  final String shippingCost;

  /// What a coupon took off.
  final String discount;

  /// How it is sent.
  final String shippingOption;

  /// The carrier's code.
  final String carrier;

  /// The carrier's name, as the seller gave it.
  final String carrierName;

  /// The carrier's number.
  final String trackingNumber;

  /// The first day it may arrive.
  final String promisedFrom;

  /// The day by which it should have arrived.
  final String promisedTo;

  /// When it left, or null.
  final DateTime? shippedAt;

  /// When it arrived, or null.
  final DateTime? deliveredAt;

  /// The lines that are in it.
  final List<int> itemIds;

  /// Where it is to be picked up, if it is, once it may be prepared.
  final String pickUpAddress;
}

extension type const ParcelStatusEnum(String value) implements String {
  static const pending = ParcelStatusEnum('pending');
  static const processing = ParcelStatusEnum('processing');
  static const shipped = ParcelStatusEnum('shipped');
  static const delivered = ParcelStatusEnum('delivered');
  static const cancelled = ParcelStatusEnum('cancelled');
  static const refused = ParcelStatusEnum('refused');
  static const returned = ParcelStatusEnum('returned');
  static const lost = ParcelStatusEnum('lost');
}

class Part {
  const Part({required this.text, required this.isMatch});

  factory Part.fromJson(Json json) => Part(
        text: json['text'] as String,
        isMatch: json['is_match'] as bool,
      );

  /// A stretch of the text, exactly as it is written.
  final String text;

  /// Whether it answered the query: mark it.
  final bool isMatch;
}

class AddressPatch {
  const AddressPatch({this.label, this.recipient, this.phoneNumber, this.governorate, this.city, this.street, this.building, this.floor, this.apartment, this.landmark, this.latitude, this.longitude, this.isDefault, this.cleared = const {}});

  /// Home, work, …
  final String? label;

  /// Who takes the parcel.
  final String? recipient;

  /// A phone number; Egyptian numbers need no country code.
  final String? phoneNumber;

  /// One of the 27 governorates, such as `C` or `ASN`.
  final String? governorate;

  /// City or district.
  final String? city;

  /// Street.
  final String? street;

  /// Number or name of the building.
  final String? building;

  /// Floor.
  final String? floor;

  /// Apartment.
  final String? apartment;

  /// What it is near to.
  final String? landmark;

  /// Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
  final String? latitude;

  /// Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres.
  final String? longitude;

  /// Whether orders go there unless said otherwise.
  final bool? isDefault;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (label != null) 'label': label!,
        if (recipient != null) 'recipient': recipient!,
        if (phoneNumber != null) 'phone_number': phoneNumber!,
        if (governorate != null) 'governorate': governorate!,
        if (city != null) 'city': city!,
        if (street != null) 'street': street!,
        if (building != null) 'building': building!,
        if (floor != null) 'floor': floor!,
        if (apartment != null) 'apartment': apartment!,
        if (landmark != null) 'landmark': landmark!,
        if (latitude != null) 'latitude': latitude!,
        if (longitude != null) 'longitude': longitude!,
        if (isDefault != null) 'is_default': isDefault!,
        for (final name in cleared) name: null,
      };
}

class BulkPatch {
  const BulkPatch({this.changes, this.cleared = const {}});

  /// One row a piece.
  final List<BulkRowInput>? changes;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (changes != null) 'changes': [for (final e in changes!) e.toJson()],
        for (final name in cleared) name: null,
      };
}

class CategoryPatch {
  const CategoryPatch({this.name, this.nameEn, this.slug, this.description, this.parent, this.isActive, this.position, this.cleared = const {}});

  /// Its Arabic name.
  final String? name;

  /// Its English name.
  final String? nameEn;

  /// Its name in addresses; made of the name unless given.
  final String? slug;

  /// What belongs in it.
  final String? description;

  /// What it stands below.
  final int? parent;

  /// Whether it, and all below it, is shown.
  final bool? isActive;

  /// Its place among its siblings.
  final int? position;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (name != null) 'name': name!,
        if (nameEn != null) 'name_en': nameEn!,
        if (slug != null) 'slug': slug!,
        if (description != null) 'description': description!,
        if (parent != null) 'parent': parent!,
        if (isActive != null) 'is_active': isActive!,
        if (position != null) 'position': position!,
        for (final name in cleared) name: null,
      };
}

class ImagePatch {
  const ImagePatch({this.alt, this.isPrimary, this.position, this.cleared = const {}});

  /// What is seen on it.
  final String? alt;

  /// Put it on the card.
  final bool? isPrimary;

  /// Its place in the row.
  final int? position;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (alt != null) 'alt': alt!,
        if (isPrimary != null) 'is_primary': isPrimary!,
        if (position != null) 'position': position!,
        for (final name in cleared) name: null,
      };
}

class ProductPatch {
  const ProductPatch({this.name, this.nameEn, this.description, this.descriptionEn, this.price, this.compareAtPrice, this.stock, this.lowStockAt, this.category, this.sku, this.isActive, this.options, this.variants, this.attributes, this.personalisation, this.madeToOrder, this.leadTimeDays, this.oneOfAKind, this.weightGrams, this.story, this.storyEn, this.provenance, this.cleared = const {}});

  /// Its name, in Arabic.
  final String? name;

  /// In English.
  final String? nameEn;

  /// What it is, in Arabic.
  final String? description;

  /// In English.
  final String? descriptionEn;

  /// What it costs.
  final String? price;

  /// What it cost before; shown only as far as that is true of the last 30 days.
  final String? compareAtPrice;

  /// How many there are, of a piece without options.
  final int? stock;

  /// Warn when so few are left; 0 for never.
  final int? lowStockAt;

  /// Where it stands in the tree.
  final int? category;

  /// Its article code; made unless given.
  final String? sku;

  /// Whether it is offered.
  final bool? isActive;

  /// What one can choose.
  final List<OptionInput>? options;

  /// What can be ordered; every combination of the options unless given.
  final List<VariantInput>? variants;

  /// By the code of the category's attribute: text, a number, or several texts.
  final Map<String, Object?>? attributes;

  /// What one may ask for.
  final List<InputInput>? personalisation;

  /// Whether it is made once ordered; stock is then the free places.
  final bool? madeToOrder;

  /// Days needed before it is sent.
  final int? leadTimeDays;

  /// Whether there is only this one.
  final bool? oneOfAKind;

  /// What it weighs.
  final int? weightGrams;

  /// How it came about, in Arabic.
  final String? story;

  /// In English.
  final String? storyEn;

  /// Where, of what and in how many hours.
  final ProvenanceInput? provenance;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (name != null) 'name': name!,
        if (nameEn != null) 'name_en': nameEn!,
        if (description != null) 'description': description!,
        if (descriptionEn != null) 'description_en': descriptionEn!,
        if (price != null) 'price': price!,
        if (compareAtPrice != null) 'compare_at_price': compareAtPrice!,
        if (stock != null) 'stock': stock!,
        if (lowStockAt != null) 'low_stock_at': lowStockAt!,
        if (category != null) 'category': category!,
        if (sku != null) 'sku': sku!,
        if (isActive != null) 'is_active': isActive!,
        if (options != null) 'options': [for (final e in options!) e.toJson()],
        if (variants != null) 'variants': [for (final e in variants!) e.toJson()],
        if (attributes != null) 'attributes': attributes!,
        if (personalisation != null) 'personalisation': [for (final e in personalisation!) e.toJson()],
        if (madeToOrder != null) 'made_to_order': madeToOrder!,
        if (leadTimeDays != null) 'lead_time_days': leadTimeDays!,
        if (oneOfAKind != null) 'one_of_a_kind': oneOfAKind!,
        if (weightGrams != null) 'weight_grams': weightGrams!,
        if (story != null) 'story': story!,
        if (storyEn != null) 'story_en': storyEn!,
        if (provenance != null) 'provenance': provenance!.toJson(),
        for (final name in cleared) name: null,
      };
}

class ProfilePatch {
  const ProfilePatch({this.firstName, this.lastName, this.language, this.phoneNumber, this.profilePicture, this.address, this.specialty, this.bio, this.socialMedia, this.displayNameEn, this.policies, this.isOnHoliday, this.cleared = const {}});

  /// Given name.
  final String? firstName;

  /// Family name.
  final String? lastName;

  /// The language of mails and push messages.
  final LanguageEnum? language;

  /// A phone number; Egyptian numbers need no country code.
  final String? phoneNumber;

  /// JPEG, PNG or WebP up to 10 MiB, as multipart.
  final Upload? profilePicture;

  /// A free line.
  final String? address;

  /// An artist's craft.
  final String? specialty;

  /// What the seller tells about the work.
  final String? bio;

  /// Names of networks with an address or handle each.
  final Map<String, String>? socialMedia;

  /// A seller's name in English.
  final String? displayNameEn;

  /// A seller's terms.
  final String? policies;

  /// Take a seller's pieces off the market for a while.
  final bool? isOnHoliday;

  /// Names of fields to be emptied: sent as null.
  final Set<String> cleared;

  Json toJson() => {
        if (firstName != null) 'first_name': firstName!,
        if (lastName != null) 'last_name': lastName!,
        if (language != null) 'language': language!,
        if (phoneNumber != null) 'phone_number': phoneNumber!,
        if (profilePicture != null) 'profile_picture': profilePicture!,
        if (address != null) 'address': address!,
        if (specialty != null) 'specialty': specialty!,
        if (bio != null) 'bio': bio!,
        if (socialMedia != null) 'social_media': socialMedia!,
        if (displayNameEn != null) 'display_name_en': displayNameEn!,
        if (policies != null) 'policies': policies!,
        if (isOnHoliday != null) 'is_on_holiday': isOnHoliday!,
        for (final name in cleared) name: null,
      };
}

extension type const PaymentMethodEnum(String value) implements String {
  static const creditCard = PaymentMethodEnum('credit_card');
  static const mobileWallet = PaymentMethodEnum('mobile_wallet');
  static const kiosk = PaymentMethodEnum('kiosk');
  static const wallet = PaymentMethodEnum('wallet');
  static const cashOnDelivery = PaymentMethodEnum('cash_on_delivery');
  static const bankTransfer = PaymentMethodEnum('bank_transfer');
}

class Payment {
  const Payment({required this.id, required this.order, required this.amount, required this.byWallet, required this.method, required this.paymentMethod, required this.transactionId, required this.status, required this.failure, required this.refunded, required this.paidAt, required this.createdAt, required this.updatedAt});

  factory Payment.fromJson(Json json) => Payment(
        id: json['id'] as int,
        order: json['order'] as int?,
        amount: json['amount'] as String,
        byWallet: json['by_wallet'] as String,
        method: PaymentMethodEnum(json['method'] as String),
        paymentMethod: json['payment_method'] as int?,
        transactionId: json['transaction_id'] as String?,
        status: PaymentOutStatusEnum(json['status'] as String),
        failure: json['failure'] as String,
        refunded: json['refunded'] as String,
        paidAt: json['paid_at'] == null ? null : DateTime.parse(json['paid_at'] as String),
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// Which order; null for a deposit.
  final int? order;

  /// What is paid; the server's word alone.
  final String amount;

  /// What is taken from store credit.
  final String byWallet;

  /// How.
  final PaymentMethodEnum method;

  /// The id of the kept way it is paid with, or null.
  final int? paymentMethod;

  /// The gateway's own number of it, once there is one.
  final String? transactionId;

  /// Where it stands.
  final PaymentOutStatusEnum status;

  /// Why the last attempt failed, as the gateway said.
  final String failure;

  /// What was given back.
  final String refunded;

  /// When it was paid, or null.
  final DateTime? paidAt;

  /// When it was begun.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

extension type const PaymentOutStatusEnum(String value) implements String {
  static const pending = PaymentOutStatusEnum('pending');
  static const completed = PaymentOutStatusEnum('completed');
  static const failed = PaymentOutStatusEnum('failed');
  static const refunded = PaymentOutStatusEnum('refunded');
}

class Payout {
  const Payout({required this.id, required this.amount, required this.rail, required this.destinationHint, required this.status, required this.reason, required this.requestedAt, required this.restsUntil, required this.closedAt});

  factory Payout.fromJson(Json json) => Payout(
        id: json['id'] as int,
        amount: json['amount'] as String,
        rail: RailEnum(json['rail'] as String),
        destinationHint: json['destination_hint'] as String,
        status: PayoutOutStatusEnum(json['status'] as String),
        reason: json['reason'] as String,
        requestedAt: DateTime.parse(json['requested_at'] as String),
        restsUntil: json['rests_until'] == null ? null : DateTime.parse(json['rests_until'] as String),
        closedAt: json['closed_at'] == null ? null : DateTime.parse(json['closed_at'] as String),
      );

  /// Its id.
  final int id;

  /// How much.
  final String amount;

  /// How it is sent.
  final RailEnum rail;

  /// The end of where it goes.
  final String destinationHint;

  /// Where it stands.
  final PayoutOutStatusEnum status;

  /// Why it failed.
  final String reason;

  /// When it was asked for.
  final DateTime requestedAt;

  /// Until when it waits, as its destination is new: time to take it back. Or null.
  final DateTime? restsUntil;

  /// When it was paid or given up, or null.
  final DateTime? closedAt;
}

extension type const PayoutOutStatusEnum(String value) implements String {
  static const requested = PayoutOutStatusEnum('requested');
  static const held = PayoutOutStatusEnum('held');
  static const approved = PayoutOutStatusEnum('approved');
  static const sending = PayoutOutStatusEnum('sending');
  static const unknown = PayoutOutStatusEnum('unknown');
  static const sent = PayoutOutStatusEnum('sent');
  static const paid = PayoutOutStatusEnum('paid');
  static const failed = PayoutOutStatusEnum('failed');
  static const cancelled = PayoutOutStatusEnum('cancelled');
}

/// Some days, both ends included.
class Period {
  const Period({required this.from, required this.to});

  factory Period.fromJson(Json json) => Period(
        from: json['from'] as String,
        to: json['to'] as String,
      );

  /// The first day, in Cairo.
  final String from;

  /// The last day.
  final String to;
}

class PhoneInput {
  const PhoneInput({required this.phoneNumber});

  /// A phone number; Egyptian numbers need no country code.
  final String phoneNumber;

  Json toJson() => {
        'phone_number': phoneNumber,
      };
}

extension type const PictureStatusEnum(String value) implements String {
  static const pending = PictureStatusEnum('pending');
  static const ready = PictureStatusEnum('ready');
  static const failed = PictureStatusEnum('failed');
}

class PinInput {
  const PinInput({required this.pin, required this.password});

  /// Four to eight digits; Arabic digits are understood.
  final String pin;

  /// The account's password.
  final String password;

  Json toJson() => {
        'pin': pin,
        'password': password,
      };
}

extension type const PlatformEnum(String value) implements String {
  static const android = PlatformEnum('android');
  static const ios = PlatformEnum('ios');
  static const web = PlatformEnum('web');
}

class PreferencesInput {
  const PreferencesInput({this.switches, this.quietHours});

  /// Only what is to change.
  final List<SwitchInput>? switches;

  /// When not to disturb: only what is to change, `start` and `end` together.
  final QuietHoursInput? quietHours;

  Json toJson() => {
        if (switches != null) 'switches': [for (final e in switches!) e.toJson()],
        if (quietHours != null) 'quiet_hours': quietHours!.toJson(),
      };
}

class Preferences {
  const Preferences({required this.topics, required this.mandatory, required this.quietHours});

  factory Preferences.fromJson(Json json) => Preferences(
        topics: {for (final e in (json['topics'] as Json).entries) e.key: {for (final e in (e.value as Json).entries) e.key: e.value as bool}},
        mandatory: [for (final e in json['mandatory'] as List<Object?>) e as String],
        quietHours: QuietHoursShape.fromJson(json['quiet_hours'] as Json),
      );

  /// For each topic, each channel it can travel through, on or off.
  final Map<String, Map<String, bool>> topics;

  /// Topics that cannot be switched off.
  final List<String> mandatory;

  /// When not to disturb.
  final QuietHoursShape quietHours;
}

/// What went wrong (RFC 9457). Programs decide by `code`, people read `detail`.
class Problem {
  const Problem({required this.type, required this.title, required this.status, required this.detail, required this.code, required this.requestId, this.errors, this.items, this.product, this.item, this.parcel, this.seller, this.field, this.attribute, this.changes, this.standsAt, this.smallest, this.largest, this.leftToday, this.left, this.limit, this.most, this.until});

  factory Problem.fromJson(Json json) => Problem(
        type: json['type'] as String,
        title: json['title'] as String,
        status: json['status'] as int,
        detail: json['detail'] as String,
        code: json['code'] as String,
        requestId: json['request_id'] as String,
        errors: json['errors'] == null ? null : [for (final e in json['errors'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
        items: json['items'] == null ? null : [for (final e in json['items'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
        product: json['product'] as int?,
        item: json['item'] as int?,
        parcel: json['parcel'] as int?,
        seller: json['seller'] as int?,
        field: json['field'] as String?,
        attribute: json['attribute'] as String?,
        changes: json['changes'] == null ? null : [for (final e in json['changes'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
        standsAt: json['stands_at'] as String?,
        smallest: json['smallest'] as String?,
        largest: json['largest'] as String?,
        leftToday: json['left_today'] as String?,
        left: json['left'] as String?,
        limit: json['limit'] as String?,
        most: json['most'] as String?,
        until: json['until'] == null ? null : DateTime.parse(json['until'] as String),
      );

  /// A URN made of the code.
  final String type;

  /// What kind of problem it is, translated.
  final String title;

  /// The HTTP status, repeated.
  final int status;

  /// What happened this time, translated.
  final String detail;

  /// A stable word for programs.
  final String code;

  /// The id to name when asking for help.
  final String requestId;

  /// One row for each field that is not valid.
  final List<Map<String, Object?>>? errors;

  /// `insufficient_stock`, `not_for_sale`: each piece it is about.
  final List<Map<String, Object?>>? items;

  /// Which piece it is about.
  final int? product;

  /// Which line of the order it is about.
  final int? item;

  /// Which parcel it is about.
  final int? parcel;

  /// `not_deliverable`: whose pieces cannot be sent there.
  final int? seller;

  /// `card_data_refused`: where the card stands in the body; `personalisation_missing`: what the maker asks for.
  final String? field;

  /// `unknown_attribute`: its code.
  final String? attribute;

  /// `quote_changed`: what differs from the quote.
  final List<Map<String, Object?>>? changes;

  /// `invalid_transition`: where it stands at present.
  final String? standsAt;

  /// The least there may be.
  final String? smallest;

  /// The most there may be.
  final String? largest;

  /// `limit_reached`: how much of today's most is left.
  final String? leftToday;

  /// `refund_exceeds_payment`: how much can still go back.
  final String? left;

  /// `credit_limit_reached`: the most a wallet may hold.
  final String? limit;

  /// `compensation_too_high`: the most it can be.
  final String? most;

  /// `pin_locked`, `cooling_off`: until when.
  final DateTime? until;
}

class ProcessInput {
  const ProcessInput({required this.order, required this.method, this.savedMethod, this.useCredit, this.channel});

  /// Which order.
  final int order;

  /// How to pay it.
  final PaymentMethodEnum method;

  /// A kept card to offer.
  final int? savedMethod;

  /// Take store credit first and the rest by `method`.
  final bool? useCredit;

  /// Whether the app opens the gateway's page or its native SDK.
  final CheckoutChannelEnum? channel;

  Json toJson() => {
        'order': order,
        'method': method,
        if (savedMethod != null) 'saved_method': savedMethod!,
        if (useCredit != null) 'use_credit': useCredit!,
        if (channel != null) 'channel': channel!,
      };
}

class ProductInput {
  const ProductInput({required this.name, this.nameEn, required this.description, this.descriptionEn, required this.price, this.compareAtPrice, this.stock, this.lowStockAt, required this.category, this.sku, this.isActive, this.options, this.variants, this.attributes, this.personalisation, this.madeToOrder, this.leadTimeDays, this.oneOfAKind, this.weightGrams, this.story, this.storyEn, this.provenance});

  /// Its name, in Arabic.
  final String name;

  /// In English.
  final String? nameEn;

  /// What it is, in Arabic.
  final String description;

  /// In English.
  final String? descriptionEn;

  /// What it costs.
  final String price;

  /// What it cost before; shown only as far as that is true of the last 30 days.
  final String? compareAtPrice;

  /// How many there are, of a piece without options.
  final int? stock;

  /// Warn when so few are left; 0 for never.
  final int? lowStockAt;

  /// Where it stands in the tree.
  final int category;

  /// Its article code; made unless given.
  final String? sku;

  /// Whether it is offered.
  final bool? isActive;

  /// What one can choose.
  final List<OptionInput>? options;

  /// What can be ordered; every combination of the options unless given.
  final List<VariantInput>? variants;

  /// By the code of the category's attribute: text, a number, or several texts.
  final Map<String, Object?>? attributes;

  /// What one may ask for.
  final List<InputInput>? personalisation;

  /// Whether it is made once ordered; stock is then the free places.
  final bool? madeToOrder;

  /// Days needed before it is sent.
  final int? leadTimeDays;

  /// Whether there is only this one.
  final bool? oneOfAKind;

  /// What it weighs.
  final int? weightGrams;

  /// How it came about, in Arabic.
  final String? story;

  /// In English.
  final String? storyEn;

  /// Where, of what and in how many hours.
  final ProvenanceInput? provenance;

  Json toJson() => {
        'name': name,
        if (nameEn != null) 'name_en': nameEn!,
        'description': description,
        if (descriptionEn != null) 'description_en': descriptionEn!,
        'price': price,
        if (compareAtPrice != null) 'compare_at_price': compareAtPrice!,
        if (stock != null) 'stock': stock!,
        if (lowStockAt != null) 'low_stock_at': lowStockAt!,
        'category': category,
        if (sku != null) 'sku': sku!,
        if (isActive != null) 'is_active': isActive!,
        if (options != null) 'options': [for (final e in options!) e.toJson()],
        if (variants != null) 'variants': [for (final e in variants!) e.toJson()],
        if (attributes != null) 'attributes': attributes!,
        if (personalisation != null) 'personalisation': [for (final e in personalisation!) e.toJson()],
        if (madeToOrder != null) 'made_to_order': madeToOrder!,
        if (leadTimeDays != null) 'lead_time_days': leadTimeDays!,
        if (oneOfAKind != null) 'one_of_a_kind': oneOfAKind!,
        if (weightGrams != null) 'weight_grams': weightGrams!,
        if (story != null) 'story': story!,
        if (storyEn != null) 'story_en': storyEn!,
        if (provenance != null) 'provenance': provenance!.toJson(),
      };
}

class ProfileInput {
  const ProfileInput({this.firstName, this.lastName, this.language, this.phoneNumber, this.profilePicture, this.address, this.specialty, this.bio, this.socialMedia, this.displayNameEn, this.policies, this.isOnHoliday});

  /// Given name.
  final String? firstName;

  /// Family name.
  final String? lastName;

  /// The language of mails and push messages.
  final LanguageEnum? language;

  /// A phone number; Egyptian numbers need no country code.
  final String? phoneNumber;

  /// JPEG, PNG or WebP up to 10 MiB, as multipart.
  final Upload? profilePicture;

  /// A free line.
  final String? address;

  /// An artist's craft.
  final String? specialty;

  /// What the seller tells about the work.
  final String? bio;

  /// Names of networks with an address or handle each.
  final Map<String, String>? socialMedia;

  /// A seller's name in English.
  final String? displayNameEn;

  /// A seller's terms.
  final String? policies;

  /// Take a seller's pieces off the market for a while.
  final bool? isOnHoliday;

  Json toJson() => {
        if (firstName != null) 'first_name': firstName!,
        if (lastName != null) 'last_name': lastName!,
        if (language != null) 'language': language!,
        if (phoneNumber != null) 'phone_number': phoneNumber!,
        if (profilePicture != null) 'profile_picture': profilePicture!,
        if (address != null) 'address': address!,
        if (specialty != null) 'specialty': specialty!,
        if (bio != null) 'bio': bio!,
        if (socialMedia != null) 'social_media': socialMedia!,
        if (displayNameEn != null) 'display_name_en': displayNameEn!,
        if (policies != null) 'policies': policies!,
        if (isOnHoliday != null) 'is_on_holiday': isOnHoliday!,
      };
}

class Profile {
  const Profile({required this.email, required this.firstName, required this.lastName, required this.language, required this.phoneNumber, required this.isPhoneVerified, required this.hasPassword, required this.isTwoFactorOn, required this.profilePicture, required this.userType, required this.address, required this.specialty, required this.bio, required this.storeName, required this.taxId, required this.hasPhysicalStore, required this.socialMedia, required this.displayName, required this.displayNameEn, required this.governorate, required this.policies, required this.isVerified, required this.isOnHoliday, required this.createdAt, required this.updatedAt});

  factory Profile.fromJson(Json json) => Profile(
        email: json['email'] as String,
        firstName: json['first_name'] as String,
        lastName: json['last_name'] as String,
        language: json['language'] as String,
        phoneNumber: json['phone_number'] as String?,
        isPhoneVerified: json['is_phone_verified'] as bool,
        hasPassword: json['has_password'] as bool,
        isTwoFactorOn: json['is_two_factor_on'] as bool,
        profilePicture: json['profile_picture'] as String?,
        userType: UserTypeEnum(json['user_type'] as String),
        address: json['address'] as String?,
        specialty: json['specialty'] as String?,
        bio: json['bio'] as String?,
        storeName: json['store_name'] as String?,
        taxId: json['tax_id'] as String?,
        hasPhysicalStore: json['has_physical_store'] as bool,
        socialMedia: json['social_media'] == null ? null : {for (final e in (json['social_media'] as Json).entries) e.key: e.value as String},
        displayName: json['display_name'] as String,
        displayNameEn: json['display_name_en'] as String,
        governorate: json['governorate'] as String?,
        policies: json['policies'] as String,
        isVerified: json['is_verified'] as bool,
        isOnHoliday: json['is_on_holiday'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// The address to sign in with.
  final String email;

  /// Given name.
  final String firstName;

  /// Family name.
  final String lastName;

  /// The language of mails and push messages.
  final String language;

  /// In E.164.
  final String? phoneNumber;

  /// Whether the phone is known to be the person's.
  final bool isPhoneVerified;

  /// False for who signs in with Google or Apple alone, and proves it by an `id_token`.
  final bool hasPassword;

  /// Whether signing in asks for the code of an authenticator.
  final bool isTwoFactorOn;

  /// Address of the picture, or null.
  final String? profilePicture;

  /// `customer`, `artist` or `store`.
  final UserTypeEnum userType;

  /// A free line; parcels go to the addresses kept apart.
  final String? address;

  /// An artist's craft.
  final String? specialty;

  /// What the seller tells about the work.
  final String? bio;

  /// A store's name.
  final String? storeName;

  /// A store's tax number; shown to its owner only.
  final String? taxId;

  /// Whether there is a shop one can go to.
  final bool hasPhysicalStore;

  /// Names of networks with an address or handle each.
  final Map<String, String>? socialMedia;

  /// A seller's public name.
  final String displayName;

  /// The same in English, if there is one.
  final String displayNameEn;

  /// Where the seller works.
  final String? governorate;

  /// A seller's terms, in the seller's words.
  final String policies;

  /// Whether it is a verified seller.
  final bool isVerified;

  /// Whether a seller's pieces rest off the market.
  final bool isOnHoliday;

  /// When the profile was made.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class ProofInput {
  const ProofInput({required this.image, this.bankReference});

  /// A picture of the transfer: JPEG, PNG or WebP.
  final Upload image;

  /// The bank's reference.
  final String? bankReference;

  Json toJson() => {
        'image': image,
        if (bankReference != null) 'bank_reference': bankReference!,
      };
}

class Proof {
  const Proof({required this.id, required this.status, required this.reason, required this.bankReference, required this.createdAt});

  factory Proof.fromJson(Json json) => Proof(
        id: json['id'] as int,
        status: ProofOutStatusEnum(json['status'] as String),
        reason: json['reason'] as String,
        bankReference: json['bank_reference'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Whether it was matched.
  final ProofOutStatusEnum status;

  /// Why it was not.
  final String reason;

  /// The bank's reference.
  final String bankReference;

  /// When it was handed in.
  final DateTime createdAt;
}

extension type const ProofOutStatusEnum(String value) implements String {
  static const waiting = ProofOutStatusEnum('waiting');
  static const matched = ProofOutStatusEnum('matched');
  static const rejected = ProofOutStatusEnum('rejected');
}

class ProvenanceInput {
  const ProvenanceInput({this.place, this.materials, this.hours});

  /// Where it was made.
  final String? place;

  /// Of what.
  final String? materials;

  /// In how many hours.
  final int? hours;

  Json toJson() => {
        if (place != null) 'place': place!,
        if (materials != null) 'materials': materials!,
        if (hours != null) 'hours': hours!,
      };
}

class Provenance {
  const Provenance({this.place, this.materials, this.hours});

  factory Provenance.fromJson(Json json) => Provenance(
        place: json['place'] as String?,
        materials: json['materials'] as String?,
        hours: json['hours'] as int?,
      );

  /// Where it was made.
  final String? place;

  /// Of what.
  final String? materials;

  /// In how many hours.
  final int? hours;
}

/// What is to change of them. A beginning comes with an end, and null for both ends them.
class QuietHoursInput {
  const QuietHoursInput({this.start, this.end, this.timeZone, this.wantsDigest});

  /// When the quiet begins, on the person's clock.
  final String? start;

  /// When it ends.
  final String? end;

  /// The IANA name of the person's time zone.
  final String? timeZone;

  /// Whether chatty topics come as one mail a day.
  final bool? wantsDigest;

  Json toJson() => {
        if (start != null) 'start': start!,
        if (end != null) 'end': end!,
        if (timeZone != null) 'time_zone': timeZone!,
        if (wantsDigest != null) 'wants_digest': wantsDigest!,
      };
}

class QuietHoursShape {
  const QuietHoursShape({this.start, this.end, this.timeZone, this.wantsDigest});

  factory QuietHoursShape.fromJson(Json json) => QuietHoursShape(
        start: json['start'] as String?,
        end: json['end'] as String?,
        timeZone: json['time_zone'] as String?,
        wantsDigest: json['wants_digest'] as bool?,
      );

  /// When the quiet begins, on the person's clock.
  final String? start;

  /// When it ends.
  final String? end;

  /// The IANA name of the person's time zone.
  final String? timeZone;

  /// Whether chatty topics come as one mail a day.
  final bool? wantsDigest;
}

class QuoteInput {
  const QuoteInput({this.items, this.shippingAddress, this.shippingOption, this.paymentMethod, this.coupon, this.note, this.quote});

  /// What to order; the basket unless given.
  final List<WishInput>? items;

  /// The id of one's address, or an address for this order alone.
  final Object? shippingAddress;

  /// One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given.
  final Object? shippingOption;

  /// How it would be paid.
  final PaymentMethodEnum? paymentMethod;

  /// A coupon's code.
  final String? coupon;

  /// A word to the sellers.
  final String? note;

  /// The token of a quote: the order is refused if anything differs from it.
  final String? quote;

  Json toJson() => {
        if (items != null) 'items': [for (final e in items!) e.toJson()],
        'shipping_address': shippingAddress == null ? null : shippingAddress,
        if (shippingOption != null) 'shipping_option': shippingOption,
        if (paymentMethod != null) 'payment_method': paymentMethod!,
        if (coupon != null) 'coupon': coupon!,
        if (note != null) 'note': note!,
        if (quote != null) 'quote': quote!,
      };
}

class QuoteLine {
  const QuoteLine({required this.product, required this.variant, required this.quantity, required this.price, required this.lineTotal, required this.discount, required this.available});

  factory QuoteLine.fromJson(Json json) => QuoteLine(
        product: json['product'] as int,
        variant: json['variant'] as int,
        quantity: json['quantity'] as int,
        price: json['price'] as String,
        lineTotal: json['line_total'] as String,
        discount: json['discount'] as String,
        available: json['available'] as int,
      );

  /// Which piece.
  final int product;

  /// Which variant.
  final int variant;

  /// How many.
  final int quantity;

  /// What one costs.
  final String price;

  /// What they cost together.
  final String lineTotal;

  /// What the coupon takes off.
  final String discount;

  /// How many there are.
  final int available;
}

class Quote {
  const Quote({required this.parcels, required this.itemsTotal, required this.shippingCost, required this.discount, required this.totalAmount, required this.isAvailable, required this.shortages, required this.quote});

  factory Quote.fromJson(Json json) => Quote(
        parcels: [for (final e in json['parcels'] as List<Object?>) QuoteParcel.fromJson(e as Json)],
        itemsTotal: json['items_total'] as String,
        shippingCost: json['shipping_cost'] as String,
        discount: json['discount'] as String,
        totalAmount: json['total_amount'] as String,
        isAvailable: json['is_available'] as bool,
        shortages: [for (final e in json['shortages'] as List<Object?>) Shortage.fromJson(e as Json)],
        quote: json['quote'] as String,
      );

  /// By seller.
  final List<QuoteParcel> parcels;

  /// What the pieces cost.
  final String itemsTotal;

  /// What sending them costs.
  final String shippingCost;

  /// What the coupon takes off.
  final String discount;

  /// What is to be paid.
  final String totalAmount;

  /// Whether there is enough of all.
  final bool isAvailable;

  /// What there is not enough of.
  final List<Shortage> shortages;

  /// A token to order with: what is quoted is then what is charged, for half an hour.
  final String quote;
}

class QuoteParcel {
  const QuoteParcel({required this.seller, required this.items, required this.options, required this.shippingOption, required this.shippingCost, required this.itemsTotal, required this.discount, required this.promisedFrom, required this.promisedTo});

  factory QuoteParcel.fromJson(Json json) => QuoteParcel(
        seller: {for (final e in (json['seller'] as Json).entries) e.key: e.value},
        items: [for (final e in json['items'] as List<Object?>) QuoteLine.fromJson(e as Json)],
        options: [for (final e in json['options'] as List<Object?>) ShippingOption.fromJson(e as Json)],
        shippingOption: json['shipping_option'] as String,
        shippingCost: json['shipping_cost'] as String,
        itemsTotal: json['items_total'] as String,
        discount: json['discount'] as String,
        promisedFrom: json['promised_from'] as String,
        promisedTo: json['promised_to'] as String,
      );

  /// `id` and `name` of the seller.
  final Map<String, Object?> seller;

  /// What this seller sends.
  final List<QuoteLine> items;

  /// How it can be sent.
  final List<ShippingOption> options;

  /// The way it is priced with.
  final String shippingOption;

  /// What that costs.
  final String shippingCost;

  /// What the pieces cost.
  final String itemsTotal;

  /// What the coupon takes off.
  final String discount;

  /// The first day it may arrive.
  final String promisedFrom;

  /// The day by which it should have arrived.
  final String promisedTo;
}

extension type const RailEnum(String value) implements String {
  static const bank = RailEnum('bank');
  static const instapay = RailEnum('instapay');
  static const mobileWallet = RailEnum('mobile_wallet');
}

class ReadWord {
  const ReadWord({required this.typed, required this.readAs});

  factory ReadWord.fromJson(Json json) => ReadWord(
        typed: json['typed'] as String,
        readAs: json['read_as'] as String,
      );

  /// The word as it was typed, folded.
  final String typed;

  /// What it was taken for.
  final String readAs;
}

class Reading {
  const Reading({required this.text, required this.layout, required this.arabizi, required this.corrections, required this.minPrice, required this.maxPrice});

  factory Reading.fromJson(Json json) => Reading(
        text: json['text'] as String,
        layout: json['layout'] as String?,
        arabizi: [for (final e in json['arabizi'] as List<Object?>) ReadWord.fromJson(e as Json)],
        corrections: [for (final e in json['corrections'] as List<Object?>) ReadWord.fromJson(e as Json)],
        minPrice: json['min_price'] as String?,
        maxPrice: json['max_price'] as String?,
      );

  /// The query as it was searched for.
  final String text;

  /// What the same keys write on the other layout, or null.
  final String? layout;

  /// Latin words that were read as Arabic.
  final List<ReadWord> arabizi;

  /// Words that were mended.
  final List<ReadWord> corrections;

  /// The least that the query names, or null.
  final String? minPrice;

  /// The most that the query names, or null.
  final String? maxPrice;
}

class RecoveryCodes {
  const RecoveryCodes({required this.recoveryCodes});

  factory RecoveryCodes.fromJson(Json json) => RecoveryCodes(
        recoveryCodes: [for (final e in json['recovery_codes'] as List<Object?>) e as String],
      );

  /// Each works once; they are shown this once.
  final List<String> recoveryCodes;
}

class RefreshInput {
  const RefreshInput({required this.refresh});

  /// The latest refresh token.
  final String refresh;

  Json toJson() => {
        'refresh': refresh,
      };
}

class RefundInput {
  const RefundInput({required this.payment, this.amount, this.items, required this.reason});

  /// Which payment.
  final int payment;

  /// How much of the whole; spread over its lines, and by staff over shipping at last.
  final String? amount;

  /// Or which lines.
  final List<RefundItemInput>? items;

  /// Why.
  final String reason;

  Json toJson() => {
        'payment': payment,
        if (amount != null) 'amount': amount!,
        if (items != null) 'items': [for (final e in items!) e.toJson()],
        'reason': reason,
      };
}

class RefundItemInput {
  const RefundItemInput({required this.item, this.amount});

  /// Which line of the order.
  final int item;

  /// How much of it; all that is left unless given.
  final String? amount;

  Json toJson() => {
        'item': item,
        if (amount != null) 'amount': amount!,
      };
}

class Refund {
  const Refund({required this.payment, required this.amount, required this.reference});

  factory Refund.fromJson(Json json) => Refund(
        payment: Payment.fromJson(json['payment'] as Json),
        amount: json['amount'] as String,
        reference: json['reference'] as String,
      );

  /// The payment as it stands now.
  final Payment payment;

  /// What is given back by this.
  final String amount;

  /// The refund's reference in the ledger.
  final String reference;
}

class RefusedEvent {
  const RefusedEvent({required this.eventId, required this.reason});

  factory RefusedEvent.fromJson(Json json) => RefusedEvent(
        eventId: json['event_id'] as String,
        reason: RefusedEventOutReasonEnum(json['reason'] as String),
      );

  /// The event that was not kept.
  final String eventId;

  /// Too old or ahead; too much; not plain values; something about a person.
  final RefusedEventOutReasonEnum reason;
}

extension type const RefusedEventOutReasonEnum(String value) implements String {
  static const time = RefusedEventOutReasonEnum('time');
  static const size = RefusedEventOutReasonEnum('size');
  static const shape = RefusedEventOutReasonEnum('shape');
  static const personal = RefusedEventOutReasonEnum('personal');
}

class RegisterInput {
  const RegisterInput({required this.email, required this.password, required this.firstName, required this.lastName, this.phoneNumber});

  /// The address to sign in with.
  final String email;

  /// At least 10 characters, neither common nor like the address.
  final String password;

  /// Given name, in any script.
  final String firstName;

  /// Family name, in any script.
  final String lastName;

  /// A phone number; Egyptian numbers need no country code.
  final String? phoneNumber;

  Json toJson() => {
        'email': email,
        'password': password,
        'first_name': firstName,
        'last_name': lastName,
        if (phoneNumber != null) 'phone_number': phoneNumber!,
      };
}

class Register {
  const Register({required this.user});

  factory Register.fromJson(Json json) => Register(
        user: NewUser.fromJson(json['user'] as Json),
      );

  /// The new account.
  final NewUser user;
}

class Rendition {
  const Rendition({required this.width, required this.webp, required this.avif});

  factory Rendition.fromJson(Json json) => Rendition(
        width: json['width'] as int,
        webp: json['webp'] as String,
        avif: json['avif'] as String?,
      );

  /// Width in pixels.
  final int width;

  /// Address of the WebP.
  final String webp;

  /// Address of the AVIF, or null.
  final String? avif;
}

class ReplyInput {
  const ReplyInput({required this.reply});

  /// The seller's public answer.
  final String reply;

  Json toJson() => {
        'reply': reply,
      };
}

class ReportColumn {
  const ReportColumn({required this.name, required this.title, required this.kind});

  factory ReportColumn.fromJson(Json json) => ReportColumn(
        name: json['name'] as String,
        title: json['title'] as String,
        kind: ReportColumnOutKindEnum(json['kind'] as String),
      );

  /// The key in each row.
  final String name;

  /// In the language of the request.
  final String title;

  /// What its values are.
  final ReportColumnOutKindEnum kind;
}

extension type const ReportColumnOutKindEnum(String value) implements String {
  static const text = ReportColumnOutKindEnum('text');
  static const money = ReportColumnOutKindEnum('money');
  static const count = ReportColumnOutKindEnum('count');
  static const share = ReportColumnOutKindEnum('share');
  static const day = ReportColumnOutKindEnum('day');
}

extension type const ReportInReasonEnum(String value) implements String {
  static const abuse = ReportInReasonEnum('abuse');
  static const spam = ReportInReasonEnum('spam');
  static const false_ = ReportInReasonEnum('false');
  static const private = ReportInReasonEnum('private');
  static const other = ReportInReasonEnum('other');
}

class ReportInput {
  const ReportInput({required this.reason, this.note});

  /// What is wrong with it.
  final ReportInReasonEnum reason;

  /// In words.
  final String? note;

  Json toJson() => {
        'reason': reason,
        if (note != null) 'note': note!,
      };
}

class ReportKind {
  const ReportKind({required this.name, required this.title, required this.columns});

  factory ReportKind.fromJson(Json json) => ReportKind(
        name: json['name'] as String,
        title: json['title'] as String,
        columns: [for (final e in json['columns'] as List<Object?>) ReportColumn.fromJson(e as Json)],
      );

  /// By which it is asked for.
  final String name;

  /// What it is called.
  final String title;

  /// What each row holds, in order.
  final List<ReportColumn> columns;
}

class ReportKinds {
  const ReportKinds({required this.reports});

  factory ReportKinds.fromJson(Json json) => ReportKinds(
        reports: [for (final e in json['reports'] as List<Object?>) ReportKind.fromJson(e as Json)],
      );

  /// All there are.
  final List<ReportKind> reports;
}

class Report {
  const Report({required this.title, required this.period, required this.columns, required this.rows});

  factory Report.fromJson(Json json) => Report(
        title: json['title'] as String,
        period: ReportPeriod.fromJson(json['period'] as Json),
        columns: [for (final e in json['columns'] as List<Object?>) ReportColumn.fromJson(e as Json)],
        rows: [for (final e in json['rows'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
      );

  /// What the report is called.
  final String title;

  /// What it is of.
  final ReportPeriod period;

  /// What each row holds, in order.
  final List<ReportColumn> columns;

  /// At most 10 000; what has more is made as a file.
  final List<Map<String, Object?>> rows;
}

/// Some days, both ends included.
class ReportPeriod {
  const ReportPeriod({required this.from, required this.to});

  factory ReportPeriod.fromJson(Json json) => ReportPeriod(
        from: json['from'] as String,
        to: json['to'] as String,
      );

  /// The first day, in Cairo.
  final String from;

  /// The last day.
  final String to;
}

class ResetInput {
  const ResetInput({required this.uid, required this.token, required this.newPassword});

  /// From the link in the mail.
  final String uid;

  /// From the link in the mail.
  final String token;

  /// The password to set.
  final String newPassword;

  Json toJson() => {
        'uid': uid,
        'token': token,
        'new_password': newPassword,
      };
}

class ReturnInput {
  const ReturnInput({required this.items, required this.reason, this.details});

  /// What is to go back; lines of one parcel.
  final List<ReturnItemInput> items;

  /// Why.
  final ReturnReasonEnum reason;

  /// What is wrong with it.
  final String? details;

  Json toJson() => {
        'items': [for (final e in items) e.toJson()],
        'reason': reason,
        if (details != null) 'details': details!,
      };
}

class ReturnItemInput {
  const ReturnItemInput({required this.item, required this.quantity});

  /// Which line of the order.
  final int item;

  /// How many of it.
  final int quantity;

  Json toJson() => {
        'item': item,
        'quantity': quantity,
      };
}

class ReturnItem {
  const ReturnItem({required this.item, required this.name, required this.quantity, required this.amount});

  factory ReturnItem.fromJson(Json json) => ReturnItem(
        item: json['item'] as int,
        name: json['name'] as String,
        quantity: json['quantity'] as int,
        amount: json['amount'] as String,
      );

  /// Which line of the order.
  final int item;

  /// Its name.
  final String name;

  /// How many of it.
  final int quantity;

  /// What is paid back for them.
  final String amount;
}

class Return {
  const Return({required this.id, required this.order, required this.parcel, required this.reason, required this.details, required this.status, required this.answer, required this.refundAmount, required this.refundsShipping, required this.answerBy, required this.items, required this.photos, required this.messages, required this.createdAt, required this.updatedAt});

  factory Return.fromJson(Json json) => Return(
        id: json['id'] as int,
        order: json['order'] as int,
        parcel: json['parcel'] as int,
        reason: ReturnReasonEnum(json['reason'] as String),
        details: json['details'] as String,
        status: ReturnOutStatusEnum(json['status'] as String),
        answer: json['answer'] as String,
        refundAmount: json['refund_amount'] as String,
        refundsShipping: json['refunds_shipping'] as bool,
        answerBy: DateTime.parse(json['answer_by'] as String),
        items: [for (final e in json['items'] as List<Object?>) ReturnItem.fromJson(e as Json)],
        photos: [for (final e in json['photos'] as List<Object?>) e as String],
        messages: [for (final e in json['messages'] as List<Object?>) {for (final e in (e as Json).entries) e.key: e.value}],
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// Which order.
  final int order;

  /// Which parcel.
  final int parcel;

  /// Why.
  final ReturnReasonEnum reason;

  /// What is wrong with it.
  final String details;

  /// Where it stands.
  final ReturnOutStatusEnum status;

  /// Why it was refused.
  final String answer;

  /// What is paid back for the pieces; once it is refunded, what was.
  final String refundAmount;

  /// Whether the way there is paid back too.
  final bool refundsShipping;

  /// By when the seller is to answer.
  final DateTime answerBy;

  /// What is to go back.
  final List<ReturnItem> items;

  /// Addresses of pictures of it, for five minutes; then ask for the return again.
  final List<String> photos;

  /// What was said and done, oldest first.
  final List<Map<String, Object?>> messages;

  /// When it was asked for.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

extension type const ReturnOutStatusEnum(String value) implements String {
  static const requested = ReturnOutStatusEnum('requested');
  static const approved = ReturnOutStatusEnum('approved');
  static const refused = ReturnOutStatusEnum('refused');
  static const received = ReturnOutStatusEnum('received');
  static const refunded = ReturnOutStatusEnum('refunded');
  static const disputed = ReturnOutStatusEnum('disputed');
  static const closed = ReturnOutStatusEnum('closed');
}

extension type const ReturnReasonEnum(String value) implements String {
  static const changedMind = ReturnReasonEnum('changed_mind');
  static const defective = ReturnReasonEnum('defective');
  static const notAsDescribed = ReturnReasonEnum('not_as_described');
  static const wrongItem = ReturnReasonEnum('wrong_item');
  static const neverArrived = ReturnReasonEnum('never_arrived');
}

class ReviewImage {
  const ReviewImage({required this.id, required this.url, required this.thumb, required this.blurhash, required this.width, required this.height});

  factory ReviewImage.fromJson(Json json) => ReviewImage(
        id: json['id'] as int,
        url: json['url'] as String,
        thumb: json['thumb'] as String,
        blurhash: json['blurhash'] as String,
        width: json['width'] as int,
        height: json['height'] as int,
      );

  /// Its id.
  final int id;

  /// Address of a WebP up to 1080 pixels wide.
  final String url;

  /// Address of a WebP 320 pixels wide.
  final String thumb;

  /// A blur to show while it loads.
  final String blurhash;

  /// Width of the original in pixels.
  final int width;

  /// Height of the original in pixels.
  final int height;
}

class ReviewInput {
  const ReviewInput({required this.rating, this.comment});

  /// From 1 to 5.
  final int rating;

  /// In words.
  final String? comment;

  Json toJson() => {
        'rating': rating,
        if (comment != null) 'comment': comment!,
      };
}

class Review {
  const Review({required this.id, required this.rating, required this.comment, required this.author, required this.images, required this.reply, required this.repliedAt, required this.helpfulCount, required this.createdAt, required this.updatedAt});

  factory Review.fromJson(Json json) => Review(
        id: json['id'] as int,
        rating: json['rating'] as int,
        comment: json['comment'] as String?,
        author: json['author'] as String,
        images: [for (final e in json['images'] as List<Object?>) ReviewImage.fromJson(e as Json)],
        reply: json['reply'] as String,
        repliedAt: json['replied_at'] == null ? null : DateTime.parse(json['replied_at'] as String),
        helpfulCount: json['helpful_count'] as int,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// Its id.
  final int id;

  /// From 1 to 5.
  final int rating;

  /// In words, or null.
  final String? comment;

  /// First name and initial of whoever wrote it.
  final String author;

  /// Pictures that are ready to be shown.
  final List<ReviewImage> images;

  /// The seller's answer, or empty.
  final String reply;

  /// When the seller answered.
  final DateTime? repliedAt;

  /// How many found it helpful.
  final int helpfulCount;

  /// When it was written.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class ReviewsSummary {
  const ReviewsSummary({required this.average, required this.count, required this.histogram});

  factory ReviewsSummary.fromJson(Json json) => ReviewsSummary(
        average: json['average'] == null ? null : (json['average'] as num).toDouble(),
        count: json['count'] as int,
        histogram: {for (final e in (json['histogram'] as Json).entries) e.key: e.value as int},
      );

  /// Mean of the ratings, or null.
  final double? average;

  /// How many there are.
  final int count;

  /// How many of each rating from `1` to `5`.
  final Map<String, int> histogram;
}

class RowProblem {
  const RowProblem({required this.column, required this.code, required this.message});

  factory RowProblem.fromJson(Json json) => RowProblem(
        column: json['column'] as String,
        code: json['code'] as String,
        message: json['message'] as String,
      );

  /// The heading of the column, in Arabic; may be empty.
  final String column;

  /// A stable word for programs.
  final String code;

  /// A sentence for people, in the language the table was sent in.
  final String message;
}

class SavedMethodInput {
  const SavedMethodInput({required this.methodType, this.isDefault});

  /// What to keep. A card is kept on the gateway's page, by ticking the box there.
  final KeptMethodEnum methodType;

  /// Offer it first.
  final bool? isDefault;

  Json toJson() => {
        'method_type': methodType,
        if (isDefault != null) 'is_default': isDefault!,
      };
}

class SavedMethod {
  const SavedMethod({required this.id, required this.methodType, required this.isDefault, required this.details, required this.createdAt});

  factory SavedMethod.fromJson(Json json) => SavedMethod(
        id: json['id'] as int,
        methodType: PaymentMethodEnum(json['method_type'] as String),
        isDefault: json['is_default'] as bool,
        details: {for (final e in (json['details'] as Json).entries) e.key: e.value as String},
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// What kind of method it is.
  final PaymentMethodEnum methodType;

  /// Whether it is offered first.
  final bool isDefault;

  /// Of a card: `brand` and `masked` number.
  final Map<String, String> details;

  /// When it was kept.
  final DateTime createdAt;
}

/// What whoever has money sent out of a wallet says, now or every week.
class ScheduleInput {
  const ScheduleInput({required this.destination, required this.pin, required this.every, required this.smallest, this.otp});

  /// Where to.
  final DestinationInput destination;

  /// The wallet's PIN.
  final String pin;

  /// How often.
  final EveryEnum every;

  /// From how much on; less waits for the next time.
  final String smallest;

  /// The authenticator's code; needed where two-step sign-in is on.
  final String? otp;

  Json toJson() => {
        'destination': destination.toJson(),
        'pin': pin,
        'every': every,
        'smallest': smallest,
        if (otp != null) 'otp': otp!,
      };
}

class Schedule {
  const Schedule({required this.every, required this.smallest, required this.rail, required this.destinationHint, required this.mayBeLarge, required this.nextOn});

  factory Schedule.fromJson(Json json) => Schedule(
        every: EveryEnum(json['every'] as String),
        smallest: json['smallest'] as String,
        rail: RailEnum(json['rail'] as String),
        destinationHint: json['destination_hint'] as String,
        mayBeLarge: json['may_be_large'] as bool,
        nextOn: json['next_on'] as String,
      );

  /// How often: on Sundays, or on the first of the month.
  final EveryEnum every;

  /// From how much on; less waits for the next time.
  final String smallest;

  /// How it is sent.
  final RailEnum rail;

  /// The end of where it goes.
  final String destinationHint;

  /// Whether it was set with the authenticator's code; without it no payout reaches the amount that needs one.
  final bool mayBeLarge;

  /// The next day on which it happens, in Cairo.
  final String nextOn;
}

class Search {
  const Search({required this.next, required this.previous, required this.results, required this.query, required this.correctedQuery, required this.interpretedAs, required this.didYouMean, required this.total, required this.facets, required this.isWhole});

  factory Search.fromJson(Json json) => Search(
        next: json['next'] as String?,
        previous: json['previous'] as String?,
        results: [for (final e in json['results'] as List<Object?>) Hit.fromJson(e as Json)],
        query: json['query'] as String,
        correctedQuery: json['corrected_query'] as String?,
        interpretedAs: Reading.fromJson(json['interpreted_as'] as Json),
        didYouMean: [for (final e in json['did_you_mean'] as List<Object?>) e as String],
        total: json['total'] as int?,
        facets: json['facets'] == null ? null : Facets.fromJson(json['facets'] as Json),
        isWhole: json['is_whole'] as bool,
      );

  /// Address of the page after this one.
  final String? next;

  /// Address of the page before it.
  final String? previous;

  /// What answers the query, best first; 200 at the most.
  final List<Hit> results;

  /// The query, spaces tidied.
  final String query;

  /// The query as it was mended, or null if it was taken as typed.
  final String? correctedQuery;

  /// What was understood. With `original=true` the same words are taken literally.
  final Reading interpretedAs;

  /// Where nothing was found: queries near it that find something.
  final List<String> didYouMean;

  /// How many pieces have all that was asked; null behind page one.
  final int? total;

  /// How many pieces have each value; null behind page one.
  final Facets? facets;

  /// False if the search ran out of time and there may be more.
  final bool isWhole;
}

class SellerBucket {
  const SellerBucket({required this.revenue, required this.refunds, required this.netRevenue, required this.commission, required this.vat, required this.shipping, required this.earnings, required this.payouts, required this.orders, required this.placed, required this.units, required this.averageOrder, required this.views, required this.visits, required this.carts, required this.conversion, required this.startsOn});

  factory SellerBucket.fromJson(Json json) => SellerBucket(
        revenue: json['revenue'] as String,
        refunds: json['refunds'] as String,
        netRevenue: json['net_revenue'] as String,
        commission: json['commission'] as String,
        vat: json['vat'] as String,
        shipping: json['shipping'] as String,
        earnings: json['earnings'] as String,
        payouts: json['payouts'] as String,
        orders: json['orders'] as int,
        placed: json['placed'] as int,
        units: json['units'] as int,
        averageOrder: json['average_order'] as String?,
        views: json['views'] as int,
        visits: json['visits'] as int,
        carts: json['carts'] as int,
        conversion: json['conversion'] as String?,
        startsOn: json['starts_on'] as String,
      );

  /// What pieces went for, when their money was booked.
  final String revenue;

  /// What of revenue was given back in the period.
  final String refunds;

  /// `revenue` less `refunds`.
  final String netRevenue;

  /// The house's share, less what refunds gave back.
  final String commission;

  /// VAT on the commission.
  final String vat;

  /// For parcels sent in an own way.
  final String shipping;

  /// `net_revenue` − `commission` − `vat` + `shipping`, as booked.
  final String earnings;

  /// What reached the bank.
  final String payouts;

  /// Orders booked: paid, or handed over for cash.
  final int orders;

  /// Orders placed, paid or not.
  final int placed;

  /// Pieces booked.
  final int units;

  /// `revenue` by `orders`; null without orders.
  final String? averageOrder;

  /// Pieces looked at; once a day by the same person.
  final int views;

  /// People who looked, day by day.
  final int visits;

  /// Pieces put into baskets.
  final int carts;

  /// `placed` by `visits`; null without visits.
  final String? conversion;

  /// The first day of the day, week (from Saturday) or month.
  final String startsOn;
}

class SellerFigures {
  const SellerFigures({required this.period, required this.granularity, required this.totals, required this.buyers, required this.before, required this.totalsBefore, required this.buyersBefore, required this.series, required this.topProducts, required this.computedAt});

  factory SellerFigures.fromJson(Json json) => SellerFigures(
        period: Period.fromJson(json['period'] as Json),
        granularity: GranularityEnum(json['granularity'] as String),
        totals: SellerTotals.fromJson(json['totals'] as Json),
        buyers: Buyers.fromJson(json['buyers'] as Json),
        before: Period.fromJson(json['before'] as Json),
        totalsBefore: SellerTotals.fromJson(json['totals_before'] as Json),
        buyersBefore: Buyers.fromJson(json['buyers_before'] as Json),
        series: [for (final e in json['series'] as List<Object?>) SellerBucket.fromJson(e as Json)],
        topProducts: [for (final e in json['top_products'] as List<Object?>) TopProduct.fromJson(e as Json)],
        computedAt: DateTime.parse(json['computed_at'] as String),
      );

  /// What the figures are of.
  final Period period;

  /// What a row of `series` is.
  final GranularityEnum granularity;

  /// The whole period.
  final SellerTotals totals;

  /// Who bought in the period.
  final Buyers buyers;

  /// As many days right before, for comparison.
  final Period before;

  /// The whole period before.
  final SellerTotals totalsBefore;

  /// Who bought in the period before.
  final Buyers buyersBefore;

  /// Every bucket, also where nothing was.
  final List<SellerBucket> series;

  /// Up to ten, by revenue.
  final List<TopProduct> topProducts;

  /// Up to when what happened is in the figures.
  final DateTime computedAt;
}

class SellerName {
  const SellerName({required this.id, required this.name, required this.userType});

  factory SellerName.fromJson(Json json) => SellerName(
        id: json['id'] as int,
        name: json['name'] as String,
        userType: json['user_type'] as String,
      );

  /// The seller's id.
  final int id;

  /// The public name.
  final String name;

  /// `artist` or `store`.
  final String userType;
}

/// What everybody may know of a seller: never e-mail, phone or tax number.
class Seller {
  const Seller({required this.id, required this.name, required this.userType, required this.picture, required this.specialty, required this.bio, required this.hasPhysicalStore, this.socialMedia, required this.governorate, required this.policies, required this.isFeatured, required this.isOnHoliday, required this.productCount, required this.ratingAverage, required this.ratingCount, required this.since});

  factory Seller.fromJson(Json json) => Seller(
        id: json['id'] as int,
        name: json['name'] as String,
        userType: UserTypeEnum(json['user_type'] as String),
        picture: json['picture'] as String?,
        specialty: json['specialty'] as String?,
        bio: json['bio'] as String?,
        hasPhysicalStore: json['has_physical_store'] as bool,
        socialMedia: json['social_media'],
        governorate: json['governorate'] == null ? null : Governorate.fromJson(json['governorate'] as Json),
        policies: json['policies'] as String,
        isFeatured: json['is_featured'] as bool,
        isOnHoliday: json['is_on_holiday'] as bool,
        productCount: json['product_count'] as int,
        ratingAverage: json['rating_average'] == null ? null : (json['rating_average'] as num).toDouble(),
        ratingCount: json['rating_count'] as int,
        since: DateTime.parse(json['since'] as String),
      );

  /// The seller's id.
  final int id;

  /// The public name in the language asked for.
  final String name;

  /// `artist` or `store`.
  final UserTypeEnum userType;

  /// Address of the picture, or null.
  final String? picture;

  /// The craft.
  final String? specialty;

  /// What the seller tells about the work.
  final String? bio;

  /// Whether there is a shop one can go to.
  final bool hasPhysicalStore;

  /// Names of networks with an address or handle each.
  final Object? socialMedia;

  /// Where the seller works, or null.
  final Governorate? governorate;

  /// The seller's terms.
  final String policies;

  /// Whether staff show the seller first.
  final bool isFeatured;

  /// Whether the shop rests.
  final bool isOnHoliday;

  /// How many pieces are on the market.
  final int productCount;

  /// Mean of all ratings of the seller's pieces, or null.
  final double? ratingAverage;

  /// How many ratings there are.
  final int ratingCount;

  /// Selling since.
  final DateTime since;
}

class SellerShippingIn {
  const SellerShippingIn({required this.cost, this.valuePercent, required this.freeFrom, required this.allowsPickUp, required this.pickUpAddress});

  factory SellerShippingIn.fromJson(Json json) => SellerShippingIn(
        cost: json['cost'] as String?,
        valuePercent: json['value_percent'] as String?,
        freeFrom: json['free_from'] as String?,
        allowsPickUp: json['allows_pick_up'] as bool,
        pickUpAddress: json['pick_up_address'] as String,
      );

  /// What sending in the seller's own way costs, to anywhere; null for the usual rates.
  final String? cost;

  /// What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not.
  final String? valuePercent;

  /// From which worth of pieces on it is free; null for what is usual.
  final String? freeFrom;

  /// Whether buyers may fetch their pieces.
  final bool allowsPickUp;

  /// Where; shown to buyers who chose it, once their order may be prepared.
  final String pickUpAddress;
}

class SellerShippingInOutInput {
  const SellerShippingInOutInput({required this.cost, this.valuePercent, required this.freeFrom, required this.allowsPickUp, required this.pickUpAddress});

  /// What sending in the seller's own way costs, to anywhere; null for the usual rates.
  final String? cost;

  /// What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not.
  final String? valuePercent;

  /// From which worth of pieces on it is free; null for what is usual.
  final String? freeFrom;

  /// Whether buyers may fetch their pieces.
  final bool allowsPickUp;

  /// Where; shown to buyers who chose it, once their order may be prepared.
  final String pickUpAddress;

  Json toJson() => {
        'cost': cost,
        if (valuePercent != null) 'value_percent': valuePercent!,
        'free_from': freeFrom,
        'allows_pick_up': allowsPickUp,
        'pick_up_address': pickUpAddress,
      };
}

class SellerTotals {
  const SellerTotals({required this.revenue, required this.refunds, required this.netRevenue, required this.commission, required this.vat, required this.shipping, required this.earnings, required this.payouts, required this.orders, required this.placed, required this.units, required this.averageOrder, required this.views, required this.visits, required this.carts, required this.conversion});

  factory SellerTotals.fromJson(Json json) => SellerTotals(
        revenue: json['revenue'] as String,
        refunds: json['refunds'] as String,
        netRevenue: json['net_revenue'] as String,
        commission: json['commission'] as String,
        vat: json['vat'] as String,
        shipping: json['shipping'] as String,
        earnings: json['earnings'] as String,
        payouts: json['payouts'] as String,
        orders: json['orders'] as int,
        placed: json['placed'] as int,
        units: json['units'] as int,
        averageOrder: json['average_order'] as String?,
        views: json['views'] as int,
        visits: json['visits'] as int,
        carts: json['carts'] as int,
        conversion: json['conversion'] as String?,
      );

  /// What pieces went for, when their money was booked.
  final String revenue;

  /// What of revenue was given back in the period.
  final String refunds;

  /// `revenue` less `refunds`.
  final String netRevenue;

  /// The house's share, less what refunds gave back.
  final String commission;

  /// VAT on the commission.
  final String vat;

  /// For parcels sent in an own way.
  final String shipping;

  /// `net_revenue` − `commission` − `vat` + `shipping`, as booked.
  final String earnings;

  /// What reached the bank.
  final String payouts;

  /// Orders booked: paid, or handed over for cash.
  final int orders;

  /// Orders placed, paid or not.
  final int placed;

  /// Pieces booked.
  final int units;

  /// `revenue` by `orders`; null without orders.
  final String? averageOrder;

  /// Pieces looked at; once a day by the same person.
  final int views;

  /// People who looked, day by day.
  final int visits;

  /// Pieces put into baskets.
  final int carts;

  /// `placed` by `visits`; null without visits.
  final String? conversion;
}

extension type const SellerTypeEnum(String value) implements String {
  static const artist = SellerTypeEnum('artist');
  static const store = SellerTypeEnum('store');
}

class Session {
  const Session({required this.id, required this.kind, required this.device, required this.address, required this.createdAt, required this.lastUsedAt, required this.isCurrent});

  factory Session.fromJson(Json json) => Session(
        id: json['id'] as int,
        kind: SessionOutKindEnum(json['kind'] as String),
        device: json['device'] as String,
        address: json['address'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
        lastUsedAt: DateTime.parse(json['last_used_at'] as String),
        isCurrent: json['is_current'] as bool,
      );

  /// Its id.
  final int id;

  /// `app`, or `browser` at the back office or the sellers' pages.
  final SessionOutKindEnum kind;

  /// What the device called itself; of a browser, which one it is and on what.
  final String device;

  /// The network address it signed in from.
  final String address;

  /// When it signed in.
  final DateTime createdAt;

  /// When it last fetched new tokens; of a browser, when it last opened a page, to some minutes.
  final DateTime lastUsedAt;

  /// Whether it is the one asking.
  final bool isCurrent;
}

extension type const SessionOutKindEnum(String value) implements String {
  static const app = SessionOutKindEnum('app');
  static const browser = SessionOutKindEnum('browser');
}

class SettlementInput {
  const SettlementInput({required this.amount, required this.text});

  /// What the buyer gets back, from 0.00 to what was asked for.
  final String amount;

  /// The reasons, told to both sides.
  final String text;

  Json toJson() => {
        'amount': amount,
        'text': text,
      };
}

class Setup {
  const Setup({required this.secret, required this.otpauthUrl});

  factory Setup.fromJson(Json json) => Setup(
        secret: json['secret'] as String,
        otpauthUrl: json['otpauth_url'] as String,
      );

  /// To type into an authenticator app.
  final String secret;

  /// To show as a QR code.
  final String otpauthUrl;
}

class ShippingEstimate {
  const ShippingEstimate({required this.costFrom, required this.freeAbove, required this.daysMin, required this.daysMax});

  factory ShippingEstimate.fromJson(Json json) => ShippingEstimate(
        costFrom: json['cost_from'] as String,
        freeAbove: json['free_above'] as String?,
        daysMin: json['days_min'] as int,
        daysMax: json['days_max'] as int,
      );

  /// What sending costs at the least, to the nearest zone and for a light parcel. What it costs more by weight or by the parcel's value is not in it; the quote of a basket has it.
  final String costFrom;

  /// From which amount it is free, or null.
  final String? freeAbove;

  /// Days until it arrives, at the least.
  final int daysMin;

  /// Days until it arrives, as a rule at the most.
  final int daysMax;
}

class ShippingOption {
  const ShippingOption({required this.option, required this.name, required this.carrier, required this.cost, required this.daysMin, required this.daysMax});

  factory ShippingOption.fromJson(Json json) => ShippingOption(
        option: json['option'] as String,
        name: json['name'] as String,
        carrier: json['carrier'] as String,
        cost: json['cost'] as String,
        daysMin: json['days_min'] as int,
        daysMax: json['days_max'] as int,
      );

  /// The code to order it with.
  final String option;

  /// Its name in the language asked for.
  final String name;

  /// Who carries it; empty for nobody.
  final String carrier;

  /// What it costs.
  final String cost;

  /// Working days until it arrives, at the least.
  final int daysMin;

  /// Working days, as a rule at the most.
  final int daysMax;
}

class Shortage {
  const Shortage({required this.product, required this.variant, required this.available});

  factory Shortage.fromJson(Json json) => Shortage(
        product: json['product'] as int,
        variant: json['variant'] as int,
        available: json['available'] as int,
      );

  /// Which piece.
  final int product;

  /// Which variant.
  final int variant;

  /// How many there are.
  final int available;
}

class SignIn {
  const SignIn({required this.id, required this.succeeded, required this.device, required this.address, required this.createdAt});

  factory SignIn.fromJson(Json json) => SignIn(
        id: json['id'] as int,
        succeeded: json['succeeded'] as bool,
        device: json['device'] as String,
        address: json['address'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Whether the password and the code were right.
  final bool succeeded;

  /// What the device called itself.
  final String device;

  /// The network address it came from.
  final String address;

  /// When it was.
  final DateTime createdAt;
}

class SignedIn {
  const SignedIn({required this.access, required this.refresh, required this.user, required this.twoFactorRequired});

  factory SignedIn.fromJson(Json json) => SignedIn(
        access: json['access'] as String,
        refresh: json['refresh'] as String,
        user: User.fromJson(json['user'] as Json),
        twoFactorRequired: json['two_factor_required'] as bool,
      );

  /// Goes into `Authorization: Bearer`; lives 15 minutes.
  final String access;

  /// Buys new tokens, once; lives 30 days.
  final String refresh;

  /// Who signed in.
  final User user;

  /// True for staff who signed in with a password alone: these tokens give no staff rights until two-step sign-in is set up.
  final bool twoFactorRequired;
}

class SocialInput {
  const SocialInput({required this.idToken, this.nonce, this.firstName, this.lastName});

  /// The ID token the phone got from the provider.
  final String idToken;

  /// The nonce the phone asked the provider with.
  final String? nonce;

  /// Apple tells it to the phone only.
  final String? firstName;

  /// Likewise.
  final String? lastName;

  Json toJson() => {
        'id_token': idToken,
        if (nonce != null) 'nonce': nonce!,
        if (firstName != null) 'first_name': firstName!,
        if (lastName != null) 'last_name': lastName!,
      };
}

/// A step as its seller sees it, who knows of no other seller.
class SoldEvent {
  const SoldEvent({required this.id, required this.parcel, required this.code, required this.fromStatus, required this.toStatus, required this.note, required this.by, required this.createdAt});

  factory SoldEvent.fromJson(Json json) => SoldEvent(
        id: json['id'] as int,
        parcel: json['parcel'] as int?,
        code: json['code'] as String,
        fromStatus: json['from_status'] as String,
        toStatus: json['to_status'] as String,
        note: json['note'] as String,
        by: json['by'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Which parcel, or null for the whole order.
  final int? parcel;

  /// What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, …
  final String code;

  /// Where it stood.
  final String fromStatus;

  /// Where it went.
  final String toStatus;

  /// What was said; a carrier's reason in the language asked for.
  final String note;

  /// Whose step it was: `buyer`, `seller`, `staff` or `system`.
  final String by;

  /// When.
  final DateTime createdAt;
}

/// A line as its seller sees it: with what the house takes of it.
class SoldItem {
  const SoldItem({required this.id, required this.product, required this.variant, required this.seller, required this.name, required this.sku, required this.choices, required this.personalisation, required this.image, required this.quantity, required this.price, required this.lineTotal, required this.discount, required this.refunded, required this.returnedQuantity, required this.commissionRate, required this.commissionAmount, required this.commissionVat});

  factory SoldItem.fromJson(Json json) => SoldItem(
        id: json['id'] as int,
        product: json['product'] as int,
        variant: json['variant'] as int,
        seller: json['seller'] as int,
        name: json['name'] as String,
        sku: json['sku'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) e as String],
        personalisation: {for (final e in (json['personalisation'] as Json).entries) e.key: e.value as String},
        image: json['image'] as String,
        quantity: json['quantity'] as int,
        price: json['price'] as String,
        lineTotal: json['line_total'] as String,
        discount: json['discount'] as String,
        refunded: json['refunded'] as String,
        returnedQuantity: json['returned_quantity'] as int,
        commissionRate: json['commission_rate'] as String,
        commissionAmount: json['commission_amount'] as String,
        commissionVat: json['commission_vat'] as String,
      );

  /// The line's id.
  final int id;

  /// Which piece.
  final int product;

  /// Which variant.
  final int variant;

  /// Who sells it.
  final int seller;

  /// Its name when it was ordered.
  final String name;

  /// Its article code.
  final String sku;

  /// The variant's values, as they were called when it was ordered.
  final List<String> choices;

  /// What is to be added to it.
  final Map<String, String> personalisation;

  /// Address of a small picture.
  final String image;

  /// How many.
  final int quantity;

  /// What one cost.
  final String price;

  /// What the pieces cost together.
  final String lineTotal;

  /// What a coupon took off.
  final String discount;

  /// How much of the line was given back.
  final String refunded;

  /// How many were sent back.
  final int returnedQuantity;

  /// Per cent the house takes.
  final String commissionRate;

  /// What it takes of this line.
  final String commissionAmount;

  /// VAT on that.
  final String commissionVat;
}

/// A seller's part of an order: its own lines, and no other seller's.
class Sold {
  const Sold({required this.id, required this.parcel, required this.number, required this.status, required this.orderStatus, required this.paymentMethod, required this.isPaid, required this.mayBeSent, required this.buyer, required this.address, required this.shippingAddress, required this.cashDue, required this.itemsTotal, required this.shippingCost, required this.discount, required this.earnings, required this.compensation, required this.shippingOption, required this.carrier, required this.carrierName, required this.trackingNumber, required this.promisedFrom, required this.promisedTo, required this.shippedAt, required this.deliveredAt, required this.note, required this.items, required this.timeline, required this.createdAt});

  factory Sold.fromJson(Json json) => Sold(
        id: json['id'] as int,
        parcel: json['parcel'] as int,
        number: json['number'] as String,
        status: ParcelStatusEnum(json['status'] as String),
        orderStatus: json['order_status'] as String,
        paymentMethod: json['payment_method'] as String,
        isPaid: json['is_paid'] as bool,
        mayBeSent: json['may_be_sent'] as bool,
        buyer: json['buyer'] as String,
        address: json['address'] == null ? null : FrozenAddress.fromJson(json['address'] as Json),
        shippingAddress: json['shipping_address'] as String?,
        cashDue: json['cash_due'] as String,
        itemsTotal: json['items_total'] as String,
        shippingCost: json['shipping_cost'] as String,
        discount: json['discount'] as String,
        earnings: json['earnings'] as String,
        compensation: json['compensation'] as String?,
        shippingOption: json['shipping_option'] as String,
        carrier: json['carrier'] as String,
        carrierName: json['carrier_name'] as String,
        trackingNumber: json['tracking_number'] as String,
        promisedFrom: json['promised_from'] as String,
        promisedTo: json['promised_to'] as String,
        shippedAt: json['shipped_at'] == null ? null : DateTime.parse(json['shipped_at'] as String),
        deliveredAt: json['delivered_at'] == null ? null : DateTime.parse(json['delivered_at'] as String),
        note: json['note'] as String,
        items: [for (final e in json['items'] as List<Object?>) SoldItem.fromJson(e as Json)],
        timeline: [for (final e in json['timeline'] as List<Object?>) SoldEvent.fromJson(e as Json)],
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// The order's id.
  final int id;

  /// The parcel's id.
  final int parcel;

  /// The order's number to read out.
  final String number;

  /// Where it stands.
  final ParcelStatusEnum status;

  /// Where the order stands.
  final String orderStatus;

  /// How it is paid.
  final String paymentMethod;

  /// Whether it is.
  final bool isPaid;

  /// Whether it may be prepared: paid, or to be paid in cash.
  final bool mayBeSent;

  /// The buyer's given name.
  final String buyer;

  /// Where it goes, in its parts; null until it may be sent.
  final FrozenAddress? address;

  /// The same as text; null until it may be sent.
  final String? shippingAddress;

  /// What is to be taken at the door.
  final String cashDue;

  /// What its pieces cost.
  final String itemsTotal;

  /// What sending it costs.
  final String shippingCost;

  /// What a coupon took off.
  final String discount;

  /// What remains for the seller.
  final String earnings;

  /// What the carrier paid the seller for its loss, or null.
  final String? compensation;

  /// How it is sent.
  final String shippingOption;

  /// The carrier's code.
  final String carrier;

  /// The carrier's name, as the seller gave it.
  final String carrierName;

  /// The carrier's number.
  final String trackingNumber;

  /// The first day it may arrive.
  final String promisedFrom;

  /// The day by which it should have arrived.
  final String promisedTo;

  /// When it left, or null.
  final DateTime? shippedAt;

  /// When it arrived, or null.
  final DateTime? deliveredAt;

  /// The buyer's word to the sellers.
  final String note;

  /// One's own lines.
  final List<SoldItem> items;

  /// Each step of one's own part.
  final List<SoldEvent> timeline;

  /// When it was placed.
  final DateTime createdAt;
}

class Stars {
  const Stars({required this.value, required this.count});

  factory Stars.fromJson(Json json) => Stars(
        value: json['value'] as int,
        count: json['count'] as int,
      );

  /// The `min_rating` to filter by.
  final int value;

  /// How many are rated so well at the least.
  final int count;
}

class Started {
  const Started({required this.payment, required this.nextAction});

  factory Started.fromJson(Json json) => Started(
        payment: Payment.fromJson(json['payment'] as Json),
        nextAction: NextAction.fromJson(json['next_action'] as Json),
      );

  /// The payment.
  final Payment payment;

  /// What the app does next.
  final NextAction nextAction;
}

extension type const StateEnum(String value) implements String {
  static const draft = StateEnum('draft');
  static const pending = StateEnum('pending');
  static const approved = StateEnum('approved');
  static const rejected = StateEnum('rejected');
  static const withdrawn = StateEnum('withdrawn');
}

class Statement {
  const Statement({required this.month, required this.opening, required this.closing, required this.sums, required this.count});

  factory Statement.fromJson(Json json) => Statement(
        month: json['month'] as String,
        opening: json['opening'] as String,
        closing: json['closing'] as String,
        sums: {for (final e in (json['sums'] as Json).entries) e.key: e.value as String},
        count: json['count'] as int,
      );

  /// The month, in Cairo's calendar.
  final String month;

  /// The balance as it began.
  final String opening;

  /// The balance as it ended.
  final String closing;

  /// What came in, or with a minus went out, by kind of movement.
  final Map<String, String> sums;

  /// How many movements there were.
  final int count;
}

class Statements {
  const Statements({required this.months});

  factory Statements.fromJson(Json json) => Statements(
        months: [for (final e in json['months'] as List<Object?>) e as String],
      );

  /// The months in which something moved, such as `2026-11`, the latest first.
  final List<String> months;
}

class StepInput {
  const StepInput({required this.status, this.carrier, this.trackingNumber, this.note});

  /// Where one's part is to go.
  final StepInStatusEnum status;

  /// Who carries it.
  final String? carrier;

  /// The carrier's number.
  final String? trackingNumber;

  /// A word to the buyer.
  final String? note;

  Json toJson() => {
        'status': status,
        if (carrier != null) 'carrier': carrier!,
        if (trackingNumber != null) 'tracking_number': trackingNumber!,
        if (note != null) 'note': note!,
      };
}

extension type const StepInStatusEnum(String value) implements String {
  static const processing = StepInStatusEnum('processing');
  static const shipped = StepInStatusEnum('shipped');
  static const delivered = StepInStatusEnum('delivered');
  static const cancelled = StepInStatusEnum('cancelled');
  static const refused = StepInStatusEnum('refused');
  static const returned = StepInStatusEnum('returned');
}

class StockMovement {
  const StockMovement({required this.id, required this.variant, required this.change, required this.reason, required this.reference, required this.createdAt});

  factory StockMovement.fromJson(Json json) => StockMovement(
        id: json['id'] as int,
        variant: json['variant'] as int,
        change: json['change'] as int,
        reason: StockMovementOutReasonEnum(json['reason'] as String),
        reference: json['reference'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// Whose stock changed.
  final int variant;

  /// By how many.
  final int change;

  /// Why.
  final StockMovementOutReasonEnum reason;

  /// For what, such as `parcel:42`; empty for a correction.
  final String reference;

  /// When.
  final DateTime createdAt;
}

extension type const StockMovementOutReasonEnum(String value) implements String {
  static const initial = StockMovementOutReasonEnum('initial');
  static const correction = StockMovementOutReasonEnum('correction');
  static const sale = StockMovementOutReasonEnum('sale');
  static const cancelled = StockMovementOutReasonEnum('cancelled');
  static const expired = StockMovementOutReasonEnum('expired');
  static const returned = StockMovementOutReasonEnum('returned');
  static const refused = StockMovementOutReasonEnum('refused');
  static const finished = StockMovementOutReasonEnum('finished');
}

class Stock {
  const Stock({required this.value, required this.count});

  factory Stock.fromJson(Json json) => Stock(
        value: json['value'] as bool,
        count: json['count'] as int,
      );

  /// Whether it can be ordered.
  final bool value;

  /// How many pieces.
  final int count;
}

/// A variant as it is read.
class StockedVariant {
  const StockedVariant({required this.id, required this.sku, required this.choices, required this.price, required this.weightGrams, required this.imageId, required this.stock, required this.inStock});

  factory StockedVariant.fromJson(Json json) => StockedVariant(
        id: json['id'] as int,
        sku: json['sku'] as String,
        choices: [for (final e in json['choices'] as List<Object?>) e as String],
        price: json['price'] as String,
        weightGrams: json['weight_grams'] as int,
        imageId: json['image_id'] as int?,
        stock: json['stock'] as int,
        inStock: json['in_stock'] as bool,
      );

  /// Its id.
  final int id;

  /// Its article code.
  final String sku;

  /// One value of each option, in their order.
  final List<String> choices;

  /// What it costs.
  final String price;

  /// What it weighs.
  final int weightGrams;

  /// The picture that shows it, of the piece's own.
  final int? imageId;

  /// How many there are; of pieces made to order, free places.
  final int stock;

  /// Whether it can be ordered.
  final bool inStock;
}

class Suggestion {
  const Suggestion({required this.text, required this.kind, required this.productId});

  factory Suggestion.fromJson(Json json) => Suggestion(
        text: json['text'] as String,
        kind: SuggestionOutKindEnum(json['kind'] as String),
        productId: json['product_id'] as int?,
      );

  /// What to search for, or the name of a piece.
  final String text;

  /// What others asked for, a word completed, or a piece.
  final SuggestionOutKindEnum kind;

  /// The piece, or null.
  final int? productId;
}

extension type const SuggestionOutKindEnum(String value) implements String {
  static const query = SuggestionOutKindEnum('query');
  static const word = SuggestionOutKindEnum('word');
  static const product = SuggestionOutKindEnum('product');
}

class Suggestions {
  const Suggestions({required this.query, required this.results});

  factory Suggestions.fromJson(Json json) => Suggestions(
        query: json['query'] as String,
        results: [for (final e in json['results'] as List<Object?>) Suggestion.fromJson(e as Json)],
      );

  /// What was typed.
  final String query;

  /// The likeliest first, ten at the most.
  final List<Suggestion> results;
}

class SwitchInput {
  const SwitchInput({required this.topic, required this.channel, required this.isOn});

  /// What it is about.
  final TopicEnum topic;

  /// How it travels.
  final NoticeChannelEnum channel;

  /// Whether it is wanted.
  final bool isOn;

  Json toJson() => {
        'topic': topic,
        'channel': channel,
        'is_on': isOn,
      };
}

class Tokens {
  const Tokens({required this.access, required this.refresh});

  factory Tokens.fromJson(Json json) => Tokens(
        access: json['access'] as String,
        refresh: json['refresh'] as String,
      );

  /// Goes into `Authorization: Bearer`; lives 15 minutes.
  final String access;

  /// Buys new tokens, once; lives 30 days.
  final String refresh;
}

class TopProduct {
  const TopProduct({required this.id, required this.name, required this.orders, required this.units, required this.revenue, required this.refunds, required this.views, required this.carts});

  factory TopProduct.fromJson(Json json) => TopProduct(
        id: json['id'] as int,
        name: json['name'] as String,
        orders: json['orders'] as int,
        units: json['units'] as int,
        revenue: json['revenue'] as String,
        refunds: json['refunds'] as String,
        views: json['views'] as int,
        carts: json['carts'] as int,
      );

  /// The piece.
  final int id;

  /// Its name in the language of the request.
  final String name;

  /// Orders with it.
  final int orders;

  /// How many were sold.
  final int units;

  /// What they went for.
  final String revenue;

  /// What of that was given back.
  final String refunds;

  /// How many looked at it; once a day by the same person.
  final int views;

  /// How many put it into their basket.
  final int carts;
}

extension type const TopicEnum(String value) implements String {
  static const account = TopicEnum('account');
  static const orders = TopicEnum('orders');
  static const sales = TopicEnum('sales');
  static const payments = TopicEnum('payments');
  static const reviews = TopicEnum('reviews');
  static const stock = TopicEnum('stock');
  static const wishlist = TopicEnum('wishlist');
  static const promotion = TopicEnum('promotion');
}

extension type const TrackEnum(String value) implements String {
  static const home = TrackEnum('home');
  static const business = TrackEnum('business');
}

class TrackingEvent {
  const TrackingEvent({required this.code, required this.words, required this.happenedAt});

  factory TrackingEvent.fromJson(Json json) => TrackingEvent(
        code: json['code'] as String,
        words: json['words'] as String,
        happenedAt: DateTime.parse(json['happened_at'] as String),
      );

  /// A stable word for programs.
  final String code;

  /// What happened, in the language asked for.
  final String words;

  /// When.
  final DateTime happenedAt;
}

class Tracking {
  const Tracking({required this.parcel, required this.status, required this.carrier, required this.carrierName, required this.trackingNumber, required this.promisedTo, required this.events});

  factory Tracking.fromJson(Json json) => Tracking(
        parcel: json['parcel'] as int,
        status: json['status'] as String,
        carrier: json['carrier'] as String,
        carrierName: json['carrier_name'] as String,
        trackingNumber: json['tracking_number'] as String,
        promisedTo: json['promised_to'] as String,
        events: [for (final e in json['events'] as List<Object?>) TrackingEvent.fromJson(e as Json)],
      );

  /// Which parcel.
  final int parcel;

  /// Where it stands.
  final String status;

  /// The carrier's code.
  final String carrier;

  /// The carrier's name.
  final String carrierName;

  /// The carrier's number.
  final String trackingNumber;

  /// The day by which it should have arrived.
  final String promisedTo;

  /// Its way so far, oldest first.
  final List<TrackingEvent> events;
}

class Transaction {
  const Transaction({required this.id, required this.amount, required this.transactionType, required this.referenceId, required this.description, required this.status, required this.balanceAfter, required this.createdAt});

  factory Transaction.fromJson(Json json) => Transaction(
        id: json['id'] as int,
        amount: json['amount'] as String,
        transactionType: TransactionTypeEnum(json['transaction_type'] as String),
        referenceId: json['reference_id'] as String?,
        description: json['description'] as String?,
        status: json['status'] as String,
        balanceAfter: json['balance_after'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// Its id.
  final int id;

  /// What came in, or with a minus what went out.
  final String amount;

  /// What kind of movement it is.
  final TransactionTypeEnum transactionType;

  /// What it is for, such as `payment:42`.
  final String? referenceId;

  /// A word about it, in the reader's language.
  final String? description;

  /// `completed`, `pending` or `failed`.
  final String status;

  /// The balance once it had happened.
  final String balanceAfter;

  /// When.
  final DateTime createdAt;
}

extension type const TransactionTypeEnum(String value) implements String {
  static const deposit = TransactionTypeEnum('deposit');
  static const withdrawal = TransactionTypeEnum('withdrawal');
  static const payment = TransactionTypeEnum('payment');
  static const refund = TransactionTypeEnum('refund');
  static const commission = TransactionTypeEnum('commission');
}

extension type const TypeEnum(String value) implements String {
  static const none = TypeEnum('none');
  static const redirect = TypeEnum('redirect');
  static const sdk = TypeEnum('sdk');
}

class UnreadCount {
  const UnreadCount({required this.unread});

  factory UnreadCount.fromJson(Json json) => UnreadCount(
        unread: json['unread'] as int,
      );

  /// How many notifications are unread.
  final int unread;
}

class User {
  const User({required this.id, required this.email, required this.firstName, required this.lastName, required this.language, required this.isEmailVerified, required this.isStaff, required this.userType, required this.isVerified, required this.dateJoined});

  factory User.fromJson(Json json) => User(
        id: json['id'] as int,
        email: json['email'] as String,
        firstName: json['first_name'] as String,
        lastName: json['last_name'] as String,
        language: LanguageEnum(json['language'] as String),
        isEmailVerified: json['is_email_verified'] as bool,
        isStaff: json['is_staff'] as bool,
        userType: json['user_type'] as String,
        isVerified: json['is_verified'] as bool,
        dateJoined: DateTime.parse(json['date_joined'] as String),
      );

  /// The person's id.
  final int id;

  /// The address to sign in with.
  final String email;

  /// Given name.
  final String firstName;

  /// Family name.
  final String lastName;

  /// The language of mails and push messages.
  final LanguageEnum language;

  /// Whether the address is known to be the person's.
  final bool isEmailVerified;

  /// Whether the person works in the back office.
  final bool isStaff;

  /// `customer`, `artist` or `store`.
  final String userType;

  /// Whether it is a verified seller.
  final bool isVerified;

  /// When the account was opened.
  final DateTime dateJoined;
}

extension type const UserTypeEnum(String value) implements String {
  static const customer = UserTypeEnum('customer');
  static const artist = UserTypeEnum('artist');
  static const store = UserTypeEnum('store');
}

class VariantInput {
  const VariantInput({this.choices, this.price, this.stock, this.sku, this.weightGrams, this.isActive});

  /// One value of each option, in their order.
  final List<String>? choices;

  /// Its own price, if it has one.
  final String? price;

  /// How many there are.
  final int? stock;

  /// Its article code.
  final String? sku;

  /// What it weighs.
  final int? weightGrams;

  /// Whether it is offered.
  final bool? isActive;

  Json toJson() => {
        if (choices != null) 'choices': choices!,
        if (price != null) 'price': price!,
        if (stock != null) 'stock': stock!,
        if (sku != null) 'sku': sku!,
        if (weightGrams != null) 'weight_grams': weightGrams!,
        if (isActive != null) 'is_active': isActive!,
      };
}

class Verification {
  const Verification({required this.status, required this.reasons, required this.history, required this.documents});

  factory Verification.fromJson(Json json) => Verification(
        status: VerificationOutStatusEnum(json['status'] as String),
        reasons: json['reasons'] as String,
        history: [for (final e in json['history'] as List<Object?>) ApplicationEvent.fromJson(e as Json)],
        documents: [for (final e in json['documents'] as List<Object?>) Document.fromJson(e as Json)],
      );

  /// `none` before an application.
  final VerificationOutStatusEnum status;

  /// What staff said about it.
  final String reasons;

  /// Each step, oldest first.
  final List<ApplicationEvent> history;

  /// The papers that are still kept.
  final List<Document> documents;
}

extension type const VerificationOutStatusEnum(String value) implements String {
  static const none = VerificationOutStatusEnum('none');
  static const pending = VerificationOutStatusEnum('pending');
  static const changesRequested = VerificationOutStatusEnum('changes_requested');
  static const approved = VerificationOutStatusEnum('approved');
  static const rejected = VerificationOutStatusEnum('rejected');
  static const suspended = VerificationOutStatusEnum('suspended');
}

class VerifyInput {
  const VerifyInput({required this.payment});

  /// Which payment.
  final int payment;

  Json toJson() => {
        'payment': payment,
      };
}

class Wallet {
  const Wallet({required this.balance, required this.storeCredit, required this.withdrawable, required this.pendingBalance, required this.heldBalance, required this.debt, required this.currency, required this.limits, required this.hasPin, required this.createdAt, required this.updatedAt});

  factory Wallet.fromJson(Json json) => Wallet(
        balance: json['balance'] as String,
        storeCredit: json['store_credit'] as String,
        withdrawable: json['withdrawable'] as String,
        pendingBalance: json['pending_balance'] as String,
        heldBalance: json['held_balance'] as String,
        debt: json['debt'] as String,
        currency: json['currency'] as String,
        limits: Limits.fromJson(json['limits'] as Json),
        hasPin: json['has_pin'] as bool,
        createdAt: DateTime.parse(json['created_at'] as String),
        updatedAt: DateTime.parse(json['updated_at'] as String),
      );

  /// What can be spent: store credit and earnings.
  final String balance;

  /// Can be spent, not withdrawn.
  final String storeCredit;

  /// Earnings: can be spent or withdrawn.
  final String withdrawable;

  /// A seller's share that is not safe yet.
  final String pendingBalance;

  /// Held for a withdrawal, a return or a payment.
  final String heldBalance;

  /// What a seller owes, taken from later earnings.
  final String debt;

  /// Always `EGP`.
  final String currency;

  /// The limits in force.
  final Limits limits;

  /// Whether a PIN is set.
  final bool hasPin;

  /// When it was opened.
  final DateTime createdAt;

  /// When it last changed.
  final DateTime updatedAt;
}

class WishInput {
  const WishInput({required this.product, this.variant, required this.quantity, this.personalisation});

  /// Which piece.
  final int product;

  /// Which variant; a piece with one needs none.
  final int? variant;

  /// How many.
  final int quantity;

  /// What is to be added to it, by the code of what the maker asks.
  final Map<String, String>? personalisation;

  Json toJson() => {
        'product': product,
        if (variant != null) 'variant': variant!,
        'quantity': quantity,
        if (personalisation != null) 'personalisation': personalisation!,
      };
}

/// A saved piece.
class Wish {
  const Wish({required this.productId, required this.product, required this.priceSeen, required this.createdAt});

  factory Wish.fromJson(Json json) => Wish(
        productId: json['product_id'] as int,
        product: json['product'] == null ? null : Card.fromJson(json['product'] as Json),
        priceSeen: json['price_seen'] as String,
        createdAt: DateTime.parse(json['created_at'] as String),
      );

  /// What was saved.
  final int productId;

  /// Its card, or null if it is not on show.
  final Card? product;

  /// The price it was saved at, or that its fall to was told.
  final String priceSeen;

  /// When it was saved.
  final DateTime createdAt;
}

/// What whoever has money sent out of a wallet says, now or every week.
class WithdrawInput {
  const WithdrawInput({required this.destination, required this.pin, required this.amount, this.otp});

  /// Where to.
  final DestinationInput destination;

  /// The wallet's PIN.
  final String pin;

  /// How much.
  final String amount;

  /// The authenticator's code, for a large amount.
  final String? otp;

  Json toJson() => {
        'destination': destination.toJson(),
        'pin': pin,
        'amount': amount,
        if (otp != null) 'otp': otp!,
      };
}
