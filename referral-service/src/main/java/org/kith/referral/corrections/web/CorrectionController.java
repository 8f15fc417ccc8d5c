package org.kith.referral.corrections.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.referral.corrections.CorrectPerson;
import org.kith.referral.corrections.CorrectPersonHandler;
import org.kith.referral.corrections.Corrected;
import org.kith.referral.corrections.PersonField;
import org.kith.referral.corrections.PersonFile;
import org.kith.referral.corrections.PersonFiles;
import org.kith.referral.families.OtherSide;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.PersonId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The door to what is known of a person of a family, and to correcting it. */
@RestController
class CorrectionController {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final int LONGEST = 100;
    private static final int EARLIEST = 1900;

    record CorrectionForm(
            @Nullable Long version,
            @Nullable Map<String, @Nullable String> values,
            @Nullable LocalDate trueFrom) {

        @Override
        public String toString() {
            return "CorrectionForm[not shown]";
        }
    }

    record PersonView(
            UUID personId,
            UUID familyId,
            String kind,
            long version,
            Map<String, String> values,
            List<String> hidden,
            List<ChangeView> changes) {}

    record ChangeView(
            String field,
            @Nullable String was,
            @Nullable String now,
            LocalDate trueFrom,
            Instant recordedAt,
            @Nullable String by) {}

    record ClashView(
            String field,
            @Nullable String before,
            @Nullable String theirs,
            @Nullable String yours,
            @Nullable String by) {}

    /** A problem (RFC 9457) with both values; they are given back to whoever sent one and may see the other. */
    record ClashProblem(
            String type,
            String title,
            int status,
            String code,
            String detail,
            String hint,
            long version,
            List<ClashView> clashes) {}

    private final PersonFiles files;
    private final CorrectPersonHandler correct;
    private final HouseholdBook book;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final OtherSide otherSide;

    CorrectionController(
            PersonFiles files,
            CorrectPersonHandler correct,
            HouseholdBook book,
            Access access,
            Audit audit,
            Clock clock,
            OtherSide otherSide) {
        this.otherSide = otherSide;
        this.files = files;
        this.correct = correct;
        this.book = book;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/families/{familyId}/people/{personId}")
    PersonView person(@PathVariable UUID familyId, @PathVariable UUID personId) {
        var file = allowed(familyId, personId);
        audit.touches("person.seen", file.family().value(), List.of(personId));
        return view(file, mayKnowWhere(file.family()));
    }

    @PostMapping("/families/{familyId}/people/{personId}/corrections")
    ResponseEntity<?> correct(
            @PathVariable UUID familyId, @PathVariable UUID personId, @RequestBody CorrectionForm form) {
        var file = allowed(familyId, personId);
        var where = mayKnowWhere(file.family());
        var corrected = correct.handle(new CorrectPerson(
                file.person(),
                form.version() == null ? 0 : form.version(),
                checked(form, file.child(), where),
                form.trueFrom() == null ? today() : form.trueFrom(),
                Acting.who().subject()));
        audit.touches("person.corrected", file.family().value(), List.of(personId));
        return corrected.clashes().isEmpty()
                ? ResponseEntity.ok(view(corrected.person(), where))
                : clash(corrected, unnamed(file.family()));
    }

    /** The family first, so that a person of another family is not found. */
    private PersonFile allowed(UUID familyId, UUID personId) {
        var family = book.goesOnAs(new FamilyId(familyId)).orElse(new FamilyId(familyId));
        access.requireForFamily(Act.CORRECT_PERSON, family.value());
        var file = files.open(new PersonId(personId));
        if (!file.family().equals(family)) {
            throw Refusal.notFound();
        }
        return file;
    }

    private boolean mayKnowWhere(FamilyId family) {
        return !book.whereabouts(family).addressProtected()
                || access.mayForFamily(Act.SEE_PROTECTED_ADDRESS, family.value());
    }

    private Map<PersonField, Optional<String>> checked(CorrectionForm form, boolean child, boolean where) {
        var problems = new ArrayList<FieldProblem>();
        var values = new EnumMap<PersonField, Optional<String>>(PersonField.class);
        if (form.version() == null) {
            problems.add(new FieldProblem("version", "missing", "Say which version was corrected"));
        }
        if (form.trueFrom() != null && form.trueFrom().isAfter(today())) {
            problems.add(new FieldProblem(
                    "trueFrom", "date-in-the-future", "Give the day from which it is true, today at the latest"));
        }
        var sent = form.values() == null ? Map.<String, @Nullable String>of() : form.values();
        for (var field : PersonField.values()) {
            if (!sent.containsKey(field.code())) {
                continue;
            }
            if (field.leadsToAPlace() && !where) {
                problems.add(new FieldProblem(
                        field.code(), "not-shown", "This is not shown to you, so you cannot change it: leave it out"));
                continue;
            }
            var text = sent.get(field.code());
            var value = text == null || text.isBlank() ? Optional.<String>empty() : Optional.of(text.strip());
            var problem = problem(field, value.orElse(null), child);
            if (problem == null) {
                values.put(field, value);
            } else {
                problems.add(new FieldProblem(field.code(), "not-valid", problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return values;
    }

    private @Nullable String problem(PersonField field, @Nullable String value, boolean child) {
        if (value != null && value.codePointCount(0, value.length()) > LONGEST) {
            return "This may have %d characters at most".formatted(LONGEST);
        }
        return switch (field) {
            case GIVEN_NAME, FAMILY_NAME -> value == null ? "Give a name" : null;
            case DATE_OF_BIRTH ->
                value == null || isBirthday(value) ? null : "Give a real day that is not in the future";
            case TELEPHONE ->
                value == null || (!child && value.matches("[0-9+() -]{6,25}"))
                        ? null
                        : child ? "A telephone number is kept with adults" : "Give a telephone number of digits";
            case SCHOOL -> value == null || child ? null : "A school is kept with children";
        };
    }

    private boolean isBirthday(String text) {
        try {
            var day = LocalDate.parse(text);
            return !day.isAfter(today()) && day.getYear() >= EARLIEST;
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ENGLAND);
    }

    /** Whose names whoever asks is not told: they work on the other side of the abuse. */
    private Set<String> unnamed(FamilyId family) {
        return otherSide.workersHiddenFrom(Acting.who().subject(), family);
    }

    private static @Nullable String named(String by, Set<String> unnamed) {
        return unnamed.contains(by) ? null : by;
    }

    private static ResponseEntity<ClashProblem> clash(Corrected corrected, Set<String> unnamed) {
        return ResponseEntity.status(409)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new ClashProblem(
                        "about:blank",
                        "Conflict",
                        409,
                        "changed-meanwhile",
                        "Somebody else corrected the same a moment ago",
                        "Choose which of both is right and send it again",
                        corrected.person().version(),
                        corrected.clashes().stream()
                                .map(one -> new ClashView(
                                        one.field().code(),
                                        one.before(),
                                        one.theirs(),
                                        one.yours(),
                                        named(one.by(), unnamed)))
                                .toList()));
    }

    private PersonView view(PersonFile file, boolean where) {
        var unnamed = unnamed(file.family());
        var values = new LinkedHashMap<String, String>();
        var hidden = new ArrayList<String>();
        for (var field : PersonField.values()) {
            var value = file.values().get(field);
            if (field.leadsToAPlace() && !where) {
                hidden.add(field.code());
            } else if (value != null) {
                values.put(field.code(), value);
            }
        }
        return new PersonView(
                file.person().value(),
                file.family().value(),
                file.child() ? "CHILD" : "ADULT",
                file.version(),
                values,
                hidden,
                file.changes().stream()
                        .filter(change -> where || !change.field().leadsToAPlace())
                        .map(change -> new ChangeView(
                                change.field().code(),
                                change.was(),
                                change.now(),
                                change.trueFrom(),
                                change.recordedAt(),
                                named(change.by(), unnamed)))
                        .toList());
    }
}
