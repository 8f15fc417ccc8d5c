package org.kith.specialist.assigning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Candidate;

/**
 * First a practitioner of the team, because the family's team works together; then one of the pool, by fairness: whoever has the
 * smallest share of their capacity taken. A pure function: no clock, no chance, no database.
 */
public final class AssigningPolicy {

    /** Smallest share taken first (held over capacity, compared without rounding), then most room, then by id, so that equal input gives equal output. */
    static final Comparator<Candidate> LEAST_LOAD_FIRST = ((Comparator<Candidate>) AssigningPolicy::compareShares)
            .thenComparingInt(candidate -> candidate.held() - candidate.capacity())
            .thenComparing(Candidate::id);

    private AssigningPolicy() {}

    private static int compareShares(Candidate one, Candidate other) {
        return Long.compare((long) one.held() * other.capacity(), (long) other.held() * one.capacity());
    }

    /** Whom the request should go to, or why it waits. */
    public static Proposal choose(Ask ask, List<Candidate> candidates) {
        var reasons = new ArrayList<Reason>();
        for (var group : Group.values()) {
            var people = candidates.stream()
                    .filter(candidate -> candidate.embedded() == group.embedded)
                    .toList();
            var able = people.stream()
                    .filter(candidate -> group.whyNot(ask, candidate) == null)
                    .sorted(LEAST_LOAD_FIRST)
                    .toList();
            if (!able.isEmpty()) {
                reasons.add(group.room);
                reasons.add(able.size() == 1 ? Reason.ONLY_ONE : Reason.LEAST_LOAD);
                return new Proposal.Give(able.getFirst().id(), List.copyOf(reasons));
            }
            reasons.addAll(group.whyNobody(ask, people));
        }
        return new Proposal.Wait(List.copyOf(reasons));
    }

    private enum Group {
        TEAM(
                true,
                Reason.TEAM_HAS_NONE,
                Reason.TEAM_OTHER_SIDE,
                Reason.TEAM_HANDED_BACK,
                Reason.TEAM_KEPT_FROM,
                Reason.TEAM_AWAY,
                Reason.TEAM_FULL,
                Reason.TEAM_HAS_ROOM),
        POOL(
                false,
                Reason.POOL_HAS_NONE,
                Reason.POOL_OTHER_SIDE,
                Reason.POOL_HANDED_BACK,
                Reason.POOL_KEPT_FROM,
                Reason.POOL_AWAY,
                Reason.POOL_FULL,
                Reason.POOL_HAS_ROOM);

        private final boolean embedded;
        private final Reason none;
        private final Reason otherSide;
        private final Reason handedBack;
        private final Reason keptFrom;
        private final Reason away;
        private final Reason full;
        private final Reason room;

        Group(
                boolean embedded,
                Reason none,
                Reason otherSide,
                Reason handedBack,
                Reason keptFrom,
                Reason away,
                Reason full,
                Reason room) {
            this.embedded = embedded;
            this.none = none;
            this.otherSide = otherSide;
            this.handedBack = handedBack;
            this.keptFrom = keptFrom;
            this.away = away;
            this.full = full;
            this.room = room;
        }

        private @Nullable Reason whyNot(Ask ask, Candidate candidate) {
            if (ask.keptFrom().contains(candidate.id())) {
                return keptFrom;
            }
            if (ask.onTheOtherSide().contains(candidate.id())) {
                return otherSide;
            }
            if (ask.handedItBack().contains(candidate.id())) {
                return handedBack;
            }
            if (candidate.away()) {
                return away;
            }
            return candidate.hasRoom() ? null : full;
        }

        private List<Reason> whyNobody(Ask ask, List<Candidate> people) {
            return people.isEmpty()
                    ? List.of(none)
                    : people.stream()
                            .map(candidate -> whyNot(ask, candidate))
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .toList();
        }
    }
}
