"""How passwords are kept: Argon2id with OWASP's second recommended cost.

Source: OWASP Password Storage Cheat Sheet, "Argon2id: m=19456 (19 MiB), t=2, p=1".
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19456
    parallelism = 1
