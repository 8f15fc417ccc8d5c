package org.kith.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kith.platform.outbox.UnsentFact;

/** What must hold at every moment, checked as it happens. */
final class Promises {

    private final Map<String, Long> handed = new HashMap<>();
    private final Set<String> arrived = new HashSet<>();

    private static String stream(UnsentFact fact) {
        return fact.topic() + "/" + fact.council() + "/" + fact.key();
    }

    /** No fact is handed to the broker before all that came before it in its stream were (I4, I13). */
    void handedToBroker(List<UnsentFact> facts) {
        for (var fact : facts) {
            var stream = stream(fact);
            long before = handed.getOrDefault(stream, 0L);
            if (fact.sequence() > before + 1) {
                throw new Breach(
                        "I4 order", stream + ": fact " + fact.sequence() + " was sent before fact " + (before + 1));
            }
            handed.put(stream, Math.max(before, fact.sequence()));
        }
    }

    void appended(UnsentFact fact) {
        arrived.add(fact.eventId());
    }

    /** Only the holder of a part removes from it (fencing), and only what the broker has had (I1). */
    void removedFromQueue(UnsentFact fact, boolean holds) {
        if (!holds) {
            throw new Breach("fencing", "a former holder of part " + fact.part() + " removed from its queue");
        }
        if (!arrived.contains(fact.eventId())) {
            throw new Breach(
                    "I1 nothing lost",
                    stream(fact) + ": fact " + fact.sequence() + " left the queue and never reached the broker");
        }
    }
}
