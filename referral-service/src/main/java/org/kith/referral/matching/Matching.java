package org.kith.referral.matching;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Asked;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.kith.referral.households.CouncilKeys;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.Households;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the family. Marks are kept as keyed hashes, and none that tells the place of a protected family. Two worries that share
 * a mark are taken one after the other, so that two siblings referred at once do not make two families.
 */
@Component
@Transactional
public class Matching {

    /** A mark shared by more families than this, such as a hostel's address, recognises nobody. */
    private static final int MOST_FAMILIES = 20;

    /** Long enough that two marks never meet by chance. */
    private static final int MARK_BYTES = 16;

    private record Hit(UUID familyId, MarkKind kind, boolean addressProtected) {}

    private static final Rows MARKS = Rows.newOnesInto(
            "match_key", "council text", "kind text", "key bytea", "referral_id uuid", "family_id uuid");

    static final String HITS = """
            select found.family_id, marks.kind, family.address_protected
            from unnest(?::text[], ?::bytea[]) as marks (kind, key)
            cross join lateral (
                select family_id from match_key
                where council = ? and kind = marks.kind and key = marks.key and referral_id is distinct from ?::uuid
                group by family_id limit ?) found
            join family on family.council = ? and family.id = found.family_id
            where (select count(*) from (
                select from match_key
                where council = ? and kind = marks.kind and key = marks.key
                group by family_id limit ?) many) <= ?
            """;

    /** Everybody whom a referral named that led to one of these families, or that named somebody of it. */
    static final String OTHERS = "select asked.family_id as led_to, " + HouseholdBook.COLUMNS + """
             from (select family_id, referral_id from match_key where council = ? and family_id = any(?::uuid[])
                   union
                   select family_id, referral_id from person where council = ? and family_id = any(?::uuid[])) asked
             join person on person.council = ? and person.referral_id = asked.referral_id
            order by asked.family_id, person.kind desc, person.referral_id, person.place
            """;

    private final Statements statements;
    private final CouncilKeys keys;
    private final HouseholdBook book;
    private final Households households;

    Matching(Statements statements, CouncilKeys keys, HouseholdBook book, Households households) {
        this.statements = statements;
        this.keys = keys;
        this.book = book;
        this.households = households;
    }

    /** A worry about which was asked whose it may be, before the answer came. */
    public final class Search {

        private final HouseholdTold told;
        private final List<Blinded> marks;
        private Asked<Hit> hits;

        private Search(HouseholdTold told) {
            this.told = told;
            var all = blinded(Mark.of(told));
            waitForOthersWith(all);
            this.marks = visible(all, told.asksForProtection());
            this.hits = ask(marks, null);
        }

        /** What was found; the family it proposes is held. */
        public Found found() {
            var candidates = candidates(told, hits.rows());
            var best = Weighing.best(candidates.all());
            if (best.isPresent()) {
                // seen as they are once it is held
                var holding = households.askToHold(best.get().family());
                hits = ask(marks, null);
                holding.held();
                candidates = candidates(told, hits.rows());
                best = Weighing.best(candidates.all());
            }
            var proposed = best.map(Candidate::family);
            var others = candidates.others();
            return new Found(
                    proposed,
                    proposed.map(family -> Weighing.same(told, others.getOrDefault(family.value(), List.of())))
                            .orElse(Map.of()),
                    candidates.all());
        }
    }

    /**
     * Asks for the family with the next round trip, after waiting for every running transaction that tells of the same marks:
     * only then is it looked for, so that what they told is seen.
     */
    public Search ask(HouseholdTold told) {
        return new Search(told);
    }

    /** The families it may be about, best first, as seen now; without the worry's own. */
    public List<Candidate> candidates(HouseholdTold told, UUID referral, boolean addressProtected) {
        var hits = ask(visible(blinded(Mark.of(told)), addressProtected), referral);
        return candidates(told, hits.rows()).all();
    }

    /** Those of the told who are already known in that family. */
    public Map<PersonId, PersonId> sameAs(HouseholdTold told, FamilyId family) {
        return Weighing.same(told, others(told, List.of(family.value())).getOrDefault(family.value(), List.of()));
    }

    /** Keeps the marks, so that the next worry about this family is recognised. */
    public void remember(HouseholdTold told, UUID referral, FamilyId family, boolean addressProtected) {
        for (var mark : visible(blinded(Mark.of(told)), addressProtected)) {
            statements.add(MARKS, Council.current().value(), mark.kind().name(), mark.key(), referral, family.value());
        }
    }

    /** The referral's marks lead to another family from now on. */
    public void leadTo(UUID referral, FamilyId family) {
        statements.add(
                "update match_key set family_id = ? where council = ? and referral_id = ?",
                family.value(),
                Council.current().value(),
                referral);
    }

    /**
     * Protects a family's address, and forgets every mark that tells its place.
     *
     * @param by the worker who saw to it; none if a new referral asks for it
     */
    public void protect(FamilyId family, @Nullable String by) {
        households.protect(family, by);
        forgetPlaces(family);
    }

    /** Everything that led to the absorbed family leads to the survivor. */
    public void joined(FamilyId survivor, FamilyId absorbed) {
        statements.add(
                "update match_key set family_id = ? where council = ? and family_id = ?",
                survivor.value(),
                Council.current().value(),
                absorbed.value());
        if (book.whereabouts(survivor).addressProtected()) {
            forgetPlaces(survivor);
        }
    }

    private void forgetPlaces(FamilyId family) {
        statements.add(
                "delete from match_key where council = ? and family_id = ? and kind = any(?::text[])",
                Council.current().value(),
                family.value(),
                EnumSet.allOf(MarkKind.class).stream()
                        .filter(MarkKind::tellsThePlace)
                        .map(MarkKind::name)
                        .toArray(String[]::new));
    }

    /** A mark as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Blinded(MarkKind kind, byte[] key) {}

    private List<Blinded> blinded(Set<Mark> marks) {
        var key = keys.keyFor("match");
        return marks.stream()
                .map(mark -> new Blinded(
                        mark.kind(), Arrays.copyOf(CouncilKeys.hash(key, mark.kind() + ":" + mark.text()), MARK_BYTES)))
                .toList();
    }

    private static List<Blinded> visible(List<Blinded> marks, boolean addressProtected) {
        return marks.stream()
                .filter(mark -> !addressProtected || !mark.kind().tellsThePlace())
                .toList();
    }

    private void waitForOthersWith(List<Blinded> marks) {
        var locks = marks.stream()
                .mapToLong(mark -> ByteBuffer.wrap(mark.key()).getLong())
                .sorted()
                .distinct()
                .toArray();
        statements.add("select count(pg_advisory_xact_lock(lock)) from unnest(?::bigint[]) as marks (lock)", locks);
    }

    private Asked<Hit> ask(List<Blinded> marks, @Nullable UUID except) {
        var council = Council.current().value();
        return statements.ask(
                HITS,
                (row, number) ->
                        new Hit(row.getObject(1, UUID.class), MarkKind.valueOf(row.getString(2)), row.getBoolean(3)),
                marks.stream().map(mark -> mark.kind().name()).toArray(String[]::new),
                marks.stream().map(Blinded::key).toArray(byte[][]::new),
                council,
                except,
                MOST_FAMILIES,
                council,
                council,
                MOST_FAMILIES + 1,
                MOST_FAMILIES);
    }

    /** The candidates, best first, with the people of each but those the worry itself named. */
    private record Candidates(List<Candidate> all, Map<UUID, List<Person>> others) {}

    private Candidates candidates(HouseholdTold told, List<Hit> hits) {
        var shared = new LinkedHashMap<UUID, EnumSet<MarkKind>>();
        var protectedOnes = new ArrayList<UUID>();
        for (var hit : hits) {
            shared.computeIfAbsent(hit.familyId(), id -> EnumSet.noneOf(MarkKind.class))
                    .add(hit.kind());
            if (hit.addressProtected()) {
                protectedOnes.add(hit.familyId());
            }
        }
        var others = others(told, shared.keySet());
        var all = shared.entrySet().stream()
                .map(entry -> new Candidate(
                        new FamilyId(entry.getKey()),
                        Weighing.of(told, others.getOrDefault(entry.getKey(), List.of()), entry.getValue()),
                        protectedOnes.contains(entry.getKey())))
                .sorted(Comparator.comparingInt(Candidate::weight).reversed())
                .toList();
        return new Candidates(all, others);
    }

    /** Everybody of these families but those the worry itself named. */
    private Map<UUID, List<Person>> others(HouseholdTold told, Collection<UUID> families) {
        var others = new HashMap<UUID, List<Person>>();
        if (families.isEmpty()) {
            return others;
        }
        var own = Set.copyOf(told.people());
        var council = Council.current().value();
        var asked = families.toArray(UUID[]::new);
        statements
                .ask(
                        OTHERS,
                        (row, number) -> Map.entry(row.getObject(1, UUID.class), HouseholdBook.person(row, number)),
                        council,
                        asked,
                        council,
                        asked,
                        council)
                .rows()
                .forEach(one -> {
                    if (!own.contains(one.getValue().id())) {
                        others.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                                .add(one.getValue());
                    }
                });
        return others;
    }
}
