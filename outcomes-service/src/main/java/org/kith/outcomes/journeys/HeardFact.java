package org.kith.outcomes.journeys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.time.WorkingDays;

/**
 * A fact as another service said it, kept for ever as ids, codes and times.
 *
 * @param factId the publisher's id of the fact
 * @param kind what was said
 * @param publisher who said it
 * @param streamKey the stream it was said on
 * @param sequence its place in that stream
 * @param family the family it was said of; absent for facts about teams
 * @param referral the referral it is about or follows from
 * @param children every child it is about
 * @param teamCode the team that holds the family after it, or that it is about
 * @param code reason, source, service, discipline or role
 * @param at when it was true
 * @param receivedAt when the referral it is about was received
 * @param survivor the family that goes on, where two were joined
 * @param absorbed the family that ended, where two were joined
 * @param recordedAt when its publisher recorded it
 */
public record HeardFact(
        String factId,
        FactKind kind,
        String publisher,
        String streamKey,
        long sequence,
        @Nullable FamilyId family,
        @Nullable ReferralId referral,
        List<ChildId> children,
        @Nullable String teamCode,
        @Nullable String code,
        Instant at,
        @Nullable Instant receivedAt,
        @Nullable FamilyId survivor,
        @Nullable FamilyId absorbed,
        Instant recordedAt) {

    /** One order for all facts of a family, whatever order they were heard in. */
    static final Comparator<HeardFact> AS_IT_HAPPENED = Comparator.comparing(HeardFact::at)
            .thenComparingInt(fact -> fact.kind().phase())
            .thenComparing(HeardFact::streamKey)
            .thenComparingLong(HeardFact::sequence)
            .thenComparing(HeardFact::factId);

    public HeardFact {
        children = children.stream().distinct().sorted().toList();
    }

    /** The day it was true in England. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, WorkingDays.ZONE);
    }
}
