package org.kith.specialist.requests;

import org.kith.platform.security.Involvements;
import org.springframework.stereotype.Component;

/** Finds the standing of the family an id stands for now, and locks it. */
@Component
class FamilyPlaces {

    private final FamilyFiles files;
    private final Involvements involvements;

    FamilyPlaces(FamilyFiles files, Involvements involvements) {
        this.files = files;
        this.involvements = involvements;
    }

    FamilyStanding of(FamilyId family) {
        return files.standing(new FamilyId(involvements.survivorOf(family.value())));
    }

    /** The row of this very id, also of one that was absorbed. */
    FamilyStanding itself(FamilyId family) {
        return files.standing(family);
    }
}
