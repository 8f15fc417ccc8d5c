package org.kith.referral.families.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.kith.referral.families.AccessBook;
import org.kith.referral.families.ChangeAccess;
import org.kith.referral.families.ChangeAccessHandler;
import org.kith.referral.families.FamilyFiles;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which workers may see a family, for practice leads: whoever decides about the lists need not be on them. */
@RestController
class AccessController {

    /** Lists are looked at again after this long, as the councils do that publish how (Nottingham: every 90 days). */
    private static final Duration LOOK_AGAIN = Duration.ofDays(90);

    private static final int LONGEST_PAGE = 200;

    /** Longest list: a page shows both with everybody on them. */
    private static final int MOST_LISTED = 20;

    /** The lists, and who works with the family now. */
    record AccessView(
            UUID familyId,
            boolean restricted,
            List<UUID> onlyThese,
            List<UUID> never,
            List<UUID> worksWithIt,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant lookAgainBy) {}

    /** The lists as they shall be, and as they were seen. */
    record AccessForm(
            @Nullable List<@Nullable UUID> onlyThese,
            @Nullable List<@Nullable UUID> never,
            @Nullable Boolean seenRestricted,
            @Nullable List<@Nullable UUID> seenOnlyThese,
            @Nullable List<@Nullable UUID> seenNever,
            @Nullable String reason) {}

    /** One page of families with a list. */
    record ListedFamilies(long total, List<ListedFamily> items) {}

    /** One of them; {@code named} is absent where it is not restricted. */
    record ListedFamily(
            UUID familyId,
            @Nullable Integer named,
            int kept,
            @Nullable Instant decidedAt,
            @Nullable Instant lookAgainBy) {}

    private final ChangeAccessHandler handler;
    private final AccessBook accessBook;
    private final HouseholdBook households;
    private final FamilyFiles files;
    private final Involvements involvements;
    private final Access access;
    private final Audit audit;

    AccessController(
            ChangeAccessHandler handler,
            AccessBook accessBook,
            HouseholdBook households,
            FamilyFiles files,
            Involvements involvements,
            Access access,
            Audit audit) {
        this.handler = handler;
        this.accessBook = accessBook;
        this.households = households;
        this.files = files;
        this.involvements = involvements;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/families/restricted")
    @Transactional(readOnly = true)
    public ListedFamilies listed(
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.RESTRICT_FAMILY);
        var page = accessBook.listed(Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE));
        audit.notes(
                "restricted-families.listed",
                null,
                page.stream().map(AccessBook.Listed::family).toList());
        return new ListedFamilies(
                accessBook.count(),
                page.stream()
                        .map(one -> new ListedFamily(
                                one.family(), one.named(), one.kept(), one.decidedAt(), lookAgain(one.decidedAt())))
                        .toList());
    }

    @GetMapping("/families/{familyId}/access")
    @Transactional(readOnly = true)
    public AccessView seen(@PathVariable UUID familyId) {
        var id = allowed(familyId);
        audit.touches("family.access-seen", id.value(), List.of());
        return view(id);
    }

    @PostMapping("/families/{familyId}/access")
    @Transactional
    public AccessView change(@PathVariable UUID familyId, @RequestBody AccessForm form) {
        var id = allowed(familyId);
        var problems = new ArrayList<FieldProblem>();
        var lists = AccessLists.of(set("onlyThese", form.onlyThese(), problems), set("never", form.never(), problems));
        var seen = new AccessLists(
                Boolean.TRUE.equals(form.seenRestricted()),
                set("seenOnlyThese", form.seenOnlyThese(), problems),
                set("seenNever", form.seenNever(), problems));
        if (lists.onlyThese().stream().anyMatch(lists.never()::contains)) {
            problems.add(new FieldProblem("never", "on-both-lists", "Somebody is on both lists: leave them on one"));
        }
        addUnknown("onlyThese", lists.onlyThese(), seen.onlyThese(), problems);
        addUnknown("never", lists.never(), seen.never(), problems);
        var reason = Reasons.read("reason", form.reason(), problems);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var why = files.withoutAddress(id, reason);
        audit.because(why);
        handler.handle(new ChangeAccess(id, lists, seen, why, Acting.who().subject()));
        audit.touches("family.access-changed", id.value(), List.of());
        return view(id);
    }

    private FamilyId allowed(UUID asked) {
        var id = households.goesOnAs(new FamilyId(asked)).orElse(new FamilyId(asked));
        access.requireForFamily(Act.RESTRICT_FAMILY, id.value());
        return households.goesOnAs(id).orElseThrow(Refusal::notFound);
    }

    private AccessView view(FamilyId id) {
        var lists = involvements.listsOf(id.value());
        var last = accessBook.last(id);
        return new AccessView(
                id.value(),
                lists.restricted(),
                lists.onlyThese().stream().sorted().toList(),
                lists.never().stream().sorted().toList(),
                involvements.withFamily(id.value()).stream()
                        .filter(one -> one.until() == null)
                        .map(Involvements.Involvement::workerId)
                        .distinct()
                        .toList(),
                last.map(AccessBook.Last::reason).orElse(null),
                last.map(AccessBook.Last::by).orElse(null),
                last.map(AccessBook.Last::at).orElse(null),
                lists.equals(AccessLists.OPEN)
                        ? null
                        : lookAgain(last.map(AccessBook.Last::at).orElse(null)));
    }

    private static @Nullable Instant lookAgain(@Nullable Instant decidedAt) {
        return decidedAt == null ? null : decidedAt.plus(LOOK_AGAIN);
    }

    private static Set<UUID> set(String field, @Nullable List<@Nullable UUID> given, List<FieldProblem> problems) {
        if (given == null) {
            return Set.of();
        }
        if (given.size() > MOST_LISTED) {
            problems.add(new FieldProblem(field, "too-many", "Name %d workers at most".formatted(MOST_LISTED)));
            return Set.of();
        }
        if (given.stream().anyMatch(Objects::isNull)) {
            problems.add(new FieldProblem(field, "malformed", "Give the id of a worker"));
        }
        return Set.copyOf(new HashSet<>(given.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList()));
    }

    /** Who was on the list already may have left since; nobody else is put on it who does not work here. */
    private void addUnknown(String field, Set<UUID> listed, Set<UUID> before, List<FieldProblem> problems) {
        if (listed.stream()
                .filter(worker -> !before.contains(worker))
                .anyMatch(worker -> involvements.rolesOf(worker).isEmpty())) {
            problems.add(
                    new FieldProblem(field, "unknown-worker", "Somebody on this list has no role here: choose again"));
        }
    }
}
