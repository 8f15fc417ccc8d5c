package org.kith.specialist.assigning;

import java.util.Set;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;

/**
 * What is asked for.
 *
 * @param discipline what the practitioner must be trained for
 * @param onTheOtherSide who ever worked with this family on the other side of the abuse; never chosen
 * @param handedItBack who handed this very request back; not chosen again by the policy
 * @param keptFrom whom the lists keep from this family; never chosen
 */
public record Ask(
        Discipline discipline,
        Set<PractitionerId> onTheOtherSide,
        Set<PractitionerId> handedItBack,
        Set<PractitionerId> keptFrom) {

    /** Of a family that nobody is kept from. */
    public Ask(Discipline discipline, Set<PractitionerId> onTheOtherSide, Set<PractitionerId> handedItBack) {
        this(discipline, onTheOtherSide, handedItBack, Set.of());
    }
}
