package org.kith.specialist.requests.web;

import java.util.UUID;

/**
 * A request for the practitioner who has it.
 *
 * @param requestId the request
 * @param familyId the family it is for
 * @param discipline what it asks for
 * @param disciplineText the same in words
 * @param state where it stands
 * @param keptFromPerpetratorsWorker what is written under it is kept from whoever works with the perpetrator in this family, unless it
 *     is opened to them
 */
record RequestView(
        UUID requestId,
        UUID familyId,
        String discipline,
        String disciplineText,
        String state,
        boolean keptFromPerpetratorsWorker) {}
