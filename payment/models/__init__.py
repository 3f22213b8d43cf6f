from payment.models.fraud import FraudCheck, FraudThreshold
from payment.models.gateway import Attempt, GatewayCallback, GatewayTransaction
from payment.models.payments import Payment, PaymentMethod, Refund, TransferProof

__all__ = [
    "Attempt",
    "FraudCheck",
    "FraudThreshold",
    "GatewayCallback",
    "GatewayTransaction",
    "Payment",
    "PaymentMethod",
    "Refund",
    "TransferProof",
]
