package org.kith.outcomes.streams.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.outcomes.measures.Scopes;
import org.kith.outcomes.streams.MoveStreams;
import org.kith.outcomes.streams.StreamSettings;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Where a screen or a performance team listens to counts as they move. */
@RestController
class FigureStreamController {

    private final MoveStreams streams;
    private final StreamSettings settings;
    private final Scopes scopes;
    private final Access access;
    private final Audit audit;

    FigureStreamController(MoveStreams streams, StreamSettings settings, Scopes scopes, Access access, Audit audit) {
        this.streams = streams;
        this.settings = settings;
        this.scopes = scopes;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping(path = "/figures/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestParam(required = false) @Nullable String scope,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var wanted = scope == null || scope.isBlank() ? null : new ScopeCode(scope);
        if (wanted == null || wanted.equals(ScopeCode.COUNTY)) {
            access.require(Act.SEE_FIGURES);
        } else {
            access.requireInTeam(Act.SEE_FIGURES, wanted.value());
            scopes.requireKnown(wanted);
        }
        audit.notes("figures.listened", wanted == null ? null : wanted.value(), List.of());
        var emitter = new SseEmitter(settings.longest().toMillis());
        streams.listen(new SseListener(emitter), wanted, heard(lastEventId));
        return emitter;
    }

    private static @Nullable Long heard(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return null;
        }
        try {
            return Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException notANumber) {
            throw new Invalid(List.of(new FieldProblem(
                    "Last-Event-ID", "not-a-number", "Send back the id of the last event as it came")));
        }
    }
}
