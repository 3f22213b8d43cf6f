from analytics.models.events import Event
from analytics.models.jobs import ReportJob, ReportSchedule
from analytics.models.rollups import (
    Buyer,
    CohortMonth,
    ParcelDay,
    ProductDay,
    ProductTraffic,
    Purchase,
    RollupMark,
    SearchDay,
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
    "ProductTraffic",
    "Purchase",
    "ReportJob",
    "ReportSchedule",
    "RollupMark",
    "SearchDay",
    "SellerDay",
    "SellerTraffic",
    "ShopDay",
    "ShopTraffic",
]
