"""The list and the detail as manuals write them: model serializers, relations loaded one by one, a count."""

from typing import Any

from django.db.models import Avg
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework import generics, serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer

from bench.floor import BODY
from products.models import Product


class Pages(PageNumberPagination):
    page_size = 20


class NaiveOut(serializers.ModelSerializer[Product]):
    category_name = serializers.CharField(source="category.name")
    seller_name = serializers.CharField(source="seller.profile.display_name")
    user_type = serializers.CharField(source="seller.profile.user_type")
    image = serializers.SerializerMethodField()
    rating_average = serializers.SerializerMethodField()
    rating_count = serializers.SerializerMethodField()
    in_stock = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields = [
            "id", "sku", "name", "slug", "price", "compare_at_price", "in_stock", "category",
            "category_name", "seller", "seller_name", "user_type", "image", "rating_average",
            "rating_count", "is_featured", "created_at",
        ]  # fmt: skip

    def get_image(self, product: Product) -> Any:
        image = product.images.filter(is_primary=True).first()
        return image and {"renditions": image.renditions, "blurhash": image.blurhash}

    def get_rating_average(self, product: Product) -> Any:
        return product.reviews.aggregate(mean=Avg("rating"))["mean"]

    def get_rating_count(self, product: Product) -> int:
        return product.reviews.count()

    def get_in_stock(self, product: Product) -> bool:
        return product.variants.filter(stock__gt=0).exists()


class NaiveDetailOut(NaiveOut):
    class Meta(NaiveOut.Meta):
        fields = [*NaiveOut.Meta.fields, "description", "options", "attributes", "stock"]


class NaiveList(generics.ListAPIView[Product]):
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes = (JSONRenderer,)
    pagination_class = Pages
    serializer_class = NaiveOut
    queryset = Product.objects.filter(is_active=True, state="approved").order_by("-published_at")


class NaiveDetail(generics.RetrieveAPIView[Product]):
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes = (JSONRenderer,)
    serializer_class = NaiveDetailOut
    queryset = Product.objects.filter(is_active=True, state="approved")


def fixed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, content_type="application/json")


urlpatterns = [
    path("naive/", NaiveList.as_view()),
    path("naive/<int:pk>/", NaiveDetail.as_view()),
    path("fixed/", fixed),
]
