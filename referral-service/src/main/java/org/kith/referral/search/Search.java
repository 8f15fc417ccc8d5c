package org.kith.referral.search;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.FamilyReach;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Person;
import org.kith.referral.names.NameWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds families by their people. The number of statements does not depend on what is typed or found. Families the asker may not
 * see are left out before anything is counted; a protected address is nowhere that search looks.
 */
@Component
@Transactional(readOnly = true)
public class Search {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** Whoever needs the next hundred should search more exactly. */
    private static final int MOST = 200;

    /** So many people with one word in their names: more than have the commonest surname among 300,000. */
    private static final int COMMON = 7_500;

    /** So many families, the best by what is quickly known of them, are ranked exactly. */
    private static final int LOOKED_AT = 2_000;

    /** So much of what was asked for must be there. */
    private static final double ENOUGH = 0.6;

    private static final int MOST_PEOPLE_SHOWN = 20;

    /**
     * Words and other clues come in as arrays. One who answers two clues counts a little more than two who answer one each, so
     * brothers and sisters are found too, after people. A word that very many are called by finds nobody beside a rarer clue: it only
     * counts for those whom that found; where there is none, the newest families are looked at.
     *
     * <p>Families are ranked twice: roughly, as if everybody were called by the words that very many are called by; and the best of
     * those exactly, since asking for such a word family by family is what takes time.
     */
    private static final String RANKED = """
            with word (n, word, score) as materialized (
                select * from unnest(cast(:wordClues as int[]), cast(:words as text[]), cast(:wordScores as float8[]))),
            known (n, word, score, family_id, person_id) as materialized (
                select word.n, word.word, word.score, newest.family_id, newest.person_id
                  from word cross join lateral (
                           select k.family_id, k.person_id from person_word k
                            where k.council = :council and k.word = word.word
                            order by k.family_id desc limit :common + 1) newest),
            common (n, word, score) as materialized (
                select n, word, score from known group by n, word, score having count(*) > :common),
            credit (n, score) as materialized (select n, max(score) from common group by n),
            found (n, family_id, person_id, score) as materialized (
                select n, family_id, person_id, score from known
                 where (n, word) not in (select c.n, c.word from common c)
                union all
                select n, family_id, person_id, 1
                  from unnest(cast(:clues as int[]), cast(:families as uuid[]), cast(:people as uuid[])) as other (n, family_id, person_id)),
            clue (n, family_id, score) as (
                select n, family_id, max(score) from (
                    select n, family_id, score from found
                    union all
                    select n, family_id, score from known where not exists (select from found)) one
                 group by 1, 2),
            roughly (family_id, score) as (
                select c.family_id, sum(greatest(c.score - coalesce(credit.score, 0), 0))
                                    + (select coalesce(sum(all_credit.score), 0) from credit all_credit)
                  from clue c left join credit on credit.n = c.n
                 group by 1),
            may (family_id) as materialized (
                select r.family_id from roughly r
                 where r.score > :enough - 0.0001
                   and (:anywhere
                    or exists (select from family_team t
                                where t.council = :council and t.family_id = r.family_id and t.team_code = any(cast(:teams as text[])))
                    or :involved and exists (
                               select from involvement i
                                where i.council = :council and i.family_id = r.family_id
                                  and i.worker_id = cast(:worker as uuid) and i.until is null)
                    or :unheld and not exists (
                               select from family_team t
                                where t.council = :council and t.family_id = r.family_id and t.team_code is not null))
                   and not exists (
                        select from restriction x
                         where x.council = :council and x.family_id = r.family_id
                           and not coalesce(cast(:worker as uuid) = any (x.only_these), false))
                   and not exists (
                        select from exclusion x
                         where x.council = :council and x.family_id = r.family_id and x.worker_id = cast(:worker as uuid))
                 order by r.score desc, r.family_id desc limit :looked),
            hit (n, family_id, person_id, score) as materialized (
                select n, family_id, person_id, max(score) from (
                    select found.* from found join may on may.family_id = found.family_id
                    union all
                    select common.n, may.family_id, own.person_id, common.score
                      from may cross join common cross join lateral (
                               select k.person_id from person_word k
                                where k.council = :council and k.word = common.word and k.family_id = may.family_id limit 100) own) one
                 group by 1, 2, 3),
            per_clue as (select family_id, n, max(score) as score from hit group by 1, 2),
            per_person as (select family_id, person_id, sum(score) as score from hit group by 1, 2),
            best as (select family_id, max(score) as score from per_person group by 1),
            shown as materialized (
                select c.family_id, c.score + 0.25 * best.score as score
                  from (select family_id, sum(score) as score from per_clue group by 1 having sum(score) >= :enough) c
                  join best on best.family_id = c.family_id
                 order by 2 desc, 1 desc limit :most)
            select s.family_id, array_agg(distinct h.person_id) as people
              from shown s join hit h on h.family_id = s.family_id
             group by s.family_id, s.score order by s.score desc, s.family_id desc
            """;

    private final JdbcClient jdbc;
    private final LikeWords likeWords;
    private final HouseholdBook households;
    private final Access access;
    private final Clock clock;

    Search(JdbcClient jdbc, LikeWords likeWords, HouseholdBook households, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.likeWords = likeWords;
        this.households = households;
        this.access = access;
        this.clock = clock;
    }

    /** One who answers a clue that is not a word, and why. */
    private record Hit(int clue, UUID family, @Nullable UUID person, String why) {}

    private record Ranked(FamilyId family, Set<UUID> people) {}

    /**
     * Finds families.
     *
     * @throws org.kith.platform.refusal.Invalid with a sentence for whoever typed it, if nothing can be looked for
     */
    public Found find(@Nullable String typed, int offset, int limit) {
        var clues = Clues.read(typed, LocalDate.ofInstant(clock.instant(), ENGLAND));
        var words = likeWords.of(clues.words());
        var hits = hits(clues);
        var reach = access.reachOf(Act.SEE_FAMILY);
        var ranked = reach.none() ? List.<Ranked>of() : ranked(clues, words, hits, reach);
        var visible = visible(ranked);
        var page = visible.stream().skip(offset).limit(limit).toList();
        return new Found(
                visible.size(),
                ranked.size() == MOST,
                clues.kinds(),
                clues.said(),
                clues.notes(),
                families(page, clues, words, hits));
    }

    private List<Hit> hits(Clues clues) {
        var hits = new ArrayList<Hit>();
        int clue = clues.words().size();
        for (var day : clues.birthdays()) {
            hits.addAll(people(clue++, "date_of_birth = ?", day, "Born on " + Clues.inWords(day)));
        }
        if (clues.telephone() != null) {
            hits.addAll(reachedBy(clue++, clues.telephone()));
        }
        if (clues.nhsNumber() != null) {
            hits.addAll(people(clue++, "nhs_number = ?", clues.nhsNumber(), "The NHS number is the same"));
        }
        if (clues.childNumber() != null) {
            hits.addAll(people(clue++, "child_number = ?", clues.childNumber(), "The child's number is the same"));
        }
        if (clues.postcode() != null) {
            hits.addAll(livingAt(clue++, clues.postcode()));
        }
        if (clues.reference() != null) {
            hits.addAll(calledBy(clue, clues.reference()));
        }
        return hits;
    }

    private List<Hit> people(int clue, String condition, Object value, String why) {
        return jdbc.sql("select family_id, id from person where council = ? and " + condition + " limit 1000")
                .param(council())
                .param(value)
                .query((row, n) -> new Hit(clue, row.getObject(1, UUID.class), row.getObject(2, UUID.class), why))
                .list();
    }

    /** A telephone can lead to a protected place, so it finds such a family for those alone who may open the address. */
    private List<Hit> reachedBy(int clue, String telephone) {
        var hiding = new HashSet<UUID>();
        var found = jdbc.sql("""
                        select person.family_id, person.id, family.address_protected from person
                        join family on family.council = person.council and family.id = person.family_id
                        where person.council = ? and person.telephone_digits = ? limit 200
                        """)
                .param(council())
                .param(telephone)
                .query((row, n) -> {
                    if (row.getBoolean(3)) {
                        hiding.add(row.getObject(1, UUID.class));
                    }
                    return new Hit(
                            clue,
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            "The telephone number is the same");
                })
                .list();
        var open = hiding.isEmpty() ? Set.<UUID>of() : access.mayForFamilies(Act.SEE_PROTECTED_ADDRESS, hiding);
        return found.stream()
                .filter(hit -> !hiding.contains(hit.family()) || open.contains(hit.family()))
                .toList();
    }

    /** Addresses in clear alone: one that is protected lies in the vault, by no postcode. */
    private List<Hit> livingAt(int clue, String postcode) {
        return jdbc.sql("select distinct family_id from address where council = ? and postcode = ? limit 1000")
                .param(council())
                .param(postcode)
                .query((row, n) -> new Hit(clue, row.getObject(1, UUID.class), null, "The postcode is the same"))
                .list();
    }

    private List<Hit> calledBy(int clue, String reference) {
        return jdbc.sql("select family_id from referral where council = ? and reference = ?")
                .param(council())
                .param(reference)
                .query((row, n) ->
                        new Hit(clue, row.getObject(1, UUID.class), null, "Referral " + reference + " is about them"))
                .list();
    }

    private List<Ranked> ranked(Clues clues, List<LikeWord> words, List<Hit> hits, FamilyReach reach) {
        return jdbc.sql(RANKED)
                .param("council", council())
                .param("wordClues", words.stream().map(LikeWord::clue).toArray(Integer[]::new))
                .param("words", words.stream().map(LikeWord::word).toArray(String[]::new))
                .param("wordScores", words.stream().map(LikeWord::score).toArray(Double[]::new))
                .param("clues", hits.stream().map(Hit::clue).toArray(Integer[]::new))
                .param("families", hits.stream().map(Hit::family).toArray(UUID[]::new))
                .param(
                        "people",
                        hits.stream()
                                .map(hit -> Optional.ofNullable(hit.person()).orElse(hit.family()))
                                .toArray(UUID[]::new))
                .param("enough", ENOUGH * clues.count())
                .param("anywhere", reach.anywhere())
                .param("teams", reach.teams().toArray(String[]::new))
                .param("involved", reach.involved())
                .param("unheld", reach.unheld())
                .param("worker", Acting.who().subject())
                .param("common", COMMON)
                .param("looked", LOOKED_AT)
                .param("most", MOST)
                .query((row, n) -> new Ranked(new FamilyId(row.getObject("family_id", UUID.class)), Set.of((UUID[])
                        row.getArray("people").getArray())))
                .list();
    }

    private List<Ranked> visible(List<Ranked> ranked) {
        var allowed = access.mayForFamilies(
                Act.SEE_FAMILY, ranked.stream().map(one -> one.family().value()).toList());
        return ranked.stream()
                .filter(one -> allowed.contains(one.family().value()))
                .toList();
    }

    private List<FoundFamily> families(List<Ranked> page, Clues clues, List<LikeWord> words, List<Hit> hits) {
        var ids = page.stream().map(Ranked::family).toList();
        var titles = households.titles(ids);
        var people = new LinkedHashMap<FamilyId, List<Person>>();
        households
                .peopleOf(ids)
                .forEach(person -> people.computeIfAbsent(person.family(), none -> new ArrayList<>())
                        .add(person));
        return page.stream()
                .map(one -> new FoundFamily(
                        one.family(),
                        titles.getOrDefault(one.family().value(), "Family without a name"),
                        hits.stream()
                                .filter(hit -> hit.person() == null
                                        && hit.family().equals(one.family().value()))
                                .map(Hit::why)
                                .distinct()
                                .toList(),
                        people(one, people.getOrDefault(one.family(), List.of()), clues, words, hits)))
                .toList();
    }

    /** Everybody of the family once, whoever was found first, with the reasons of all records of the same person. */
    private static List<FoundPerson> people(
            Ranked ranked, Collection<Person> records, Clues clues, List<LikeWord> words, List<Hit> hits) {
        var shown = new LinkedHashMap<UUID, Person>();
        var why = new LinkedHashMap<UUID, Set<String>>();
        for (var one : records) {
            var known = one.known().value();
            shown.merge(known, one, (kept, next) -> next.sameAs() == null ? next : kept);
            var reasons = why.computeIfAbsent(known, none -> new LinkedHashSet<>());
            if (ranked.people().contains(one.id().value())) {
                reasons.addAll(reasons(one, clues, words, hits));
            }
        }
        return shown.entrySet().stream()
                .map(one -> new FoundPerson(
                        one.getValue().known(),
                        one.getValue().child(),
                        one.getValue().givenName(),
                        one.getValue().familyName(),
                        one.getValue().dateOfBirth(),
                        List.copyOf(why.getOrDefault(one.getKey(), Set.of()))))
                .sorted(Comparator.comparing(
                        (FoundPerson person) -> person.why().isEmpty()))
                .limit(MOST_PEOPLE_SHOWN)
                .toList();
    }

    private static List<String> reasons(Person person, Clues clues, List<LikeWord> words, List<Hit> hits) {
        var reasons = new ArrayList<String>();
        var own = NameWords.of(person.givenName(), person.familyName());
        for (int clue = 0; clue < clues.words().size(); clue++) {
            int which = clue;
            words.stream()
                    .filter(word -> word.clue() == which && own.contains(word.word()))
                    .max(Comparator.comparingDouble(LikeWord::score))
                    .map(word -> word.how().inWords(clues.words().get(which), word.word()))
                    .ifPresent(reasons::add);
        }
        hits.stream()
                .filter(hit -> person.id().value().equals(hit.person()))
                .map(Hit::why)
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add("An earlier or other name is like what was typed");
        }
        return reasons;
    }

    private static String council() {
        return Council.current().value();
    }
}
