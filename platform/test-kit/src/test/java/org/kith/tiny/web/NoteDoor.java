package org.kith.tiny.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Acting;
import org.kith.tiny.KeepNote;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteDoor {

    record Child(String name, @Nullable LocalDate dateOfBirth) {}

    record NoteForm(String text, @Nullable List<Child> children) {}

    private final KeepNote notes;

    NoteDoor(KeepNote notes) {
        this.notes = notes;
    }

    @PutMapping("/notes/{id}")
    void keep(@PathVariable UUID id, @RequestBody NoteForm form) {
        notes.keep(id, form.text());
    }

    @GetMapping("/notes/{id}")
    Map<String, String> read(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean shout) {
        var text = notes.read(id);
        return Map.of(
                "text",
                shout ? text.toUpperCase(Locale.UK) : text,
                "reader",
                Acting.who().subject());
    }

    @PostMapping(path = "/notes/csv", consumes = "text/csv")
    int csv(@RequestBody String rows) {
        return rows.length();
    }

    @PostMapping("/changed-meanwhile")
    void changed() {
        throw new OptimisticLockingFailureException("secret value");
    }

    @PostMapping("/away")
    void away() {
        throw new QueryTimeoutException("secret value");
    }

    @PostMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret value");
    }
}
