"""How the pages write money."""

from django import template

register = template.Library()


@register.filter
def pounds(cents: int) -> str:
    """Write whole piastres as pounds: ``124950`` is ``1,249.50``."""
    return f"{cents // 100:,}.{cents % 100:02d}"
