package org.kith.referral.households;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.areas.Postcode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads families and their people. Never opens the vault. */
@Component
@Transactional(readOnly = true)
public class HouseholdBook {

    private static final String NO_NAME = "Family without a name";

    /** What is read of a person, for statements of others that {@link #person} reads. */
    public static final String COLUMNS = """
            person.id, person.family_id, person.same_as, person.kind, person.given_name, person.family_name,
                person.date_of_birth, person.age_years, person.expected_on, person.sex, person.nhs_number, person.school,
                person.telephone, person.child_number
            """;

    // what a family goes on as is worked out before it is compared: under row level security PostgreSQL uses no index
    // for an expression that might leak what it is given
    static final String TITLES = """
            with asked as materialized (
                select id, coalesce(survivor_id, id) as goes_on_as from family where council = ? and id = any(?::uuid[]))
            select distinct on (asked.id) asked.id, person.family_name
              from asked
              join person on person.council = ? and person.family_id = asked.goes_on_as
             order by asked.id, person.same_as nulls first, person.kind desc, person.id
            """;

    private static final String PERSON = "select " + COLUMNS + " from person ";

    private final JdbcClient jdbc;
    private final Statements statements;

    HouseholdBook(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** For each of these families, the one it stands for now; ids without a family are left out. */
    public Map<UUID, UUID> goOnAs(Collection<UUID> ids) {
        var goOnAs = new LinkedHashMap<UUID, UUID>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, coalesce(survivor_id, id) from family where council = ? and id = any(?::uuid[])")
                    .param(Council.current().value())
                    .param(ids.toArray(UUID[]::new))
                    .query(row -> {
                        goOnAs.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    });
        }
        return goOnAs;
    }

    /** The family an id stands for now: itself, or the one it was joined into; empty if there is none. */
    public Optional<FamilyId> goesOnAs(FamilyId id) {
        return jdbc.sql("select coalesce(survivor_id, id) from family where council = ? and id = ?")
                .param(Council.current().value())
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(FamilyId::new);
    }

    /** The family's own id and those of all that were joined into it. */
    public List<UUID> allIdsOf(FamilyId id) {
        return jdbc.sql("select id from family where council = ? and (id = ? or survivor_id = ?) order by id")
                .param(Council.current().value())
                .param(id.value())
                .param(id.value())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Where the family may be said to live.
     *
     * @throws Refusal 404 if there is no such family
     */
    public Whereabouts whereabouts(FamilyId id) {
        return jdbc.sql("select address_protected, area_code, district_code from family where council = ? and id = ?")
                .param(Council.current().value())
                .param(id.value())
                .query(Whereabouts.class)
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /** Everybody of these families, each as often as referrals named them. */
    public List<Person> peopleOf(Collection<FamilyId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(PERSON + "where council = :council and family_id in (:families) order by kind desc, id")
                .param("council", Council.current().value())
                .param("families", ids.stream().map(FamilyId::value).toList())
                .query(HouseholdBook::person)
                .list();
    }

    /** Everybody these referrals named, children first, in the order they were named. */
    public List<Person> peopleIn(Collection<UUID> referrals) {
        if (referrals.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        PERSON
                                + "where council = :council and referral_id in (:referrals) order by kind desc, referral_id, place")
                .param("council", Council.current().value())
                .param("referrals", referrals)
                .query(HouseholdBook::person)
                .list();
    }

    /** The ids of a referral's children, as the other services know them, asked with the next round trip. */
    public Supplier<List<UUID>> askChildrenIn(UUID referral) {
        var asked = statements.ask(
                "select coalesce(same_as, id) from person where council = ? and referral_id = ? and kind = 'CHILD' order by place",
                (row, number) -> row.getObject(1, UUID.class),
                Council.current().value(),
                referral);
        return () -> asked.rows().stream().distinct().toList();
    }

    /**
     * The family as it is known now.
     *
     * @throws Refusal 404 if there is no such family
     */
    public Household see(FamilyId id) {
        var hidden = whereabouts(id).addressProtected();
        var everybody = peopleOf(List.of(id));
        var known = new LinkedHashMap<UUID, UUID>();
        everybody.forEach(
                person -> known.put(person.id().value(), person.known().value()));
        return new Household(
                id,
                titles(List.of(id)).getOrDefault(id.value(), NO_NAME),
                hidden,
                everybody.stream().filter(person -> person.sameAs() == null).toList(),
                relationships(id, known),
                hidden ? List.of() : addresses("family_id", id.value()),
                mustNotKnow("family_id", id.value()),
                safeContact("family_id", id.value()));
    }

    /** What one referral told of a family, as it may be shown. */
    public Household seeIn(UUID referral, FamilyId provisional) {
        var carriedOn = goesOnAs(provisional).orElseThrow(Refusal::notFound);
        var hidden = whereabouts(provisional).addressProtected()
                || whereabouts(carriedOn).addressProtected();
        var everybody = peopleIn(List.of(referral));
        var known = new LinkedHashMap<UUID, UUID>();
        everybody.forEach(person -> known.put(person.id().value(), person.id().value()));
        return new Household(
                provisional,
                everybody.isEmpty() ? NO_NAME : everybody.getFirst().familyName() + " family",
                hidden,
                everybody,
                relationships(carriedOn, known),
                hidden ? List.of() : addresses("referral_id", referral),
                mustNotKnow("referral_id", referral),
                safeContact("referral_id", referral));
    }

    /** What a referral told, for weighing it again; without an address that lies in the vault. */
    public HouseholdTold toldIn(UUID referral, boolean asksForProtection) {
        var people = peopleIn(List.of(referral));
        var address = addresses("referral_id", referral).stream().findFirst();
        return new HouseholdTold(
                people.stream()
                        .filter(Person::child)
                        .map(HouseholdBook::asChild)
                        .toList(),
                people.stream()
                        .filter(person -> !person.child())
                        .map(adult -> new AdultTold(
                                adult.id(),
                                adult.givenName(),
                                adult.familyName(),
                                adult.dateOfBirth(),
                                adult.telephone()))
                        .toList(),
                List.of(),
                address.map(one -> new AddressTold(
                                one.lines(), one.postcode() == null ? null : new Postcode(one.postcode()), null))
                        .orElse(null),
                List.of(),
                null,
                asksForProtection);
    }

    private static ChildTold asChild(Person child) {
        return new ChildTold(
                child.id(),
                child.givenName(),
                child.familyName(),
                child.dateOfBirth(),
                child.ageYears(),
                child.expectedOn(),
                child.sex(),
                child.nhsNumber() == null ? null : new NhsNumber(child.nhsNumber()),
                child.school());
    }

    /** What a worker calls each family: the family name of its first child. Ids without a family are left out. */
    public Map<UUID, String> titles(Collection<FamilyId> ids) {
        var titles = new LinkedHashMap<UUID, String>();
        if (ids.isEmpty()) {
            return titles;
        }
        jdbc.sql(TITLES)
                .param(Council.current().value())
                .param(families(ids))
                .param(Council.current().value())
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2) + " family"))
                .list()
                .forEach(entry -> titles.put(entry.getKey(), entry.getValue()));
        return titles;
    }

    private static UUID[] families(Collection<FamilyId> ids) {
        return ids.stream().map(FamilyId::value).toArray(UUID[]::new);
    }

    private List<Relationship> relationships(FamilyId id, Map<UUID, UUID> known) {
        return jdbc
                .sql(
                        "select from_person, to_person, kind from relationship where council = ? and family_id = ? order by id")
                .param(Council.current().value())
                .param(id.value())
                .query((row, n) -> new Relationship(
                        new PersonId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class)),
                        row.getString(3)))
                .list()
                .stream()
                .filter(one -> known.containsKey(one.from().value())
                        && known.containsKey(one.to().value()))
                .map(one -> new Relationship(
                        new PersonId(known.getOrDefault(
                                one.from().value(), one.from().value())),
                        new PersonId(
                                known.getOrDefault(one.to().value(), one.to().value())),
                        one.kind()))
                .distinct()
                .toList();
    }

    private List<Address> addresses(String column, UUID id) {
        return jdbc.sql("select lines, postcode, said_at from address where council = ? and " + column
                        + " = ? order by said_at desc, id")
                .param(Council.current().value())
                .param(id)
                .query((row, n) -> new Address(
                        List.of(row.getString(1).split("\n", -1)),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    private List<MustNotKnow> mustNotKnow(String column, UUID id) {
        return jdbc.sql("select person_id, name, why, said_at from must_not_know where council = ? and " + column
                        + " = ? order by said_at desc, id")
                .param(Council.current().value())
                .param(id)
                .query((row, n) -> new MustNotKnow(
                        personId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    private @Nullable String safeContact(String column, UUID id) {
        return jdbc.sql("select words from safe_contact where council = ? and " + column
                        + " = ? order by said_at desc limit 1")
                .param(Council.current().value())
                .param(id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static @Nullable PersonId personId(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }

    /** A person of a row with {@link #COLUMNS}. */
    public static Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                new FamilyId(row.getObject("family_id", UUID.class)),
                personId(row.getObject("same_as", UUID.class)),
                "CHILD".equals(row.getString("kind")),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getObject("date_of_birth", LocalDate.class),
                row.getObject("age_years", Integer.class),
                row.getObject("expected_on", LocalDate.class),
                row.getString("sex"),
                row.getString("nhs_number"),
                row.getString("school"),
                row.getString("telephone"),
                row.getString("child_number"));
    }
}
