"""Names as each language writes them."""

import re


def pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name) if part)


def camel(name: str) -> str:
    whole = pascal(name)
    return whole[:1].lower() + whole[1:]


def shape_name(name: str) -> str:
    """Give a shape's name without what only the server needs to tell apart."""
    name = re.sub(r"^Patched(\w+?)InRequest$", r"\1Patch", name)
    name = re.sub(r"^Paginated(\w+?)(Out)?List$", r"\1Page", name)
    return re.sub(r"InRequest$|Request$", "Input", re.sub(r"Out$", "", name))
