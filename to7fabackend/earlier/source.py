"""Where the earlier backend's rows come from: CSV files of a folder, or its own PostgreSQL."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.rows import dict_row

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """``columns`` that have to be there; ``query`` reads the same from the earlier database."""

    name: str
    columns: tuple[str, ...]
    query: str


TABLES = (
    Table(
        "users",
        (
            "id", "email", "password", "first_name", "last_name", "is_active", "date_joined",
            "phone_number", "user_type", "specialty", "bio", "store_name", "tax_id",
            "has_physical_store", "is_verified",
        ),
        """
        SELECT u.id, u.email, u.password, u.first_name, u.last_name, u.is_active, u.date_joined,
               p.phone_number, p.user_type, p.specialty, p.bio, p.store_name, p.tax_id,
               p.has_physical_store, p.is_verified
          FROM auth_user u LEFT JOIN custom_auth_userprofile p ON p.user_id = u.id ORDER BY u.id
        """,
    ),
    Table(
        "categories",
        ("id", "name", "description", "parent_id", "is_active"),
        """
        WITH RECURSIVE tree AS (
            SELECT c.*, 0 AS depth FROM products_category c WHERE parent_id IS NULL
             UNION ALL
            SELECT c.*, t.depth + 1 FROM products_category c JOIN tree t ON t.id = c.parent_id)
        SELECT id, name, description, parent_id, is_active FROM tree ORDER BY depth, id
        """,
    ),
    Table(
        "products",
        ("id", "name", "description", "price", "stock", "category_id", "seller_id", "is_active",
         "created_at"),
        """
        SELECT id, name, description, price, stock, category_id, seller_id, is_active, created_at
          FROM products_product ORDER BY id
        """,
    ),
    Table(
        "orders",
        ("id", "user_id", "total_amount", "status", "shipping_address", "shipping_cost",
         "payment_method", "payment_status", "created_at"),
        """
        SELECT id, user_id, total_amount, status, shipping_address, shipping_cost, payment_method,
               payment_status, created_at FROM orders_order ORDER BY id
        """,
    ),
    Table(
        "order_items",
        ("id", "order_id", "product_id", "quantity", "price", "seller_id", "commission_rate",
         "commission_amount"),
        """
        SELECT id, order_id, product_id, quantity, price, seller_id, commission_rate,
               commission_amount FROM orders_orderitem ORDER BY order_id, id
        """,
    ),
    Table(
        "wallets",
        ("user_id", "balance"),
        "SELECT user_id, balance FROM wallet_wallet ORDER BY user_id",
    ),
)  # fmt: skip


class BadSource(Exception):
    """A source that lacks a file, a table or a column."""


class Source(Protocol):
    def rows(self, table: Table) -> Iterator[Row]:
        """Give the rows of a table as texts, empty where there was nothing.

        :raises BadSource:
        """
        ...


@dataclass(frozen=True)
class Folder:
    path: Path

    def rows(self, table: Table) -> Iterator[Row]:
        file = self.path / f"{table.name}.csv"
        if not file.is_file():
            raise BadSource(f"{file} is missing")
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            missing = set(table.columns) - set(reader.fieldnames or [])
            if missing:
                raise BadSource(f"{file.name} lacks {', '.join(sorted(missing))}")
            for row in reader:
                yield {name: (row[name] or "").strip() for name in table.columns}


@dataclass(frozen=True)
class Database:
    """The earlier database, read in one transaction that writes nothing."""

    url: str

    def rows(self, table: Table) -> Iterator[Row]:
        try:
            with psycopg.connect(self.url, row_factory=dict_row) as connection:
                connection.read_only = True
                with connection.cursor(name="earlier") as cursor:
                    cursor.execute(table.query)
                    for row in cursor:
                        yield {
                            name: "" if value is None else str(value).strip()
                            for name, value in row.items()
                        }
        except psycopg.Error as error:
            raise BadSource(f"{table.name}: {error}") from error
