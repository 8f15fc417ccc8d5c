package org.kith.specialist.requests;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Which team holds a family now. Everything heard about one family is worked off under the lock of this row, whatever topic it came on. */
@Entity
class FamilyStanding {

    @Id
    private UUID familyId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private @Nullable String teamCode;
    private @Nullable UUID heldThrough;
    private @Nullable UUID absorbedInto;

    @Version
    private long version;

    @SuppressWarnings(
            "NullAway.Init") // Hibernate fills the fields; rows are made by the database, see FamilyStandings.
    protected FamilyStanding() {}

    void heldBy(TeamCode team, FamilyId saidOf) {
        teamCode = team.value();
        heldThrough = saidOf.value();
    }

    void heldByNone() {
        teamCode = null;
        heldThrough = null;
    }

    /** After a joining, what is said of the absorbed family's place counts only if that is the place we know. */
    boolean speaksFor(FamilyId saidOf) {
        return heldThrough == null || heldThrough.equals(saidOf.value()) || familyId.equals(saidOf.value());
    }

    /** Answers false if that was known. */
    boolean absorbedBy(FamilyStanding survivor) {
        if (absorbedInto != null) {
            return false;
        }
        absorbedInto = survivor.familyId;
        if (survivor.teamCode == null) {
            survivor.teamCode = teamCode;
            survivor.heldThrough = heldThrough;
        }
        return true;
    }

    Optional<TeamCode> team() {
        return Optional.ofNullable(teamCode).map(TeamCode::new);
    }

    FamilyId family() {
        return new FamilyId(familyId);
    }
}
