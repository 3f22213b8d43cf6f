from custom_auth.passwords import Argon2id


class Quick(Argon2id):
    """Argon2id at its lowest cost: the suite checks what is done with hashes, not how slow they are."""

    time_cost = 1
    memory_cost = 8
