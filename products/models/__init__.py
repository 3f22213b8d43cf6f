from products.models.catalogue import (
    Attribute,
    Category,
    CategoryChange,
    CategorySlug,
    ModerationEvent,
    PriceChange,
    Product,
    ProductSlug,
    Revision,
    ShopRules,
    StockMovement,
    Variant,
)
from products.models.pictures import ProductImage
from products.models.reviews import (
    Review,
    ReviewImage,
    ReviewReport,
    ReviewRight,
    ReviewVote,
)
from products.models.window import Listing, ShippingHint
from products.models.wishes import RecentView, WishlistItem

__all__ = [
    "Attribute",
    "Category",
    "CategoryChange",
    "CategorySlug",
    "Listing",
    "ModerationEvent",
    "PriceChange",
    "Product",
    "ProductImage",
    "ProductSlug",
    "RecentView",
    "Review",
    "ReviewImage",
    "ReviewReport",
    "ReviewRight",
    "ReviewVote",
    "Revision",
    "ShippingHint",
    "ShopRules",
    "StockMovement",
    "Variant",
    "WishlistItem",
]
