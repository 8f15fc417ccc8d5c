package org.kith.referral.referrals.web;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.time.WorkingDays;
import org.kith.referral.areas.Areas;
import org.kith.referral.areas.Postcode;
import org.kith.referral.codes.CodeList;
import org.kith.referral.households.AddressTold;
import org.kith.referral.households.AdultTold;
import org.kith.referral.households.ChildTold;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.Letters;
import org.kith.referral.households.MustNotKnowTold;
import org.kith.referral.households.NhsNumber;
import org.kith.referral.households.PersonId;
import org.kith.referral.households.RelationshipTold;
import org.kith.referral.referrals.ReceiveReferral;
import org.kith.referral.referrals.ReferralId;
import org.kith.referral.referrals.Referrer;
import org.kith.referral.referrals.web.ReferralForm.AddressForm;
import org.kith.referral.referrals.web.ReferralForm.AdultForm;
import org.kith.referral.referrals.web.ReferralForm.ChildForm;
import org.kith.referral.referrals.web.ReferralForm.MustNotKnowForm;
import org.kith.referral.referrals.web.ReferralForm.ReferrerForm;
import org.kith.referral.referrals.web.ReferralForm.RelationshipForm;
import org.kith.referral.thresholds.ConcernCode;
import org.kith.referral.thresholds.WorryRules;

/** Turns one form into a command, or says everything that is wrong with it at once, by JSON path. One use, one form. */
final class ReferralFormCheck {

    /** Longest name of a person; the longest registered ones fit. */
    static final int NAME = 100;

    /** What a child is called who is expected and has no first name yet. */
    static final String UNBORN = "Unborn";

    /** Longest name of a role, school or organisation. */
    static final int TITLE = 150;

    /** Longest line of an address. */
    static final int LINE = 120;

    /** Lines of an address, without the postcode. */
    static final int LINES = 6;

    /** Longest account of what was seen: about four pages. */
    static final int WORDS = 12_000;

    /** Longest short note: why somebody must not know, how to make contact safely. */
    static final int NOTE = 1_000;

    /** Longest e-mail address that can be delivered (RFC 5321). */
    static final int EMAIL = 254;

    /** Longest telephone number with its spaces and signs. */
    static final int TELEPHONE = 25;

    /** Children in one referral; larger families exist as several referrals. */
    static final int CHILDREN = 20;

    /** Adults in one referral. */
    static final int ADULTS = 20;

    /** Relationships in one referral. */
    static final int RELATIONSHIPS = 200;

    /** People who must not know. */
    static final int MUST_NOT_KNOW = 20;

    /** Longest key a client may choose. */
    static final int KEY = 200;

    /** Clocks of different machines differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static final int GROWN_UP = 18;
    private static final int OLDEST = 120;
    private static final int MONTHS_BEFORE_BIRTH = 10;
    private static final int DAYS_OVERDUE = 30;
    private static final String ANONYMOUS = "9";

    private static final Pattern TELEPHONE_FORM = Pattern.compile("\\+?[0-9][0-9 ()\\-]{5,22}[0-9]");
    private static final Pattern EMAIL_FORM =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern PERSON_PLACE = Pattern.compile("(children|adults)\\[(0|[1-9][0-9]{0,2})]");

    private final Fields fields = new Fields();
    private final Areas areas;
    private final Clock clock;
    private final Map<String, PersonId> people = new HashMap<>();

    ReferralFormCheck(Areas areas, Clock clock) {
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * The command the form asks for.
     *
     * @param known what is already known to be wrong with it
     * @throws org.kith.platform.refusal.Invalid with every problem of the form
     */
    ReceiveReferral read(
            ReferralForm form,
            List<FieldProblem> known,
            String client,
            @Nullable String idempotencyKey,
            String canonicalBody) {
        var key = key(idempotencyKey);
        fields.known(known);
        var receivedAt = receivedAt(form.receivedAt());
        var today = LocalDate.ofInstant(receivedAt == null ? clock.instant() : receivedAt, WorkingDays.ZONE);
        var referrer = referrer(form.referrer());
        var children = children(form.children(), today);
        var adults = adults(form.adults(), today);
        var relationships = relationships(form.relationships());
        var address = address(form.address());
        var worries = worries(form.worries());
        var seen = fields.required(
                "whatWasSeen",
                fields.words("whatWasSeen", form.whatWasSeen(), WORDS),
                "Say what was seen or heard, in your own words");
        var mustNotKnow = mustNotKnow(form.mustNotKnow());
        var safeContact = fields.words("safeContact", form.safeContact(), NOTE);
        var familyKnows = fields.code("familyKnows", form.familyKnows(), CodeList.FAMILY_KNOWS);
        fields.refuseIfAny();
        return new ReceiveReferral(
                new ReferralId(UuidCreator.getTimeOrderedEpoch()),
                client,
                key,
                canonicalBody,
                referrer,
                new HouseholdTold(
                        children,
                        adults,
                        relationships,
                        address,
                        mustNotKnow,
                        safeContact,
                        "UNSAFE_TO_TELL".equals(familyKnows)),
                worries.stream().map(ConcernCode::new).toList(),
                seen,
                familyKnows,
                Boolean.TRUE.equals(form.immediateDanger()),
                receivedAt);
    }

    private String key(@Nullable String given) {
        if (given == null || given.isBlank()) {
            fields.problem(
                    "Idempotency-Key",
                    "required",
                    "Send the header Idempotency-Key: a name of your own for this referral, the same at every attempt");
            return "";
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            fields.problem(
                    "Idempotency-Key", "control-character", "A key has no tabs and no other characters one cannot see");
        } else if (given.length() > KEY) {
            fields.problem("Idempotency-Key", "too-long", "A key has %d characters at most".formatted(KEY));
        }
        return given;
    }

    private @Nullable Instant receivedAt(@Nullable String given) {
        var receivedAt = fields.instant("receivedAt", given);
        if (receivedAt != null && receivedAt.isAfter(clock.instant().plus(TOLERANCE))) {
            fields.problem("receivedAt", "time-in-the-future", "This lies in the future: leave it out for now");
            return null;
        }
        return receivedAt;
    }

    private Referrer referrer(@Nullable ReferrerForm form) {
        if (form == null) {
            fields.problem("referrer", "required", "Say who is telling us");
            return new Referrer("", null, null, "", null, null);
        }
        var source = fields.code("referrer.sourceCode", form.sourceCode(), CodeList.REFERRAL_SOURCES);
        if (form.sourceCode() == null || form.sourceCode().isBlank()) {
            fields.problem("referrer.sourceCode", "required", "Say what kind of place or person this comes from");
        }
        var name = fields.line("referrer.name", form.name(), NAME);
        if (name == null && !ANONYMOUS.equals(source)) {
            fields.problem("referrer.name", "required", "Give a name, or choose the source Anonymous");
        }
        return new Referrer(
                name == null ? "" : name,
                fields.line("referrer.role", form.role(), TITLE),
                fields.line("referrer.organisation", form.organisation(), TITLE),
                source == null ? "" : source,
                telephone("referrer.telephone", form.telephone()),
                fields.matching(
                        "referrer.email",
                        form.email(),
                        EMAIL,
                        EMAIL_FORM,
                        "not-an-email",
                        "This does not look like an e-mail address"));
    }

    private @Nullable String telephone(String field, @Nullable String given) {
        return fields.matching(
                field,
                given,
                TELEPHONE,
                TELEPHONE_FORM,
                "not-a-telephone-number",
                "This does not look like a telephone number");
    }

    private List<ChildTold> children(@Nullable List<@Nullable ChildForm> forms, LocalDate today) {
        if (forms == null || forms.isEmpty()) {
            fields.problem("children", "required", "Name at least one child");
            return List.of();
        }
        var children = new ArrayList<ChildTold>();
        for (var form : fields.atMost("children", forms, CHILDREN)) {
            children.add(child("children[%d]".formatted(children.size()), form, today));
        }
        noneTwice(children, today);
        return children;
    }

    /** One child under two entries would be two people in the record and in every figure. */
    private void noneTwice(List<ChildTold> children, LocalDate today) {
        for (int later = 1; later < children.size(); later++) {
            var child = children.get(later);
            for (int earlier = 0; earlier < later; earlier++) {
                var other = children.get(earlier);
                if (child.nhsNumber() != null && child.nhsNumber().equals(other.nhsNumber())) {
                    fields.problem(
                            "children[%d].nhsNumber".formatted(later),
                            "said-twice",
                            "This is the NHS number of child %d too: check which of them has it"
                                    .formatted(earlier + 1));
                    break;
                }
                if (isTheSame(child, other, today)) {
                    fields.problem(
                            "children[%d].givenName".formatted(later),
                            "said-twice",
                            "This is child %d once more, by name and what is told of the birth: leave one of them out"
                                    .formatted(earlier + 1));
                    break;
                }
            }
        }
    }

    /** By name, where nothing that is said of both births tells them apart; children who are expected may share the name they are called by. */
    private static boolean isTheSame(ChildTold one, ChildTold other, LocalDate today) {
        return one.expectedOn() == null
                && other.expectedOn() == null
                && !one.givenName().isEmpty()
                && Letters.alike(one.givenName(), other.givenName())
                && Letters.alike(one.familyName(), other.familyName())
                && !areApart(one, other, today)
                && !areApart(other, one, today);
    }

    private static boolean areApart(ChildTold one, ChildTold other, LocalDate today) {
        var born = one.dateOfBirth();
        if (born != null && other.dateOfBirth() != null) {
            return !born.equals(other.dateOfBirth());
        }
        if (born != null && other.ageYears() != null) {
            return differs(born, other.ageYears(), today);
        }
        return one.ageYears() != null
                && other.ageYears() != null
                && !one.ageYears().equals(other.ageYears());
    }

    private ChildTold child(String path, @Nullable ChildForm given, LocalDate today) {
        var form = given == null ? new ChildForm(null, null, null, null, null, null, null, null) : given;
        var birthday = birthday(path + ".dateOfBirth", form.dateOfBirth(), today);
        if (birthday != null && !birthday.isAfter(today.minusYears(GROWN_UP))) {
            fields.problem(path + ".dateOfBirth", "not-a-child", "Somebody of 18 or over belongs under adults");
        }
        if (form.ageYears() != null && (form.ageYears() < 0 || form.ageYears() >= GROWN_UP)) {
            fields.problem(path + ".ageYears", "not-a-childs-age", "A child's age is 0 to 17 years");
        }
        if (birthday != null && form.ageYears() != null && differs(birthday, form.ageYears(), today)) {
            fields.problem(
                    path + ".ageYears", "contradiction", "This is not the age of a child with that date of birth");
        }
        var expected = fields.date(path + ".expectedOn", form.expectedOn());
        if (expected != null) {
            if (birthday != null || form.ageYears() != null) {
                fields.problem(path + ".expectedOn", "contradiction", "A child is either born or expected");
            }
            if (expected.isAfter(today.plusMonths(MONTHS_BEFORE_BIRTH))) {
                fields.problem(path + ".expectedOn", "too-far-ahead", "No birth is expected so far ahead");
            }
            if (expected.isBefore(today.minusDays(DAYS_OVERDUE))) {
                fields.problem(path + ".expectedOn", "date-in-the-past", "This birth is past: give the date of birth");
            }
        }
        var typedNumber = fields.line(path + ".nhsNumber", form.nhsNumber(), TELEPHONE);
        var number = typedNumber == null ? null : NhsNumber.read(typedNumber).orElse(null);
        if (typedNumber != null && number == null) {
            fields.problem(
                    path + ".nhsNumber",
                    "not-an-nhs-number",
                    "An NHS number has ten digits, and its last one must fit");
        }
        return new ChildTold(
                person(path),
                givenName(path, form, expected != null),
                fields.requiredLine(path + ".familyName", form.familyName(), NAME, "Give the child's family name"),
                birthday,
                form.ageYears(),
                expected,
                fields.code(path + ".sex", form.sex(), CodeList.SEXES),
                number,
                fields.line(path + ".school", form.school(), TITLE));
    }

    /** A child who is expected has no first name yet, and is called so until there is one. */
    private String givenName(String path, ChildForm form, boolean expected) {
        if (expected && (form.givenName() == null || form.givenName().isBlank())) {
            return UNBORN;
        }
        return fields.requiredLine(path + ".givenName", form.givenName(), NAME, "Give the child's first name");
    }

    /** An age may be as it was some weeks ago, or as it is to be soon. */
    private static boolean differs(LocalDate birthday, int age, LocalDate today) {
        return Math.abs(Period.between(birthday, today).getYears() - age) > 1;
    }

    private @Nullable LocalDate birthday(String field, @Nullable String given, LocalDate today) {
        var birthday = fields.date(field, given);
        if (birthday != null && birthday.isAfter(today)) {
            fields.problem(field, "date-in-the-future", "This date lies in the future");
        }
        if (birthday != null && birthday.isBefore(today.minusYears(OLDEST))) {
            fields.problem(field, "date-too-long-ago", "Nobody is that old");
        }
        return birthday;
    }

    private List<AdultTold> adults(@Nullable List<@Nullable AdultForm> forms, LocalDate today) {
        var adults = new ArrayList<AdultTold>();
        for (var given : fields.atMost("adults", forms, ADULTS)) {
            var path = "adults[%d]".formatted(adults.size());
            var form = given == null ? new AdultForm(null, null, null, null) : given;
            adults.add(new AdultTold(
                    person(path),
                    fields.requiredLine(path + ".givenName", form.givenName(), NAME, "Give the first name"),
                    fields.requiredLine(path + ".familyName", form.familyName(), NAME, "Give the family name"),
                    birthday(path + ".dateOfBirth", form.dateOfBirth(), today),
                    telephone(path + ".telephone", form.telephone())));
        }
        return adults;
    }

    private PersonId person(String path) {
        return people.computeIfAbsent(path, place -> new PersonId(UuidCreator.getTimeOrderedEpoch()));
    }

    private List<RelationshipTold> relationships(@Nullable List<@Nullable RelationshipForm> forms) {
        var relationships = new ArrayList<RelationshipTold>();
        int place = 0;
        for (var form : fields.atMost("relationships", forms, RELATIONSHIPS)) {
            var path = "relationships[%d]".formatted(place++);
            if (form == null) {
                fields.problem(path, "required", "Say who is what to whom, or leave this out");
                continue;
            }
            var from = reference(path + ".from", form.from());
            var to = reference(path + ".to", form.to());
            var kind = fields.code(path + ".kind", form.kind(), CodeList.RELATIONSHIPS);
            if (form.kind() == null || form.kind().isBlank()) {
                fields.problem(path + ".kind", "required", "Say what they are to each other");
            }
            if (from != null && from.equals(to)) {
                fields.problem(path, "same-person", "Nobody is related to themselves");
            }
            if (from != null && to != null && kind != null) {
                relationships.add(new RelationshipTold(from, to, kind));
            }
        }
        return relationships;
    }

    /** A person of this form, by place. */
    private @Nullable PersonId reference(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            fields.problem(field, "required", "Name a person of this referral, such as adults[0]");
            return null;
        }
        if (!PERSON_PLACE.matcher(given.strip()).matches()) {
            fields.problem(field, "not-a-person", "Name a person of this referral, such as adults[0] or children[1]");
            return null;
        }
        var person = people.get(given.strip());
        if (person == null) {
            fields.problem(field, "no-such-person", "This referral names no such person");
        }
        return person;
    }

    private @Nullable AddressTold address(@Nullable AddressForm form) {
        var unknown = form != null && Boolean.TRUE.equals(form.unknown());
        var lines = new ArrayList<String>();
        if (form != null) {
            int place = 0;
            for (var line : fields.atMost("address.lines", form.lines(), LINES)) {
                var read = fields.line("address.lines[%d]".formatted(place++), line, LINE);
                if (read != null) {
                    lines.add(read);
                }
            }
        }
        var typed = form == null ? null : fields.line("address.postcode", form.postcode(), LINE);
        var postcode = typed == null ? null : Postcode.read(typed).orElse(null);
        if (typed != null && postcode == null) {
            fields.problem("address.postcode", "impossible-postcode", "No postcode looks like this");
        }
        if (typed == null && lines.isEmpty()) {
            if (!unknown) {
                fields.problem("address", "required", "Give the address, or say that it is unknown");
            }
            return null;
        }
        if (unknown) {
            fields.problem("address.unknown", "contradiction", "An address is given, so it is not unknown");
        }
        return new AddressTold(
                lines,
                postcode,
                postcode == null ? null : areas.of(Council.current(), postcode).orElse(null));
    }

    private List<String> worries(@Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty()) {
            fields.problem("worries", "required", "Choose at least one worry; 20 is for others");
            return List.of();
        }
        var worries = new LinkedHashSet<String>();
        int place = 0;
        for (var worry : fields.atMost("worries", given, CodeList.CONCERNS.all().size())) {
            var path = "worries[%d]".formatted(place++);
            var code = fields.code(path, worry, CodeList.CONCERNS);
            if (worry == null || worry.isBlank()) {
                fields.problem(path, "required", "Give a concern code");
            }
            if (code != null && !worries.add(code)) {
                fields.problem(path, "said-twice", "This worry is named twice");
            }
        }
        if (WorryRules.contradictEachOther(List.copyOf(worries))) {
            fields.problem("worries", "contradiction", "Code 21, no factors identified, stands alone");
        }
        return List.copyOf(worries);
    }

    private List<MustNotKnowTold> mustNotKnow(@Nullable List<@Nullable MustNotKnowForm> forms) {
        var told = new ArrayList<MustNotKnowTold>();
        int place = 0;
        for (var form : fields.atMost("mustNotKnow", forms, MUST_NOT_KNOW)) {
            var path = "mustNotKnow[%d]".formatted(place++);
            if (form == null) {
                fields.problem(path, "required", "Name who must not know");
                continue;
            }
            var name = fields.line(path + ".name", form.name(), NAME);
            var byPlace = form.person() != null && !form.person().isBlank();
            var person = byPlace ? reference(path + ".person", form.person()) : null;
            if (!byPlace && name == null) {
                fields.problem(path, "required", "Name who must not know: a person of this referral, or a name");
            }
            told.add(new MustNotKnowTold(person, name, fields.words(path + ".why", form.why(), NOTE)));
        }
        return told;
    }
}
