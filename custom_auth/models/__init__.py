from custom_auth.models.addresses import Address, Governorate
from custom_auth.models.people import Consent, User, UserProfile
from custom_auth.models.proof import PhoneCode, RecoveryCode, SocialAccount, TwoFactor
from custom_auth.models.sellers import ApplicationEvent, SellerApplication, SellerDocument
from custom_auth.models.sessions import Session, SignIn

__all__ = [
    "Address",
    "ApplicationEvent",
    "Consent",
    "Governorate",
    "PhoneCode",
    "RecoveryCode",
    "SellerApplication",
    "SellerDocument",
    "Session",
    "SignIn",
    "SocialAccount",
    "TwoFactor",
    "User",
    "UserProfile",
]
