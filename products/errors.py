from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class CategoryCycle(Problem):
    status = 400
    code = "category_cycle"
    title = _("A category cannot stand below itself, or deeper than the tree allows.")


class CategoryInUse(Problem):
    code = "category_in_use"
    title = _("The category still has pieces or categories in it.")


class InsufficientStock(Problem):
    code = "insufficient_stock"
    title = _("There is not enough in stock.")


class ChoicesDoNotFit(Problem):
    status = 400
    code = "choices_do_not_fit"
    title = _("A variant names one value of each option, and each combination once.")


class StockOfOne(Problem):
    status = 400
    code = "one_of_a_kind"
    title = _("A piece that is one of a kind has a stock of one at the most.")


class SkuTaken(Problem):
    code = "sku_taken"
    title = _("This SKU is in use.")


class TooManyImages(Problem):
    code = "too_many_images"
    title = _("A piece has 12 pictures at the most.")


class MayNotReview(Problem):
    status = 403
    code = "may_not_review"
    title = _("Only a buyer who has received the piece may review it.")


class AlreadyReviewed(Problem):
    code = "already_reviewed"
    title = _("You have reviewed this piece. Change your review instead.")


class UnknownAttribute(Problem):
    status = 400
    code = "unknown_attribute"
    title = _("An attribute does not belong to the category, or its value does not fit.")


class TableRefused(Problem):
    status = 400
    code = "table_refused"
    title = _("This is not a table of pieces that we can read.")


class ArchiveRefused(Problem):
    status = 400
    code = "archive_refused"
    title = _("The ZIP of pictures cannot be accepted.")


class ImportUnderWay(Problem):
    code = "import_under_way"
    title = _("An import of this seller is under way. Wait until it is done.")
