"""Makes the clients' types and calls from docs/openapi.yaml, for Dart, TypeScript and Python alike.

One reading of the document (``reading.py``), one writer for each language. What is clumsy to generate
(tokens, retries, pages, streams) is written by hand once for each language, beside what is made here.
"""
