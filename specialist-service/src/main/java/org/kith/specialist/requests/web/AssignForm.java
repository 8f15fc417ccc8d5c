package org.kith.specialist.requests.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.AssignRequest;
import org.kith.specialist.requests.RequestId;

/**
 * A person's choice as it comes in.
 *
 * @param practitionerId who should have the request
 */
record AssignForm(@Schema(requiredMode = REQUIRED) @Nullable UUID practitionerId) {

    AssignRequest of(UUID requestId) {
        if (practitionerId == null) {
            throw new Invalid(List.of(new FieldProblem("practitionerId", "missing", "Say who should have it")));
        }
        return new AssignRequest(new RequestId(requestId), new PractitionerId(practitionerId));
    }
}
