package org.kith.platform.drafts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The door to one's own drafts. Nobody opens another's, and there is no list of everybody's. */
@RestController
class DraftDoor {

    private static final int LONGEST_PAGE = 200;
    private static final int MOST_FIELDS = 1_000;

    /** A referral about twenty people with long texts is under half of it. */
    private static final int MOST_CHARACTERS = 200_000;

    record BeginForm(
            @Nullable String form,
            @Nullable UUID about,
            @Nullable Map<String, @Nullable List<@Nullable String>> fields) {

        @Override
        public String toString() {
            return "BeginForm[" + form + "]";
        }
    }

    record KeepForm(@Nullable Long version, @Nullable Map<String, @Nullable List<@Nullable String>> fields) {

        @Override
        public String toString() {
            return "KeepForm[" + version + "]";
        }
    }

    record Page(long total, List<ListedDraft> items) {}

    private final DraftStore drafts;
    private final DraftForms forms;
    private final Access access;
    private final Audit audit;

    DraftDoor(DraftStore drafts, DraftForms forms, Access access, Audit audit) {
        this.drafts = drafts;
        this.forms = forms;
        this.access = access;
        this.audit = audit;
    }

    @PostMapping("/drafts")
    @ResponseStatus(HttpStatus.CREATED)
    KeptDraft begin(@RequestBody BeginForm form) {
        var act = form.form() == null ? null : forms.acts().get(form.form());
        if (form.form() == null || act == null) {
            throw new Invalid(List.of(new FieldProblem(
                    "form",
                    "unknown-code",
                    "Name one of the forms " + String.join(", ", forms.acts().keySet()))));
        }
        access.require(act);
        audit.notes("draft.begun", form.form(), List.of());
        return drafts.begin(holder(), form.form(), form.about(), typed(form.fields()));
    }

    @GetMapping("/drafts/{key}")
    KeptDraft open(@PathVariable String key) {
        var draft = drafts.open(holder(), key);
        audit.notes("draft.opened", draft.form(), List.of());
        return draft;
    }

    @PutMapping("/drafts/{key}")
    KeptDraft keep(@PathVariable String key, @RequestBody KeepForm form) {
        if (form.version() == null) {
            throw new Invalid(List.of(new FieldProblem("version", "missing", "Say which version was changed")));
        }
        var draft = drafts.keep(holder(), key, form.version(), typed(form.fields()));
        audit.notes("draft.kept", draft.form(), List.of());
        return draft;
    }

    @DeleteMapping("/drafts/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void throwAway(@PathVariable String key) {
        drafts.throwAway(holder(), key);
        audit.notes("draft.thrown-away", null, List.of());
    }

    @GetMapping("/drafts")
    Page mine(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        var owner = holder().owner();
        if (owner == null) {
            throw Refusal.forbidden("not-allowed", "Drafts without an account are opened by their link alone");
        }
        audit.notes("drafts.listed", null, List.of());
        return new Page(
                drafts.count(owner),
                drafts.page(owner, forms.subjects(), Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE)));
    }

    /** Everybody without an account shares one token, so theirs are kept apart by a token of their own. */
    private static DraftStore.Holder holder() {
        var who = Acting.who();
        return new DraftStore.Holder(who.kind() == Who.Kind.PUBLIC ? null : who.subject());
    }

    private static Map<String, List<String>> typed(@Nullable Map<String, @Nullable List<@Nullable String>> sent) {
        var typed = new TreeMap<String, List<String>>();
        long length = 0;
        if (sent != null) {
            for (var field : sent.entrySet()) {
                var values = new ArrayList<String>();
                for (var value : field.getValue() == null ? List.<@Nullable String>of() : field.getValue()) {
                    values.add(value == null ? "" : value);
                    length += values.getLast().length();
                }
                length += field.getKey().length();
                typed.put(field.getKey(), values);
            }
        }
        if (typed.size() > MOST_FIELDS || length > MOST_CHARACTERS) {
            throw new Invalid(List.of(new FieldProblem(
                    "fields",
                    "too-long",
                    "A draft may have %d fields and %d characters at most".formatted(MOST_FIELDS, MOST_CHARACTERS))));
        }
        return typed;
    }
}
