package org.kith.specialist.requests.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.requests.ChoosablePractitioners.Choice;

/**
 * Whom a manager may choose for a request.
 *
 * @param items of its team and of the pool, with room and there today
 */
record ChoiceView(UUID familyId, String disciplineText, long total, List<Item> items) {

    /** {@code teamCode} is absent for somebody of the pool. */
    record Item(UUID practitionerId, @Nullable String teamCode, int capacity, int held) {}

    static ChoiceView of(Choice choice) {
        var request = choice.request();
        return new ChoiceView(
                request.familyId(),
                request.discipline().words(),
                choice.candidates().size(),
                choice.candidates().stream()
                        .map(one -> new Item(
                                one.id().value(),
                                one.embedded() ? request.teamCode() : null,
                                one.capacity(),
                                one.held()))
                        .toList());
    }
}
