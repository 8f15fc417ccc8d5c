package org.kith.tiny.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class FamilyDoor {

    private static final UUID PERSON = UUID.fromString("018f0000-0000-7000-8000-00000000000a");

    private final Access access;
    private final Audit audit;
    private final Statements statements;

    FamilyDoor(Access access, Audit audit, Statements statements) {
        this.access = access;
        this.audit = audit;
        this.statements = statements;
    }

    @GetMapping("/families/{id}")
    Map<String, String> see(@PathVariable UUID id) {
        access.requireForFamily(Act.SEE_FAMILY, id);
        audit.touches("family.seen", id, List.of(PERSON));
        return Map.of("title", "Example-Otter canary");
    }

    @GetMapping(path = "/families/{id}/text", produces = "text/plain")
    String text(@PathVariable UUID id) {
        audit.touches("family.seen", id, List.of());
        return "Example-Otter canary";
    }

    @PostMapping("/families/{id}/address/reveal")
    Map<String, String> reveal(@PathVariable UUID id) {
        access.requireForFamily(Act.SEE_PROTECTED_ADDRESS, id);
        audit.because("a visit is due");
        audit.touches("address.revealed", id, List.of(PERSON));
        return Map.of("address", "canary");
    }

    @GetMapping(path = "/stream/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@PathVariable UUID id) throws IOException {
        audit.touches("stream.seen", id, List.of());
        var emitter = new SseEmitter();
        emitter.send("canary");
        emitter.complete();
        return emitter;
    }

    /** Keeps a note with its audit row; some words make it go wrong. */
    @PostMapping("/families/{id}/notes/{note}")
    ResponseEntity<String> keep(@PathVariable UUID id, @PathVariable UUID note, @RequestParam String text) {
        audit.with(201, () -> {
            statements.add(
                    "insert into note (council, id, version, text) values (?, ?, 0, ?)",
                    Council.current().value(),
                    note,
                    text);
            audit.touches("note.kept", id, List.of());
            if (text.equals("refused")) {
                throw new Refusal("no-such-note", "This is no note");
            }
            return true;
        });
        if (text.equals("broken afterwards")) {
            throw new IllegalStateException("Something went wrong after the commit");
        }
        if (text.equals("more to say")) {
            audit.touches("note.shown", id, List.of());
        }
        return ResponseEntity.status(201).body("canary");
    }

    @PostMapping("/nothing-to-say")
    void nothing() {}

    @GetMapping("/operate/try")
    Map<String, String> operate() {
        access.require(Act.OPERATE);
        return Map.of();
    }

    @GetMapping("/teams/{code}/try")
    Map<String, String> board(@PathVariable String code) {
        access.requireInTeam(Act.SEE_TEAM_BOARD, code);
        return Map.of();
    }
}
