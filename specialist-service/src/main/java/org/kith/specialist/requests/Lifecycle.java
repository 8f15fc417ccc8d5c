package org.kith.specialist.requests;

import static org.kith.specialist.requests.Lifecycle.Act.ACCEPT;
import static org.kith.specialist.requests.Lifecycle.Act.ASSIGN;
import static org.kith.specialist.requests.Lifecycle.Act.END;
import static org.kith.specialist.requests.Lifecycle.Act.FINISH;
import static org.kith.specialist.requests.Lifecycle.Act.HAND_BACK;
import static org.kith.specialist.requests.Lifecycle.Act.RECORD_INPUT;
import static org.kith.specialist.requests.Lifecycle.State.ACCEPTED;
import static org.kith.specialist.requests.Lifecycle.State.ASSIGNED;
import static org.kith.specialist.requests.Lifecycle.State.ENDED;
import static org.kith.specialist.requests.Lifecycle.State.FINISHED;
import static org.kith.specialist.requests.Lifecycle.State.WAITING;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.kith.platform.refusal.Refusal;

/** From waiting to finished: which act leads from which state to which. What is not in the table is refused. */
final class Lifecycle {

    enum State {
        WAITING,
        ASSIGNED,
        ACCEPTED,
        FINISHED,
        ENDED
    }

    enum Act {
        ASSIGN,
        ACCEPT,
        HAND_BACK,
        RECORD_INPUT,
        FINISH,
        END
    }

    static final Set<State> OPEN = EnumSet.of(WAITING, ASSIGNED, ACCEPTED);

    static final Map<State, Map<Act, State>> ROADS = Map.of(
            WAITING, Map.of(ASSIGN, ASSIGNED, END, ENDED),
            ASSIGNED, Map.of(ASSIGN, ASSIGNED, ACCEPT, ACCEPTED, HAND_BACK, WAITING, END, ENDED),
            ACCEPTED,
                    Map.of(
                            ASSIGN, ASSIGNED,
                            RECORD_INPUT, ACCEPTED,
                            HAND_BACK, WAITING,
                            FINISH, FINISHED,
                            END, ENDED),
            FINISHED, Map.of(),
            ENDED, Map.of());

    private Lifecycle() {}

    /** Where the act leads. */
    static State after(State from, Act act) {
        var to = ROADS.getOrDefault(from, Map.of()).get(act);
        if (to == null) {
            throw refusal(from, act);
        }
        return to;
    }

    private static Refusal refusal(State from, Act act) {
        return switch (from) {
            case FINISHED, ENDED -> ended();
            case WAITING ->
                new Refusal(
                        "request-waits",
                        "Nobody has this request yet",
                        "It can be worked on once it is assigned to somebody");
            case ASSIGNED ->
                new Refusal("request-not-accepted", "This request was not accepted yet", "Accept it in the tray first");
            case ACCEPTED ->
                act == Act.ACCEPT
                        ? new Refusal("request-already-accepted", "This request was accepted before")
                        : new Refusal("not-possible-now", "That is not possible with an accepted request");
        };
    }

    static Refusal ended() {
        return new Refusal(
                "request-ended", "The work on this request has ended", "Look at the family's page for an open request");
    }
}
