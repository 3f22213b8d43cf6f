from django.urls import path

from products.views import catalogue, discovery, reviews, seller

urlpatterns = [
    path("api/products/", catalogue.Products.as_view()),
    path("api/products/<int:pk>/", catalogue.ProductById.as_view()),
    path("api/products/by-slug/<str:slug>/", catalogue.ProductBySlug.as_view()),
    path("api/products/recently-viewed/", discovery.RecentlyViewed.as_view()),
    path("api/products/<int:pk>/related/", discovery.Related.as_view()),
    path("api/products/<int:pk>/more-from-maker/", discovery.MoreFromMaker.as_view()),
    path("api/products/<int:pk>/reviews/", reviews.Reviews.as_view()),
    path("api/products/<int:pk>/reviews/<int:review_pk>/", reviews.ReviewById.as_view()),
    path("api/products/<int:pk>/reviews/<int:review_pk>/reply/", reviews.Reply.as_view()),
    path("api/products/<int:pk>/reviews/<int:review_pk>/report/", reviews.Report.as_view()),
    path("api/products/<int:pk>/reviews/<int:review_pk>/helpful/", reviews.Helpful.as_view()),
    path("api/products/<int:pk>/images/", seller.Images.as_view()),
    path("api/products/<int:pk>/images/<int:image_pk>/", seller.ImageById.as_view()),
    path("api/products/categories/", catalogue.Categories.as_view()),
    path("api/products/categories/<int:pk>/", catalogue.CategoryById.as_view()),
    path("api/products/categories/<int:pk>/attributes/", catalogue.CategoryAttributes.as_view()),
    path("api/products/categories/by-slug/<str:slug>/", catalogue.CategoryBySlug.as_view()),
    path("api/seller/products/", seller.OwnProducts.as_view()),
    path("api/seller/products/bulk/", seller.Bulk.as_view()),
    path("api/seller/products/<int:pk>/", seller.OwnProductById.as_view()),
    path("api/seller/products/<int:pk>/submit/", seller.Submit.as_view()),
    path("api/seller/products/<int:pk>/duplicate/", seller.Duplicate.as_view()),
    path("api/seller/products/<int:pk>/stock-movements/", seller.StockMovements.as_view()),
    path("api/reviews/", reviews.OwnReviews.as_view()),
    path("api/wishlist/", discovery.Wishlist.as_view()),
    path("api/wishlist/<int:product_pk>/", discovery.WishlistByProduct.as_view()),
]
