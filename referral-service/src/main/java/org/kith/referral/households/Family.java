package org.kith.referral.households;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** A family: where it is, whether its address is protected, and whether it goes on as another. Protection only ever grows. */
@Entity
@Table(name = "family")
@SuppressWarnings("UnusedVariable") // Some fields are written for those who read the table.
class Family {

    @Id
    private UUID id;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant madeAt;

    private boolean addressProtected;
    private @Nullable String areaCode;
    private @Nullable String districtCode;
    private @Nullable UUID survivorId;
    private @Nullable Instant joinedAt;
    private @Nullable String joinReason;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Family() {}

    /** From now on nobody sees the address by the way; there is no way back. */
    void protect() {
        addressProtected = true;
        areaCode = null;
    }

    /** Takes over what is known of the place of a family that becomes this one. */
    void goesOnFor(Family absorbed) {
        if (absorbed.addressProtected) {
            protect();
        }
        if (absorbed.districtCode != null) {
            districtCode = absorbed.districtCode;
            areaCode = addressProtected ? null : absorbed.areaCode;
        }
    }

    void joinInto(Family survivor, Instant at, @Nullable String reason) {
        if (survivorId != null) {
            throw new Refusal("family-already-joined", "This family already goes on as another");
        }
        if (survivor.id.equals(id)) {
            throw new Refusal("same-family", "A family cannot be joined with itself");
        }
        survivorId = survivor.id;
        // the survivor alone knows where it lives: that may have to be forgotten one day
        areaCode = null;
        joinedAt = at;
        joinReason = reason;
    }

    boolean addressIsProtected() {
        return addressProtected;
    }
}
