package org.kith.specialist.requests;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.Lifecycle.State;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one family of two. Where both had an open request for a discipline, the one that is further on goes on; whoever stood on
 * both sides of the abuse now stands on neither, and what they held goes to others. Said on two streams, done once.
 */
@Service
public class JoinFamiliesHandler {

    private static final Comparator<SpecialistRequest> FURTHEST_FIRST = Comparator.comparing(
                    SpecialistRequest::state, Comparator.<State>naturalOrder().reversed())
            .thenComparing(SpecialistRequest::requestedAt)
            .thenComparing(request -> request.id().value());

    private final FamilyPlaces places;
    private final FamilyFiles files;
    private final FamilyNeeds needs;
    private final SpecialistRequests requests;
    private final DomesticAbuseSides sides;
    private final Roster roster;
    private final Placing placing;
    private final Moving moving;
    private final ApplicationEventPublisher events;

    JoinFamiliesHandler(
            FamilyPlaces places,
            FamilyFiles files,
            FamilyNeeds needs,
            SpecialistRequests requests,
            DomesticAbuseSides sides,
            Roster roster,
            Placing placing,
            Moving moving,
            ApplicationEventPublisher events) {
        this.places = places;
        this.files = files;
        this.needs = needs;
        this.requests = requests;
        this.sides = sides;
        this.roster = roster;
        this.placing = placing;
        this.moving = moving;
        this.events = events;
    }

    @Transactional
    public void handle(JoinFamilies command) {
        Stream.of(command.survivor(), command.absorbed())
                .sorted(Comparator.comparing(FamilyId::value))
                .forEach(places::itself);
        var survivor = places.of(command.survivor());
        var absorbed = places.itself(command.absorbed());
        if (!absorbed.absorbedBy(survivor)) {
            return;
        }
        files.forget();
        // first of all, so that what somebody just does with one of them, and the side it puts them on, is seen
        var both = requests.lockOf(
                List.of(survivor.family().value(), absorbed.family().value()), EnumSet.allOf(State.class));
        needs.join(survivor, absorbed);
        var onBothSides = sides.join(survivor.family(), absorbed.family());
        var open = both.stream().filter(SpecialistRequest::isOpen).toList();
        roster.lockAll(Moving.holders(open));
        endDuplicates(open, command);
        both.forEach(request -> request.belongsTo(survivor.family()));
        requests.flush();
        events.publishEvent(new FamiliesJoined(survivor.family(), absorbed.family()));
        open.stream().filter(SpecialistRequest::isOpen).forEach(request -> settle(request, onBothSides, command));
        survivor.team().ifPresent(team -> {
            moving.all(survivor.family(), team, command.at());
            needs.openAll(survivor, team);
        });
    }

    private void endDuplicates(List<SpecialistRequest> open, JoinFamilies command) {
        open.stream()
                .collect(Collectors.groupingBy(SpecialistRequest::discipline))
                .values()
                .forEach(same -> {
                    var furthestFirst = same.stream().sorted(FURTHEST_FIRST).toList();
                    furthestFirst.stream()
                            .skip(1)
                            .forEach(duplicate ->
                                    placing.endInFavourOf(furthestFirst.getFirst(), duplicate, command.at()));
                });
    }

    private void settle(SpecialistRequest request, List<PractitionerId> onBothSides, JoinFamilies command) {
        if (request.discipline().otherSide().isPresent()
                && request.holder().filter(onBothSides::contains).isPresent()) {
            placing.takeAwayAndPlace(request, Reason.BOTH_SIDES, command.at());
        } else {
            placing.familyChanged(request);
        }
    }
}
