package org.kith.referral.families.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.referral.codes.CodeList;
import org.kith.referral.families.FamilyFile;
import org.kith.referral.families.FamilyFiles;
import org.kith.referral.families.JoinFamilies;
import org.kith.referral.families.JoinFamiliesHandler;
import org.kith.referral.families.OtherSide;
import org.kith.referral.families.ProtectAddress;
import org.kith.referral.families.ProtectAddressHandler;
import org.kith.referral.families.RevealAddress;
import org.kith.referral.families.RevealAddressHandler;
import org.kith.referral.families.web.FamilyViews.AddressView;
import org.kith.referral.families.web.FamilyViews.FamilyView;
import org.kith.referral.families.web.FamilyViews.FoundView;
import org.kith.referral.families.web.FamilyViews.JoinForm;
import org.kith.referral.families.web.FamilyViews.JoinedView;
import org.kith.referral.families.web.FamilyViews.MustNotKnowView;
import org.kith.referral.families.web.FamilyViews.OpenedAddress;
import org.kith.referral.families.web.FamilyViews.PersonView;
import org.kith.referral.families.web.FamilyViews.ProtectForm;
import org.kith.referral.families.web.FamilyViews.ProtectedView;
import org.kith.referral.families.web.FamilyViews.ReferralLine;
import org.kith.referral.families.web.FamilyViews.RelationshipView;
import org.kith.referral.families.web.FamilyViews.RevealForm;
import org.kith.referral.families.web.FamilyViews.RevealedView;
import org.kith.referral.families.web.FamilyViews.TimelineItem;
import org.kith.referral.families.web.FamilyViews.TimelineView;
import org.kith.referral.families.web.FamilyViews.TitlesForm;
import org.kith.referral.families.web.FamilyViews.WordsForm;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Household;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Person;
import org.kith.referral.timelines.Timelines;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The door to a family's record. Whoever may not see it, and whoever asks for what does not exist, gets one and the same answer. */
@RestController
class FamilyController {

    /** Longest page of a list. */
    private static final int LONGEST_PAGE = 200;

    /** A board shows at most this many families at once. */
    private static final int MOST_TITLES = 500;

    /** A form has at most this many fields of free words. */
    private static final int MOST_WORDS = 20;

    private final FamilyFiles files;
    private final HouseholdBook book;
    private final Timelines timelines;
    private final JoinFamiliesHandler join;
    private final RevealAddressHandler reveal;
    private final ProtectAddressHandler protect;
    private final OtherSide otherSide;
    private final Access access;
    private final Audit audit;

    FamilyController(
            FamilyFiles files,
            HouseholdBook book,
            Timelines timelines,
            JoinFamiliesHandler join,
            RevealAddressHandler reveal,
            ProtectAddressHandler protect,
            OtherSide otherSide,
            Access access,
            Audit audit) {
        this.files = files;
        this.book = book;
        this.timelines = timelines;
        this.join = join;
        this.reveal = reveal;
        this.protect = protect;
        this.otherSide = otherSide;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/families/{familyId}")
    FamilyView family(@PathVariable UUID familyId) {
        var id = allowed(Act.SEE_FAMILY, familyId);
        var file = files.open(id);
        audit.touches("family.seen", id.value(), personIds(file.household()));
        return view(file, maySeeProtected(id));
    }

    /** Asked for the family itself and for every family it may turn out to be: nobody gets round the one by way of the other. */
    private boolean maySeeProtected(FamilyId id) {
        return files.standsFor(id).stream()
                .allMatch(family -> access.mayForFamily(Act.SEE_PROTECTED_ADDRESS, family.value()));
    }

    private FamilyId allowed(Act act, UUID asked) {
        var id = book.goesOnAs(new FamilyId(asked)).orElse(new FamilyId(asked));
        access.requireForFamily(act, id.value());
        return id;
    }

    private static List<UUID> personIds(Household household) {
        return household.people().stream().map(person -> person.id().value()).toList();
    }

    /**
     * Whoever may not open a protected address is never shown a safe way to make contact, nor why somebody must not know; nor, of a
     * protected family, what else leads to it: school and telephone.
     */
    private static FamilyView view(FamilyFile file, boolean maySeeProtected) {
        var household = file.household();
        var withWhere = maySeeProtected || !household.addressProtected();
        return new FamilyView(
                household.id().value(),
                household.title(),
                household.people().stream()
                        .map(person -> person(person, withWhere))
                        .toList(),
                household.relationships().stream()
                        .map(one -> new RelationshipView(
                                one.from().value(),
                                one.to().value(),
                                one.kind(),
                                CodeList.RELATIONSHIPS.textOf(one.kind())))
                        .toList(),
                address(household, maySeeProtected),
                household.addressProtected(),
                household.mustNotKnow().stream()
                        .map(one -> new MustNotKnowView(
                                one.person() == null ? null : one.person().value(),
                                one.name(),
                                maySeeProtected ? one.why() : null))
                        .toList(),
                maySeeProtected ? household.safeContact() : null,
                file.referrals().stream()
                        .map(referral -> new ReferralLine(
                                referral.referral().value(),
                                referral.reference(),
                                referral.receivedAt(),
                                referral.state().name()))
                        .toList());
    }

    private static PersonView person(Person person, boolean withWhere) {
        return new PersonView(
                person.id().value(),
                person.child() ? "CHILD" : "ADULT",
                person.givenName(),
                person.familyName(),
                person.dateOfBirth(),
                person.ageYears(),
                person.expectedOn(),
                person.sex(),
                person.nhsNumber(),
                withWhere ? person.school() : null,
                withWhere ? person.telephone() : null,
                person.childNumber());
    }

    private static AddressView address(Household household, boolean maySeeProtected) {
        if (household.addressProtected()) {
            return new AddressView(true, false, List.of(), null, maySeeProtected, false);
        }
        return household.addresses().stream()
                .findFirst()
                .map(address ->
                        new AddressView(false, false, address.lines(), address.postcode(), true, maySeeProtected))
                .orElseGet(() -> new AddressView(false, true, List.of(), null, true, maySeeProtected));
    }

    @GetMapping("/families/{familyId}/timeline")
    TimelineView timeline(
            @PathVariable UUID familyId,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var id = allowed(Act.SEE_FAMILY, familyId);
        var ids = book.allIdsOf(id);
        var hidden = otherSide.hiddenFrom(Acting.who().subject(), id);
        var unnamed = otherSide.workersHiddenFrom(Acting.who().subject(), id);
        audit.touches("family.timeline-seen", id.value(), List.of());
        return new TimelineView(
                timelines.count(ids, hidden),
                timelines.page(ids, hidden, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE)).stream()
                        .map(entry -> new TimelineItem(
                                entry.at(),
                                entry.what().text(),
                                entry.what().name(),
                                entry.detail(),
                                entry.by() == null || unnamed.contains(entry.by()) ? null : entry.by()))
                        .toList());
    }

    /** Titles of the families the asker may see; the others are left out as if they did not exist. */
    @PostMapping("/families/titles")
    Map<UUID, String> titles(@RequestBody TitlesForm form) {
        var asked = form.familyIds() == null
                ? List.<UUID>of()
                : form.familyIds().stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .distinct()
                        .toList();
        if (asked.size() > MOST_TITLES) {
            throw new Invalid(List.of(
                    new FieldProblem("familyIds", "too-many", "Ask for %d families at most".formatted(MOST_TITLES))));
        }
        var goOnAs = book.goOnAs(asked);
        var mine = access.mayForFamilies(
                Act.SEE_FAMILY,
                asked.stream().map(id -> goOnAs.getOrDefault(id, id)).toList());
        var allowed = new LinkedHashMap<UUID, FamilyId>();
        for (var id : asked) {
            if (mine.contains(goOnAs.getOrDefault(id, id))) {
                allowed.put(id, new FamilyId(id));
            }
        }
        audit.notes("family-titles.seen", null, allowed.keySet().stream().toList());
        return book.titles(allowed.values());
    }

    @PostMapping("/families/{survivor}/join")
    JoinedView join(@PathVariable UUID survivor, @RequestBody JoinForm form) {
        access.require(Act.JOIN_FAMILIES);
        var id = allowed(Act.JOIN_FAMILIES, survivor);
        var problems = new ArrayList<FieldProblem>();
        if (form.absorbedFamilyId() == null) {
            problems.add(new FieldProblem("absorbedFamilyId", "required", "Name the family that is the same"));
        }
        var reason = Reasons.read("reason", form.reason(), problems);
        if (form.absorbedFamilyId() == null || !problems.isEmpty()) {
            throw new Invalid(problems);
        }
        access.requireForFamily(Act.JOIN_FAMILIES, form.absorbedFamilyId());
        if (book.goesOnAs(new FamilyId(form.absorbedFamilyId())).isEmpty()) {
            throw Refusal.notFound();
        }
        var absorbed = new FamilyId(form.absorbedFamilyId());
        var why = files.withoutAddress(absorbed, files.withoutAddress(id, reason));
        audit.because(why);
        var joined =
                join.handle(new JoinFamilies(id, absorbed, why, Acting.who().subject()));
        audit.touches("families.joined", joined.value(), List.of());
        audit.touches("families.joined", form.absorbedFamilyId(), List.of());
        return new JoinedView(joined.value());
    }

    @PostMapping("/families/{familyId}/address/reveal")
    RevealedView reveal(@PathVariable UUID familyId, @RequestBody RevealForm form) {
        var id = allowed(Act.SEE_PROTECTED_ADDRESS, familyId);
        files.standsFor(id).forEach(family -> access.requireForFamily(Act.SEE_PROTECTED_ADDRESS, family.value()));
        var why = files.withoutAddress(id, reason(form.reason()));
        audit.because(why);
        var revealed = reveal.handle(new RevealAddress(id, why, Acting.who().subject()));
        audit.touches(
                "protected-address.revealed",
                id.value(),
                personIds(files.open(id).household()));
        return new RevealedView(
                id.value(),
                revealed.addresses().stream()
                        .map(one -> new OpenedAddress(one.lines(), one.postcode(), one.saidAt()))
                        .toList(),
                revealed.words());
    }

    @PostMapping("/families/{familyId}/address/protect")
    ProtectedView protect(@PathVariable UUID familyId, @RequestBody ProtectForm form) {
        var id = allowed(Act.SEE_PROTECTED_ADDRESS, familyId);
        var why = reason(form.reason());
        protect.handle(new ProtectAddress(id, Acting.who().subject()));
        // only what lies in the vault can be taken out of words
        audit.because(files.withoutAddress(id, why));
        audit.touches("address.protected", id.value(), List.of());
        return new ProtectedView(id.value(), true);
    }

    /**
     * Where the family's protected address stands in words that somebody is about to keep elsewhere, so that they can take it out. Whoever
     * may not open the address is told of none: an answer would tell them whether they had guessed it.
     */
    @PostMapping("/families/{familyId}/address/found-in")
    FoundView foundIn(@PathVariable UUID familyId, @RequestBody WordsForm form) {
        var id = allowed(Act.SEE_FAMILY, familyId);
        var words = form.words() == null ? Map.<String, @Nullable String>of() : form.words();
        if (words.size() > MOST_WORDS) {
            throw new Invalid(
                    List.of(new FieldProblem("words", "too-many", "Send %d fields at most".formatted(MOST_WORDS))));
        }
        var masks = maySeeProtected(id) ? files.masks(id) : null;
        var fields = masks == null
                ? List.<String>of()
                : words.entrySet().stream()
                        .filter(said -> masks.standIn(said.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        audit.touches("protected-address.looked-for-in-words", id.value(), List.of());
        return new FoundView(fields);
    }

    private static String reason(@Nullable String given) {
        var problems = new ArrayList<FieldProblem>();
        var reason = Reasons.read("reason", given, problems);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return reason;
    }
}
