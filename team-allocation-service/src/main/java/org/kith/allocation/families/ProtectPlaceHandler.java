package org.kith.allocation.families;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets where a family lives, whose address somebody must not learn; its team stays, and from now on a person places it. */
@Service
public class ProtectPlaceHandler {

    private final Survivors survivors;

    ProtectPlaceHandler(Survivors survivors) {
        this.survivors = survivors;
    }

    /** A family we have not heard of yet is told as protected by its referral. */
    @Transactional
    public void handle(FamilyId family) {
        survivors.place(family).ifPresent(FamilyPlace::protect);
    }
}
