package org.kith.outcomes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.contracts.referral.ReferralSignpostedV1;
import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.platform.time.WorkingDays;

/** Facts about made-up families, as neighbours would say them. */
public final class Stories {

    /** A Monday without a bank holiday near it. */
    public static final LocalDate MONDAY = LocalDate.of(2025, 6, 2);

    private Stories() {}

    /** Nine in the morning of that day in England. */
    public static Instant at(LocalDate day) {
        return at(day, 9);
    }

    /** That hour of that day in England. */
    public static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(WorkingDays.ZONE).toInstant();
    }

    public static ReferralReceivedV1 received(UUID family, UUID referral, Instant at, UUID... children) {
        return new ReferralReceivedV1(
                referral, family, Arrays.asList(children), "2A", false, at, at.plusSeconds(86_400));
    }

    public static ReferralAcceptedV1 accepted(
            UUID family, UUID provisional, UUID referral, Instant receivedAt, Instant at, UUID... children) {
        return new ReferralAcceptedV1(
                referral,
                family,
                provisional,
                Arrays.asList(children),
                null,
                null,
                false,
                List.of(),
                false,
                receivedAt,
                at);
    }

    public static ReferralDeclinedV1 declined(
            UUID family, UUID referral, Instant receivedAt, Instant at, UUID... children) {
        return new ReferralDeclinedV1(referral, family, Arrays.asList(children), "BELOW_THRESHOLD", receivedAt, at);
    }

    public static ReferralSignpostedV1 signposted(
            UUID family, UUID referral, Instant receivedAt, Instant at, UUID... children) {
        return new ReferralSignpostedV1(referral, family, Arrays.asList(children), "EARLY_HELP", receivedAt, at);
    }

    public static FamilyAllocatedV1 allocated(UUID family, UUID referral, String team, Instant at) {
        return new FamilyAllocatedV1(family, referral, team, "AREA", at);
    }

    public static FamilyWaitingV1 waiting(UUID family, UUID referral, Instant since) {
        return new FamilyWaitingV1(family, referral, "TEAM_FULL", "ALLOCATION_DUTY", since, since.plusSeconds(86_400));
    }

    public static FamilyTransferredV1 transferred(UUID family, String from, String to, Instant at) {
        return new FamilyTransferredV1(family, from, to, "MOVED", at);
    }

    public static FamilyClosedV1 closed(UUID family, String team, Instant at) {
        return new FamilyClosedV1(family, team, "NEEDS_MET", at);
    }

    public static FamilyJoinedV1 joined(UUID onStreamOf, UUID survivor, UUID absorbed, long lastSequence, Instant at) {
        return new FamilyJoinedV1(onStreamOf, survivor, absorbed, lastSequence, at);
    }

    public static SpecialistInputRecordedV1 helped(UUID family, Instant at) {
        return new SpecialistInputRecordedV1(
                UUID.randomUUID(), UUID.randomUUID(), family, "MENTAL_HEALTH", UUID.randomUUID(), "VISIT", at);
    }
}
