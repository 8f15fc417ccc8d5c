package org.kith.allocation.families;

import java.util.Optional;
import org.kith.platform.security.Involvements;
import org.springframework.stereotype.Component;

/** Finds the place of a family, under whatever id it goes on. */
@Component
class Survivors {

    private final KnownPlaces places;
    private final Involvements involvements;

    Survivors(KnownPlaces places, Involvements involvements) {
        this.places = places;
        this.involvements = involvements;
    }

    /** The id the family goes on under: its own, or that of the family it turned out to be. */
    FamilyId of(FamilyId family) {
        var place = places.find(family);
        if (place.isEmpty()) {
            return new FamilyId(involvements.survivorOf(family.value()));
        }
        var into = place.get().joinedInto();
        return into == null ? family : of(into);
    }

    /** The place of the family that goes on. */
    Optional<FamilyPlace> place(FamilyId family) {
        return places.find(of(family));
    }
}
