package org.kith.allocation.families;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kith.platform.batches.Ahead;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Places of families; those of a heard batch are read at once, and it is remembered which there are not. */
@Component
public class KnownPlaces {

    private final FamilyPlaces places;
    private final Decisions decisions;
    private final Ahead<Set<UUID>> unknown = new Ahead<>(HashSet::new);

    KnownPlaces(FamilyPlaces places, Decisions decisions) {
        this.places = places;
        this.decisions = decisions;
    }

    /** Reads what the facts about these families and referrals will need. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lookAhead(Collection<FamilyId> families, Collection<ReferralId> referrals) {
        var missing = unknown.current();
        if (missing == null || families.isEmpty()) {
            return;
        }
        var ids = families.stream().map(FamilyId::value).collect(Collectors.toSet());
        missing.addAll(ids);
        places.of(ids.toArray(UUID[]::new))
                .forEach(place -> missing.remove(place.family().value()));
        decisions.lookAhead(referrals);
    }

    Optional<FamilyPlace> find(FamilyId family) {
        var missing = unknown.current();
        return missing != null && missing.contains(family.value()) ? Optional.empty() : places.findById(family.value());
    }

    void save(FamilyPlace place) {
        places.save(place);
        var missing = unknown.current();
        if (missing != null) {
            missing.remove(place.family().value());
        }
    }
}
