"""Handing work to the worker, in the transaction of the fact that asks for it.

A job is a row: it is there if and only if the transaction commits. It is named, not imported, because
the code that does it stands above the code that asks. Jobs may run twice and must find out for
themselves whether their work is still to be done.
"""

from typing import Any

from procrastinate.contrib.django import app

from core.transactions import joins_transaction


@joins_transaction
def enqueue(task: str, **arguments: Any) -> None:
    """Have the task registered as ``task`` run by the worker after this transaction commits."""
    app.configure_task(task).defer(**arguments)
