package org.kith.referral.matching;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.referral.households.CouncilKeys;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.Households;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final CouncilKeys keys;
    private final HouseholdBook book;
    private final Households households;

    Matching(JdbcClient jdbc, JdbcTemplate batches, CouncilKeys keys, HouseholdBook book, Households households) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.keys = keys;
        this.book = book;
        this.households = households;
    }

    /** Looks for the family, after waiting for every running transaction that tells of the same marks; holds the one it proposes. */
    public Found find(HouseholdTold told) {
        var marks = Mark.of(told);
        waitForOthersWith(marks);
        var shown = visible(marks, told.asksForProtection());
        var candidates = candidates(told, shown, null);
        var best = Weighing.best(candidates);
        if (best.isPresent()) {
            households.hold(best.get().family());
            candidates = candidates(told, shown, null);
            best = Weighing.best(candidates);
        }
        var proposed = best.map(Candidate::family);
        return new Found(proposed, proposed.map(family -> sameAs(told, family)).orElse(Map.of()), candidates);
    }

    /** The families it may be about, best first, as seen now; without the worry's own. */
    public List<Candidate> candidates(HouseholdTold told, UUID referral, boolean addressProtected) {
        return candidates(told, visible(Mark.of(told), addressProtected), referral);
    }

    /** Those of the told who are already known in that family. */
    public Map<PersonId, PersonId> sameAs(HouseholdTold told, FamilyId family) {
        return Weighing.same(told, others(told, family.value()));
    }

    /** Keeps the marks, so that the next worry about this family is recognised. */
    public void remember(HouseholdTold told, UUID referral, FamilyId family, boolean addressProtected) {
        var rows = visible(Mark.of(told), addressProtected).stream()
                .map(mark -> new Object[] {
                    Council.current().value(), mark.kind().name(), blind(mark), referral, family.value()
                })
                .toList();
        if (!rows.isEmpty()) {
            batches.batchUpdate(
                    "insert into match_key (council, kind, key, referral_id, family_id) values (?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    rows);
        }
    }

    /** The referral's marks lead to another family from now on. */
    public void leadTo(UUID referral, FamilyId family) {
        jdbc.sql("update match_key set family_id = ? where council = ? and referral_id = ?")
                .param(family.value())
                .param(Council.current().value())
                .param(referral)
                .update();
    }

    /** Protects a family's address, and forgets every mark that tells its place. */
    public void protect(FamilyId family) {
        households.protect(family);
        forgetPlaces(family);
    }

    /** Everything that led to the absorbed family leads to the survivor. */
    public void joined(FamilyId survivor, FamilyId absorbed) {
        jdbc.sql("update match_key set family_id = ? where council = ? and family_id = ?")
                .param(survivor.value())
                .param(Council.current().value())
                .param(absorbed.value())
                .update();
        if (book.whereabouts(survivor).addressProtected()) {
            forgetPlaces(survivor);
        }
    }

    private void forgetPlaces(FamilyId family) {
        jdbc.sql("delete from match_key where council = :council and family_id = :family and kind in (:kinds)")
                .param("council", Council.current().value())
                .param("family", family.value())
                .param(
                        "kinds",
                        EnumSet.allOf(MarkKind.class).stream()
                                .filter(MarkKind::tellsThePlace)
                                .map(MarkKind::name)
                                .toList())
                .update();
    }

    private static Collection<Mark> visible(Set<Mark> marks, boolean addressProtected) {
        return marks.stream()
                .filter(mark -> !addressProtected || !mark.kind().tellsThePlace())
                .toList();
    }

    private void waitForOthersWith(Set<Mark> marks) {
        var locks = marks.stream()
                .mapToLong(mark -> ByteBuffer.wrap(blind(mark)).getLong())
                .sorted()
                .distinct()
                .toArray();
        jdbc.sql("select count(pg_advisory_xact_lock(lock)) from unnest(?::bigint[]) as marks (lock)")
                .param(locks)
                .query(Long.class)
                .single();
    }

    private List<Candidate> candidates(HouseholdTold told, Collection<Mark> marks, @Nullable UUID except) {
        var shared = new LinkedHashMap<UUID, EnumSet<MarkKind>>();
        var protectedOnes = new ArrayList<UUID>();
        for (var hit : hits(marks, except)) {
            shared.computeIfAbsent(hit.familyId(), id -> EnumSet.noneOf(MarkKind.class))
                    .add(hit.kind());
            if (hit.addressProtected()) {
                protectedOnes.add(hit.familyId());
            }
        }
        return shared.entrySet().stream()
                .map(entry -> new Candidate(
                        new FamilyId(entry.getKey()),
                        Weighing.of(told, others(told, entry.getKey()), entry.getValue()),
                        protectedOnes.contains(entry.getKey())))
                .sorted(Comparator.comparingInt(Candidate::weight).reversed())
                .toList();
    }

    private List<Hit> hits(Collection<Mark> marks, @Nullable UUID except) {
        if (marks.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
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
                """)
                .param(marks.stream().map(mark -> mark.kind().name()).toArray(String[]::new))
                .param(marks.stream().map(this::blind).toArray(byte[][]::new))
                .param(Council.current().value())
                .param(except)
                .param(MOST_FAMILIES)
                .param(Council.current().value())
                .param(Council.current().value())
                .param(MOST_FAMILIES + 1)
                .param(MOST_FAMILIES)
                .query((row, n) ->
                        new Hit(row.getObject(1, UUID.class), MarkKind.valueOf(row.getString(2)), row.getBoolean(3)))
                .list();
    }

    /** Everybody of the family but those the worry itself named. */
    private List<Person> others(HouseholdTold told, UUID family) {
        var own = Set.copyOf(told.people());
        return book.peopleIn(referralsOf(List.of(family))).stream()
                .filter(person -> !own.contains(person.id()))
                .toList();
    }

    private List<UUID> referralsOf(Collection<UUID> families) {
        return jdbc.sql("""
                select referral_id from match_key where council = :council and family_id in (:families)
                union
                select referral_id from person where council = :council and family_id in (:families)
                """)
                .param("council", Council.current().value())
                .param("families", families)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private byte[] blind(Mark mark) {
        var hash = CouncilKeys.hash(keys.keyFor("match"), mark.kind() + ":" + mark.text());
        return Arrays.copyOf(hash, MARK_BYTES);
    }
}
