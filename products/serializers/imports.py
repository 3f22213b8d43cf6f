"""What sellers say of tables they send, and what they see of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from products.models import ImportRow, ProductImport
from products.models.imports import ON_EXISTING, PROGRESS

ON_EXISTING_HELP = "What becomes of a row whose SKU one of your pieces has."


class ImportIn(serializers.Serializer[Any]):
    file = serializers.FileField(
        help_text="XLSX or CSV, up to 5 MiB and 1000 rows, headed as the template is."
    )
    pictures = serializers.FileField(
        required=False,
        help_text="A ZIP of the pictures that the table names; the whole body has up to 32 MiB.",
    )
    is_dry_run = serializers.BooleanField(
        default=False, help_text="Only try: say what would happen, and change nothing."
    )
    on_existing = serializers.ChoiceField(
        choices=[name for name, _label in ON_EXISTING],
        default="refuse",
        help_text=ON_EXISTING_HELP,
    )

    def validate_file(self, file: Any) -> Any:
        if not file.name.lower().endswith((".xlsx", ".csv")):
            raise serializers.ValidationError(_("Send an XLSX or a CSV."))
        return file


class ImportOut(serializers.ModelSerializer[ProductImport]):
    class Meta:
        model = ProductImport
        fields = ["id", "file_name", "is_dry_run", "on_existing", *PROGRESS]
        extra_kwargs = {
            name: {"help_text": text}
            for name, text in {
                "id": "Its id.",
                "file_name": "The name the table had.",
                "is_dry_run": "Whether it was only tried.",
                "on_existing": ON_EXISTING_HELP,
                "status": "Whether it waits, is under way, done, or could not be read.",
                "rows_total": "How many rows the table has.",
                "rows_done": "How many of them are decided: the progress.",
                "rows_added": "How many became a new piece, or would.",
                "rows_changed": "How many changed a piece, or would.",
                "rows_failed": "How many were refused.",
                "created_at": "When it was sent.",
                "finished_at": "When its last row was decided, or null.",
            }.items()
        }


class RowProblemOut(serializers.Serializer[Any]):
    column = serializers.CharField(help_text="The heading of the column, in Arabic; may be empty.")
    code = serializers.CharField(help_text="A stable word for programs.")
    message = serializers.CharField(
        help_text="A sentence for people, in the language the table was sent in."
    )


class ImportRowOut(serializers.ModelSerializer[ImportRow]):
    product = serializers.IntegerField(
        source="product_id",
        allow_null=True,
        help_text="The piece it became or changed; null after a trial.",
    )
    problems = RowProblemOut(many=True, help_text="Why it was refused.")

    class Meta:
        model = ImportRow
        fields = ["id", "number", "name", "outcome", "product", "problems"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "number": {"help_text": "Its line in the file, as a spreadsheet counts them."},
            "name": {"help_text": "What the piece is called in it."},
            "outcome": {"help_text": "What became of it."},
        }
