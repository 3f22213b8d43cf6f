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
from products.models.imports import ImportRow, ProductImport
from products.models.pictures import CategoryImage, Picture, ProductImage
from products.models.reviews import (
    Review,
    ReviewImage,
    ReviewReport,
    ReviewRight,
    ReviewVote,
)
from products.models.search import (
    LexiconEntry,
    QueryLog,
    SearchDocument,
    SearchState,
    SearchTerm,
)
from products.models.window import Listing, ShippingHint
from products.models.wishes import ProductNews, RecentView, SalesMark, WishlistItem

__all__ = [
    "Attribute",
    "Category",
    "CategoryChange",
    "CategoryImage",
    "CategorySlug",
    "ImportRow",
    "LexiconEntry",
    "Listing",
    "ModerationEvent",
    "Picture",
    "PriceChange",
    "Product",
    "ProductImage",
    "ProductImport",
    "ProductNews",
    "ProductSlug",
    "QueryLog",
    "RecentView",
    "Review",
    "ReviewImage",
    "ReviewReport",
    "ReviewRight",
    "ReviewVote",
    "Revision",
    "SalesMark",
    "SearchDocument",
    "SearchState",
    "SearchTerm",
    "ShippingHint",
    "ShopRules",
    "StockMovement",
    "Variant",
    "WishlistItem",
]
