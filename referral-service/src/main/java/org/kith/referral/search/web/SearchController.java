package org.kith.referral.search.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.referral.search.Found;
import org.kith.referral.search.FoundFamily;
import org.kith.referral.search.FoundPerson;
import org.kith.referral.search.Search;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The door to search. What is looked for comes in the body, so that no address, log or history has a person in it. */
@RestController
class SearchController {

    private static final int LONGEST_PAGE = 50;
    private static final int USUAL_PAGE = 20;

    record SearchForm(
            @Nullable String text,
            @Nullable Integer offset,
            @Nullable Integer limit) {

        @Override
        public String toString() {
            return "SearchForm[not shown]";
        }
    }

    record FoundView(int total, boolean more, List<String> said, List<String> notes, List<FamilyView> items) {}

    record FamilyView(UUID familyId, String title, List<String> why, List<PersonView> people) {

        static FamilyView of(FoundFamily family) {
            return new FamilyView(
                    family.family().value(),
                    family.title(),
                    family.why(),
                    family.people().stream().map(PersonView::of).toList());
        }
    }

    record PersonView(
            UUID personId,
            String kind,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            List<String> why) {

        static PersonView of(FoundPerson person) {
            return new PersonView(
                    person.person().value(),
                    person.child() ? "CHILD" : "ADULT",
                    person.givenName(),
                    person.familyName(),
                    person.dateOfBirth(),
                    person.why());
        }
    }

    private final Search search;
    private final Access access;
    private final Audit audit;

    SearchController(Search search, Access access, Audit audit) {
        this.search = search;
        this.access = access;
        this.audit = audit;
    }

    @PostMapping("/search")
    FoundView search(@RequestBody SearchForm form) {
        access.require(Act.SEE_FAMILY);
        var found = search.find(
                form.text(),
                form.offset() == null ? 0 : Math.max(0, form.offset()),
                form.limit() == null ? USUAL_PAGE : Math.clamp(form.limit(), 1, LONGEST_PAGE));
        note(found);
        return new FoundView(
                found.total(),
                found.more(),
                found.said(),
                found.notes(),
                found.families().stream().map(FamilyView::of).toList());
    }

    /** Also a search that found nothing is written down: by which kinds of clues, and how many. */
    private void note(Found found) {
        audit.notes("people.searched", found.kinds() + " found " + found.total(), List.of());
        for (var family : found.families()) {
            audit.touches(
                    "family.found",
                    family.family().value(),
                    family.people().stream()
                            .map(person -> person.person().value())
                            .toList());
        }
    }
}
