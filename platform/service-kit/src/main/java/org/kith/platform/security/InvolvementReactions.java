package org.kith.platform.security;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.contracts.referral.FamilyAccessChangedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.refusal.Refusal;

/** Keeps a service's picture of who is involved up to date from the topics it hears. */
public final class InvolvementReactions {

    private static final int UUID_LENGTH = 36;

    private final JdbcInvolvements involvements;

    InvolvementReactions(JdbcInvolvements involvements) {
        this.involvements = involvements;
    }

    /** Adds what the kit does with a feed's facts; returns the feed, for the service's own reactions. */
    public Feed addTo(Feed feed) {
        return feed.ahead(this::lookUpFamilies)
                .on(WorkerJoinedTeamV1.class, this::roleTaken)
                .on(WorkerLeftV1.class, this::roleLeft)
                .on(FamilyAllocatedV1.class, this::allocated)
                .on(FamilyTransferredV1.class, this::transferred)
                .on(FamilyClosedV1.class, this::closed)
                .on(LeadPractitionerNamedV1.class, this::leadNamed)
                .on(SpecialistAssignedV1.class, this::assigned)
                .on(SpecialistEndedV1.class, this::ended)
                .on(FamilyJoinedV1.class, this::joined)
                .on(FamilyAccessChangedV1.class, this::accessChanged);
    }

    private void lookUpFamilies(List<? extends Announcement> facts) {
        var families = new HashSet<UUID>();
        var joining = new HashSet<UUID>();
        for (var fact : facts) {
            if (fact instanceof FamilyJoinedV1 joined) {
                families.add(joined.survivorFamilyId());
                joining.add(joined.absorbedFamilyId());
            }
            if (!(fact instanceof WorkerJoinedTeamV1 || fact instanceof WorkerLeftV1)) {
                family(fact.key()).ifPresent(families::add);
            }
        }
        involvements.lookUpSurvivors(families, joining);
    }

    /** Streams of teams have a team's code as their key. */
    private static Optional<UUID> family(String key) {
        return key.length() == UUID_LENGTH ? Optional.of(UUID.fromString(key)) : Optional.empty();
    }

    private void roleTaken(WorkerJoinedTeamV1 fact) {
        involvements.roleTaken(fact.workerId(), role(fact.roleCode()), fact.teamCode());
    }

    private void roleLeft(WorkerLeftV1 fact) {
        involvements.roleLeft(fact.workerId(), role(fact.roleCode()), fact.teamCode());
    }

    private void allocated(FamilyAllocatedV1 fact) {
        involvements.teamOf(fact.familyId(), fact.teamCode(), fact.allocatedAt());
    }

    private void transferred(FamilyTransferredV1 fact) {
        if (!involvements.speaksFor(fact.familyId())) {
            return;
        }
        // the new team names its own lead
        involvements.allEnded(fact.familyId(), Involvements.As.LEAD_PRACTITIONER, fact.transferredAt());
        involvements.teamOf(fact.familyId(), fact.toTeamCode(), fact.transferredAt());
    }

    private void closed(FamilyClosedV1 fact) {
        if (!involvements.speaksFor(fact.familyId())) {
            return;
        }
        involvements.allEnded(fact.familyId(), Involvements.As.LEAD_PRACTITIONER, fact.closedAt());
        involvements.teamOf(fact.familyId(), null, fact.closedAt());
    }

    private void leadNamed(LeadPractitionerNamedV1 fact) {
        involvements.began(fact.familyId(), fact.workerId(), Involvements.As.LEAD_PRACTITIONER, "", fact.namedAt());
    }

    private void assigned(SpecialistAssignedV1 fact) {
        involvements.began(
                fact.familyId(),
                fact.practitionerId(),
                Involvements.As.SPECIALIST,
                fact.discipline(),
                fact.assignedAt());
    }

    private void ended(SpecialistEndedV1 fact) {
        involvements.ended(
                fact.familyId(), fact.practitionerId(), Involvements.As.SPECIALIST, fact.discipline(), fact.endedAt());
    }

    private void joined(FamilyJoinedV1 fact) {
        UUID absorbed = fact.absorbedFamilyId();
        involvements.joined(fact.survivorFamilyId(), absorbed, fact.joinedAt());
    }

    private void accessChanged(FamilyAccessChangedV1 fact) {
        involvements.list(fact.familyId(), AccessLists.of(Set.copyOf(fact.onlyThese()), Set.copyOf(fact.never())));
    }

    private static Role role(String code) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal("unknown-role", "This service does not know the role " + code));
    }
}
