package org.kith.platform.outbox;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The topics facts are said on. */
public final class TopicNames {

    /** Positions, and requests for missing facts, between the services' reconcilers; compacted. */
    public static final String POSITIONS = "kith.positions";

    private static final List<String> SHARED =
            List.of("kith.referrals", "kith.families", "kith.teams", "kith.specialists");
    private static final List<String> PER_COUNCIL = List.of("kith.outcomes.{council}", "kith.measures.{council}");

    private TopicNames() {}

    /** The name for one council of a topic as a contract states it. */
    public static String of(String topic, String council) {
        return topic.replace("{council}", council);
    }

    /** All topics of facts that these councils need. */
    static List<String> forCouncils(Collection<String> councils) {
        return Stream.concat(
                        SHARED.stream(),
                        PER_COUNCIL.stream().flatMap(topic -> councils.stream().map(council -> of(topic, council))))
                .toList();
    }
}
