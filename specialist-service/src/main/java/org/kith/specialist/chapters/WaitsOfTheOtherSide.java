package org.kith.specialist.chapters;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.platform.waiting.HiddenWaits;
import org.kith.platform.waiting.Waiting;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.RequestLists;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whoever stands on one side of the abuse does not see that a request of the other side waits. */
@Component
class WaitsOfTheOtherSide implements HiddenWaits {

    private static final Set<String> REQUESTS = Set.of(RequestLists.WAITS_AS, RequestLists.TO_ACCEPT);

    private final Chapters chapters;
    private final RequestLists requests;

    WaitsOfTheOtherSide(Chapters chapters, RequestLists requests) {
        this.chapters = chapters;
        this.requests = requests;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean mayHide(String kind) {
        return REQUESTS.contains(kind)
                && Acting.who().kind() == Who.Kind.STAFF
                && chapters.hasASide(UUID.fromString(Acting.who().subject()));
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> hidden(String kind, Collection<Waiting.Item> items) {
        var reader = UUID.fromString(Acting.who().subject());
        var hidden = new HashSet<String>();
        var readers = new HashMap<UUID, Reader>();
        for (var request : requests.these(
                items.stream().map(item -> UUID.fromString(item.key())).toList())) {
            if (request.discipline().otherSide().isPresent()
                    && readers.computeIfAbsent(
                                    request.familyId(), family -> chapters.reader(reader, new FamilyId(family)))
                            .hidden()
                            .contains(request.discipline())) {
                hidden.add(request.requestId().toString());
            }
        }
        return hidden;
    }
}
