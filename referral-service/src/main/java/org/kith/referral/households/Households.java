package org.kith.referral.households;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Asked;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.names.NameBook;
import org.kith.referral.names.NameBook.Name;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes and changes families and their people. Runs in the caller's transaction. */
@Component
@Transactional
public class Households {

    private static final List<String> WHAT_A_REFERRAL_TOLD =
            List.of("person", "person_word", "relationship", "address", "vault", "must_not_know", "safe_contact");

    private static final String NEW_FAMILY =
            "insert into family (council, id, version, made_at, address_protected, area_code, district_code) values (?, ?, 0, ?, ?, ?, ?)";

    /** The rows are sorted before they are locked. */
    private static final String HOLD =
            "select id from family where council = ? and id = any(?::uuid[]) order by id for update";

    private static final Rows PEOPLE = Rows.into(
            "person",
            "council text",
            "id uuid",
            "family_id uuid",
            "referral_id uuid",
            "place int",
            "kind text",
            "given_name text",
            "family_name text",
            "date_of_birth date",
            "age_years int",
            "expected_on date",
            "sex text",
            "nhs_number text",
            "school text",
            "telephone text",
            "same_as uuid",
            "child_number = case when v.kind = 'CHILD' then 'K' || lpad(nextval('child_number')::text, 10, '0') end");

    private static final Rows RELATIONSHIPS = Rows.into(
            "relationship",
            "council text",
            "id uuid",
            "family_id uuid",
            "from_person uuid",
            "to_person uuid",
            "kind text");

    private static final Rows MUST_NOT_KNOW = Rows.into(
            "must_not_know",
            "council text",
            "id uuid",
            "family_id uuid",
            "referral_id uuid",
            "person_id uuid",
            "name text",
            "why text",
            "said_at timestamptz");

    private final KnownFamilies families;
    private final JdbcClient jdbc;
    private final Statements statements;
    private final Vault vault;
    private final NameBook names;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Households(
            KnownFamilies families,
            JdbcClient jdbc,
            Statements statements,
            Vault vault,
            NameBook names,
            Clock clock,
            ApplicationEventPublisher events) {
        this.families = families;
        this.jdbc = jdbc;
        this.statements = statements;
        this.vault = vault;
        this.names = names;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Makes the family a referral is put under on receipt, with everything that was told of it.
     *
     * @param sameAs those of its people who are already known, and as whom
     * @param protect whether the address goes into the vault
     */
    public void make(
            FamilyId id,
            UUID referral,
            HouseholdTold told,
            Map<PersonId, PersonId> sameAs,
            boolean protect,
            Instant saidAt,
            Instant now) {
        var address = told.address();
        var area = address == null ? null : address.area();
        statements.add(
                NEW_FAMILY,
                council(),
                id.value(),
                now,
                protect,
                area == null || protect ? null : area.code(),
                area == null ? null : area.districtCode());
        var mask = protect ? Mask.of(address) : Mask.of(null);
        keepPeople(id, referral, told, sameAs, mask, saidAt);
        keepRelationships(id, told);
        if (address != null) {
            keepAddress(id, referral, address, protect, saidAt);
        }
        told.mustNotKnow().forEach(one -> keepMustNotKnow(id, referral, one, mask, saidAt));
        if (told.safeContact() != null) {
            keepSafeContact(id, referral, told.safeContact(), mask, saidAt);
        }
    }

    private static String council() {
        return Council.current().value();
    }

    private void keepPeople(
            FamilyId family,
            UUID referral,
            HouseholdTold told,
            Map<PersonId, PersonId> sameAs,
            Mask mask,
            Instant saidAt) {
        int place = 0;
        for (var child : told.children()) {
            statements.add(
                    PEOPLE,
                    council(),
                    child.id().value(),
                    family.value(),
                    referral,
                    place++,
                    "CHILD",
                    child.givenName(),
                    child.familyName(),
                    child.dateOfBirth(),
                    child.ageYears(),
                    child.expectedOn(),
                    child.sex(),
                    child.nhsNumber() == null ? null : child.nhsNumber().value(),
                    child.school() == null ? null : masked(mask, family, referral, child.school(), saidAt),
                    null,
                    valueOf(sameAs.get(child.id())));
        }
        place = 0;
        for (var adult : told.adults()) {
            statements.add(
                    PEOPLE,
                    council(),
                    adult.id().value(),
                    family.value(),
                    referral,
                    place++,
                    "ADULT",
                    adult.givenName(),
                    adult.familyName(),
                    adult.dateOfBirth(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    adult.telephone(),
                    valueOf(sameAs.get(adult.id())));
        }
        names.add(Stream.concat(
                        told.children().stream()
                                .map(one ->
                                        new Name(one.id().value(), family.value(), one.givenName(), one.familyName())),
                        told.adults().stream()
                                .map(one ->
                                        new Name(one.id().value(), family.value(), one.givenName(), one.familyName())))
                .toList());
    }

    private static @Nullable UUID valueOf(@Nullable PersonId id) {
        return id == null ? null : id.value();
    }

    private void keepRelationships(FamilyId family, HouseholdTold told) {
        told.relationships()
                .forEach(one -> statements.add(
                        RELATIONSHIPS,
                        council(),
                        UuidCreator.getTimeOrderedEpoch(),
                        family.value(),
                        one.from().value(),
                        one.to().value(),
                        one.kind()));
    }

    private void keepAddress(FamilyId family, UUID referral, AddressTold told, boolean protect, Instant saidAt) {
        var postcode = told.postcode() == null ? null : told.postcode().value();
        if (protect) {
            vault.keep(Vault.Kind.ADDRESS, family, referral, SealedAddress.write(told.lines(), postcode), saidAt);
            return;
        }
        statements.add(
                "insert into address (council, id, family_id, referral_id, lines, postcode, said_at) values (?, ?, ?, ?, ?, ?, ?)",
                council(),
                UuidCreator.getTimeOrderedEpoch(),
                family.value(),
                referral,
                String.join("\n", told.lines()),
                postcode,
                saidAt);
    }

    private void keepMustNotKnow(FamilyId family, UUID referral, MustNotKnowTold told, Mask mask, Instant saidAt) {
        statements.add(
                MUST_NOT_KNOW,
                council(),
                UuidCreator.getTimeOrderedEpoch(),
                family.value(),
                referral,
                valueOf(told.person()),
                told.name(),
                told.why() == null ? null : masked(mask, family, referral, told.why(), saidAt),
                saidAt);
    }

    private void keepSafeContact(FamilyId family, UUID referral, String words, Mask mask, Instant saidAt) {
        statements.add(
                "insert into safe_contact (council, referral_id, family_id, words, said_at) values (?, ?, ?, ?, ?)",
                council(),
                referral,
                family.value(),
                masked(mask, family, referral, words, saidAt),
                saidAt);
    }

    /** The words as they may be kept: with a protected address taken out, and the original sealed where that changed them. */
    public String keepWords(
            FamilyId family, UUID referral, @Nullable AddressTold address, String words, Instant saidAt) {
        return masked(Mask.of(address), family, referral, words, saidAt);
    }

    private String masked(Mask mask, FamilyId family, UUID referral, String words, Instant saidAt) {
        var masked = mask.over(words);
        if (!masked.equals(words)) {
            vault.keep(Vault.Kind.WORDS, family, referral, words, saidAt);
        }
        return masked;
    }

    /**
     * Holds families until the transaction ends, in sorted order, so that two who hold the same ones never wait for each other.
     *
     * @throws Refusal 404 if there is no such family
     */
    public void hold(FamilyId... ids) {
        askToHold(ids).held();
    }

    /** Families that are held with the next round trip. */
    public static final class Holding {

        private final Asked<UUID> found;
        private final long wanted;

        private Holding(Asked<UUID> found, long wanted) {
            this.found = found;
            this.wanted = wanted;
        }

        /**
         * Waits until they are held.
         *
         * @throws Refusal 404 if there is no such family
         */
        public void held() {
            if (found.rows().size() < wanted) {
                throw Refusal.notFound();
            }
        }
    }

    /** Holds families, like {@link #hold}, with the next round trip; what is asked after it sees them held. */
    public Holding askToHold(FamilyId... ids) {
        var distinct = Stream.of(ids).map(FamilyId::value).distinct().toArray(UUID[]::new);
        return new Holding(
                statements.ask(HOLD, (row, number) -> row.getObject(1, UUID.class), council(), distinct),
                distinct.length);
    }

    /**
     * Nobody sees this family's address by the way from now on: what lies in clear goes into the vault. A second wish changes nothing.
     *
     * @param by the worker who saw to it; none if a new referral asks for it
     * @throws Refusal 404 if there is no such family
     */
    public void protect(FamilyId id, @Nullable String by) {
        var family = families.hold(id.value()).orElseThrow(Refusal::notFound);
        if (family.addressIsProtected()) {
            return;
        }
        family.protect();
        families.saveAndFlush(family);
        sealWhatIsClear(id);
        events.publishEvent(new AddressProtected(id, by, clock.instant()));
    }

    private record ClearAddress(
            UUID referralId, String lines, @Nullable String postcode, Timestamp saidAt) {}

    private void sealWhatIsClear(FamilyId id) {
        statements.send();
        jdbc.sql(
                        "delete from address where council = ? and family_id = ? returning referral_id, lines, postcode, said_at")
                .param(Council.current().value())
                .param(id.value())
                .query(ClearAddress.class)
                .list()
                .forEach(clear -> vault.keep(
                        Vault.Kind.ADDRESS,
                        id,
                        clear.referralId(),
                        SealedAddress.write(List.of(clear.lines().split("\n", -1)), clear.postcode()),
                        clear.saidAt().toInstant()));
    }

    /** The absorbed family goes on as the survivor, with all its people, its places and its protection. */
    public void join(FamilyId survivorId, FamilyId absorbedId, String by, Instant at, @Nullable String reason) {
        hold(survivorId, absorbedId);
        var survivor = families.findById(survivorId.value()).orElseThrow(Refusal::notFound);
        var absorbed = families.findById(absorbedId.value()).orElseThrow(Refusal::notFound);
        boolean wasProtected = survivor.addressIsProtected();
        survivor.goesOnFor(absorbed);
        absorbed.joinInto(survivor, at, reason);
        families.saveAndFlush(survivor);
        families.saveAndFlush(absorbed);
        families.redirect(absorbedId.value(), survivorId.value());
        statements.send();
        for (var table : WHAT_A_REFERRAL_TOLD) {
            jdbc.sql("update " + table + " set family_id = ? where council = ? and family_id = ?")
                    .param(survivorId.value())
                    .param(Council.current().value())
                    .param(absorbedId.value())
                    .update();
        }
        if (survivor.addressIsProtected()) {
            sealWhatIsClear(survivorId);
            if (!wasProtected) {
                events.publishEvent(new AddressProtected(survivorId, by, at));
            }
        }
    }

    /** These people are the same as those already known; whoever of the referral is not named here stands for themselves. */
    public void recognise(UUID referral, Map<PersonId, PersonId> sameAs) {
        var council = Council.current().value();
        jdbc.sql("update person set same_as = null where council = ? and referral_id = ? and same_as is not null")
                .param(council)
                .param(referral)
                .update();
        jdbc.sql("""
                update person set same_as = null
                where council = ? and referral_id <> ? and same_as in (select id from person where council = ? and referral_id = ?)
                """)
                .param(council)
                .param(referral)
                .param(council)
                .param(referral)
                .update();
        same(sameAs);
    }

    /** These people turned out to be the same as others; whoever was the same as one of them follows. */
    public void same(Map<PersonId, PersonId> sameAs) {
        var council = Council.current().value();
        sameAs.forEach((person, known) -> jdbc.sql(
                        "update person set same_as = ? where council = ? and (id = ? or same_as = ?)")
                .param(known.value())
                .param(council)
                .param(person.value())
                .param(person.value())
                .update());
    }

    /** A protected address was opened by somebody for a reason. */
    public RevealedAddress reveal(FamilyId id, String by, String reason, Instant at) {
        jdbc.sql("insert into address_reveal (council, id, family_id, by_whom, reason, at) values (?, ?, ?, ?, ?, ?)")
                .param(Council.current().value())
                .param(UuidCreator.getTimeOrderedEpoch())
                .param(id.value())
                .param(by)
                .param(reason)
                .param(Timestamp.from(at))
                .update();
        // a family protected by what was said before this rule may still have a place in clear
        sealWhatIsClear(id);
        var kept = vault.open(id);
        return new RevealedAddress(
                kept.stream()
                        .filter(one -> one.kind() == Vault.Kind.ADDRESS)
                        .map(one -> SealedAddress.read(one.text(), one.saidAt()))
                        .toList(),
                kept.stream()
                        .filter(one -> one.kind() == Vault.Kind.WORDS)
                        .map(Vault.Opened::text)
                        .toList());
    }

    /** What takes every address that the vaults of these families hold out of free text. */
    public Masks masksOf(FamilyId... families) {
        return new Masks(Stream.of(families)
                .distinct()
                .flatMap(family -> vault.open(family).stream())
                .filter(one -> one.kind() == Vault.Kind.ADDRESS)
                .map(one -> Mask.of(SealedAddress.told(one.text())))
                .toList());
    }
}
