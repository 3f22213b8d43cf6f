"""The client of Tohfa, the marketplace for handmade goods."""

from tohfa_client.api import Api
from tohfa_client.client import MemoryTokens, OfflineError, ProblemError, Tokens, TohfaClient
from tohfa_client.upload import Upload

__all__ = ["Api", "MemoryTokens", "OfflineError", "ProblemError", "Tokens", "TohfaClient", "Upload"]
