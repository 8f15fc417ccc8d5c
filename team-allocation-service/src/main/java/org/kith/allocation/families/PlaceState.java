package org.kith.allocation.families;

import java.util.Map;
import java.util.Optional;

/** Where a family stands, and what may be done from there: one table, and whatever is not in it is refused. */
enum PlaceState {
    /** Never stored: the family has been accepted for the first time and is being placed. */
    ARRIVED,
    WAITING,
    HELD,
    CLOSED,
    JOINED;

    /** What is done to a place. */
    enum Act {
        WAIT,
        ALLOCATE,
        STAY,
        TRANSFER,
        NAME_LEAD,
        CLOSE,
        LET_GO,
        JOIN
    }

    private static final Map<PlaceState, Map<Act, PlaceState>> TABLE = Map.of(
            ARRIVED, Map.of(Act.WAIT, WAITING, Act.ALLOCATE, HELD, Act.JOIN, JOINED),
            WAITING, Map.of(Act.WAIT, WAITING, Act.ALLOCATE, HELD, Act.LET_GO, CLOSED, Act.JOIN, JOINED),
            HELD, Map.of(Act.STAY, HELD, Act.TRANSFER, HELD, Act.NAME_LEAD, HELD, Act.CLOSE, CLOSED, Act.JOIN, JOINED),
            CLOSED, Map.of(Act.WAIT, WAITING, Act.ALLOCATE, HELD, Act.JOIN, JOINED),
            JOINED, Map.of());

    /** The state after the act; empty if it may not be done from here. */
    Optional<PlaceState> after(Act act) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(act));
    }
}
