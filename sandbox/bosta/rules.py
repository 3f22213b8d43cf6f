"""A parcel's states and the ways through them. Plain Python, no Django."""

from enum import IntEnum


class State(IntEnum):
    PICKUP_REQUESTED = 10
    WAITING_FOR_ROUTE = 11
    ROUTE_ASSIGNED = 20
    PICKED_UP = 21
    PICKING_UP_FROM_CONSIGNEE = 22
    PICKED_UP_FROM_CONSIGNEE = 23
    AT_WAREHOUSE = 24
    BETWEEN_HUBS = 30
    PICKING_UP_CASH = 40
    OUT = 41
    """Out for delivery; on a return, on the way back to the shop: read the type."""
    DELIVERED = 45
    RETURNED_TO_BUSINESS = 46
    EXCEPTION = 47
    TERMINATED = 48
    CANCELLED = 49
    LOST = 100
    DAMAGED = 101
    INVESTIGATION = 102
    AWAITING_ACTION = 103
    ARCHIVED = 104
    ON_HOLD = 105


class Type(IntEnum):
    SEND = 10
    CASH_COLLECTION = 15
    RTO = 20
    CUSTOMER_RETURN_PICKUP = 25
    EXCHANGE = 30


NAMES = {
    State.PICKUP_REQUESTED: "Pickup requested",
    State.WAITING_FOR_ROUTE: "Waiting for route",
    State.ROUTE_ASSIGNED: "Route Assigned",
    State.PICKED_UP: "Picked up from business",
    State.PICKING_UP_FROM_CONSIGNEE: "Picking up from consignee",
    State.PICKED_UP_FROM_CONSIGNEE: "Picked up from consignee",
    State.AT_WAREHOUSE: "Received at warehouse",
    State.BETWEEN_HUBS: "In transit between Hubs",
    State.PICKING_UP_CASH: "Picking up",
    State.OUT: "Picked up",
    State.DELIVERED: "Delivered",
    State.RETURNED_TO_BUSINESS: "Returned to business",
    State.EXCEPTION: "Exception",
    State.TERMINATED: "Terminated",
    State.CANCELLED: "Canceled",
    State.LOST: "Lost",
    State.DAMAGED: "Damaged",
    State.INVESTIGATION: "Investigation",
    State.AWAITING_ACTION: "Awaiting your action",
    State.ARCHIVED: "Archived",
    State.ON_HOLD: "On hold",
}

# The ways a parcel goes when nothing is in its way, by type; RTO is the way home after a refusal.
ROUTES: dict[Type, tuple[State, ...]] = {
    Type.SEND: (
        State.PICKUP_REQUESTED,
        State.ROUTE_ASSIGNED,
        State.PICKED_UP,
        State.AT_WAREHOUSE,
        State.BETWEEN_HUBS,
        State.OUT,
        State.DELIVERED,
    ),
    Type.CASH_COLLECTION: (
        State.WAITING_FOR_ROUTE,
        State.ROUTE_ASSIGNED,
        State.PICKING_UP_CASH,
        State.DELIVERED,
    ),
    Type.RTO: (
        State.PICKUP_REQUESTED,
        State.AT_WAREHOUSE,
        State.BETWEEN_HUBS,
        State.OUT,
        State.RETURNED_TO_BUSINESS,
    ),
    Type.CUSTOMER_RETURN_PICKUP: (
        State.PICKUP_REQUESTED,
        State.ROUTE_ASSIGNED,
        State.PICKING_UP_FROM_CONSIGNEE,
        State.PICKED_UP_FROM_CONSIGNEE,
        State.AT_WAREHOUSE,
        State.BETWEEN_HUBS,
        State.OUT,
        State.RETURNED_TO_BUSINESS,
    ),
    Type.EXCHANGE: (
        State.PICKUP_REQUESTED,
        State.ROUTE_ASSIGNED,
        State.PICKED_UP,
        State.AT_WAREHOUSE,
        State.BETWEEN_HUBS,
        State.OUT,
        State.PICKED_UP_FROM_CONSIGNEE,
        State.RETURNED_TO_BUSINESS,
    ),
}

# What people call a state where the carrier's own name misleads them.
SAID = {
    State.OUT: "Out for delivery",
    State.EXCEPTION: "Attempt failed",
}

FINAL = frozenset(
    {
        State.DELIVERED,
        State.RETURNED_TO_BUSINESS,
        State.TERMINATED,
        State.CANCELLED,
        State.LOST,
        State.DAMAGED,
        State.ARCHIVED,
    }
)
BEFORE_PICKUP = frozenset({State.PICKUP_REQUESTED, State.WAITING_FOR_ROUTE, State.ROUTE_ASSIGNED})
# Where a courier stands in front of somebody, so that an attempt can fail.
AT_THE_DOOR = frozenset({State.OUT, State.PICKING_UP_FROM_CONSIGNEE, State.PICKING_UP_CASH})
INTERRUPTIONS = frozenset(
    {State.INVESTIGATION, State.AWAITING_ACTION, State.ON_HOLD, State.EXCEPTION}
)

REFUSED = 8
EXCEPTIONS = {
    1: "Retry delivery - the customer is not in the address.",
    2: "Retry delivery - the customer changed the address.",
    3: "Postponed - the customer requested postponement for another day.",
    4: "Cancellation - the customer wants to open the shipment.",
    5: "Waiting for data modification - address or phone number not clear/wrong.",
    6: "Cancellation - cancellation of delivery at the request of the sender.",
    7: "Customer is not answering.",
    REFUSED: "Cancellation - the customer refuses to receive the shipment.",
    12: "Cancellation - the delivery address is outside bosta coverage area.",
    13: "Waiting for data modification - address not clear.",
    14: "Waiting for data modification - wrong phone number.",
    20: "Retry return - the business changed the address.",
    21: "Postponed - the business requested postponement for another day.",
    23: "The business is not answering.",
    24: "The business refuses to receive the shipment.",
    25: "Retry return - the business is not in the address.",
    26: "The order is damaged.",
    100: "Bad Weather.",
    101: "Suspicious consignee.",
}
# After these the parcel goes home; after the others the courier tries again.
SENDS_BACK = frozenset({4, 6, REFUSED, 12})


def said(state: State, *, kind: Type) -> str:
    """Name a state as people would."""
    if state == State.OUT and ROUTES[kind][-1] == State.RETURNED_TO_BUSINESS:
        return "On its way to the shop" if kind != Type.EXCHANGE else SAID[state]
    return SAID.get(state, NAMES[state])


def first_state(kind: Type) -> State:
    return ROUTES[kind][0]


def next_state(kind: Type, state: State) -> State | None:
    """Tell where a parcel goes next of itself; None at the end.

    After an interruption it is carried out once more; one turned round begins at the warehouse.
    """
    if state in FINAL:
        return None
    route = ROUTES[kind]
    if state in route:
        return route[route.index(state) + 1]
    if kind == Type.CASH_COLLECTION:
        return State.PICKING_UP_CASH
    return State.OUT if state in INTERRUPTIONS else State.AT_WAREHOUSE


def may_become(kind: Type, state: State, wanted: State) -> bool:
    """Tell whether a parcel can be put into ``wanted`` by hand."""
    if state in FINAL or state == wanted:
        return False
    if wanted in {State.LOST, State.DAMAGED, State.INVESTIGATION}:
        return state not in BEFORE_PICKUP
    if wanted in {State.TERMINATED, State.CANCELLED}:
        return state in BEFORE_PICKUP or state in INTERRUPTIONS
    if wanted == State.EXCEPTION:
        return state in AT_THE_DOOR
    if wanted in {State.ON_HOLD, State.AWAITING_ACTION, State.ARCHIVED}:
        return True
    if wanted not in ROUTES[kind]:
        return False
    if state not in ROUTES[kind]:
        return True
    back_to_the_hub = wanted in {State.AT_WAREHOUSE, State.BETWEEN_HUBS}
    return back_to_the_hub or ROUTES[kind].index(wanted) > ROUTES[kind].index(state)
