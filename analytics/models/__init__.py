from analytics.models.events import Event
from analytics.models.jobs import ReportJob, ReportSchedule
from analytics.models.rollups import (
    Buyer,
    CohortMonth,
    ParcelDay,
    ProductDay,
    ProductMonth,
    ProductTraffic,
    Purchase,
    RollupMark,
    SearchDay,
    SearchMonth,
    SellerDay,
    SellerTraffic,
    ShopDay,
    ShopTraffic,
)

__all__ = [
    "Buyer",
    "CohortMonth",
    "Event",
    "ParcelDay",
    "ProductDay",
    "ProductMonth",
    "ProductTraffic",
    "Purchase",
    "ReportJob",
    "ReportSchedule",
    "RollupMark",
    "SearchDay",
    "SearchMonth",
    "SellerDay",
    "SellerTraffic",
    "ShopDay",
    "ShopTraffic",
]
