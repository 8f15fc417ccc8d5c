package org.kith.launcher.campaign;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold when everything is healed and at rest, by the numbers of the invariants in the design. */
final class Invariants {

    /** So many examples of one breach are enough. */
    private static final int EXAMPLES = 3;

    private final Databases databases;
    private final Topics topics;
    private final Receipts receipts;
    private final List<String> breaches = new ArrayList<>();

    Invariants(Databases databases, Topics topics, Receipts receipts) {
        this.databases = databases;
        this.topics = topics;
        this.receipts = receipts;
    }

    List<String> check() throws SQLException {
        breaches.clear();
        receiptsAreReferrals();
        everyAcceptedFamilyHasOnePlace();
        specialistsAreAskedOnce();
        nothingIsLeftWithJoinedFamilies();
        everythingSaidIsHeardOnceAndInOrder();
        nothingIsLeftOnTheRoad();
        nothingIsTakenForForgotten();
        figuresAddUp();
        breaches.addAll(topics.breaches());
        return List.copyOf(breaches);
    }

    private void breach(String invariant, String what, List<String> examples) {
        if (!examples.isEmpty()) {
            breaches.add(invariant + " " + examples.size() + " " + what + ": "
                    + String.join(", ", examples.subList(0, Math.min(EXAMPLES, examples.size()))));
        }
    }

    /** I1, and R3: one referral for one key and one letter. */
    private void receiptsAreReferrals() throws SQLException {
        var byToken = databases.pairs(Member.REFERRAL, "select receipt_token, reference from referral");
        breach(
                "I1",
                "receipts without a referral",
                receipts.all().stream()
                        .filter(receipt -> {
                            var reference = byToken.get(receipt.token());
                            return reference == null
                                    || (!receipt.reference().equals("-")
                                            && !receipt.reference().equals(reference));
                        })
                        .map(receipt -> receipt.key() + " " + receipt.reference())
                        .toList());
        breach(
                "R3",
                "letters became two referrals",
                databases.list(Member.REFERRAL, """
                        select what_was_seen from referral join receipt_key on receipt_key.referral_id = referral.id
                        where idempotency_key like 'campaign-%' group by 1 having count(*) > 1""", row -> String.valueOf(row.getString(1))));
        breach(
                "I1",
                "referrals without a key",
                databases.list(
                        Member.REFERRAL,
                        "select reference from referral r where not exists (select 1 from receipt_key k where k.referral_id = r.id)",
                        row -> String.valueOf(row.getString(1))));
    }

    /** I2, I3 and I7. */
    private void everyAcceptedFamilyHasOnePlace() throws SQLException {
        var survivors =
                databases.pairs(Member.REFERRAL, "select id, survivor_id from family where survivor_id is not null");
        var accepted = databases.pairs(Member.REFERRAL, "select id, family_id from referral where state = 'ACCEPTED'");
        var answered = databases.list(
                Member.ALLOCATION,
                "select referral_id from allocation_decision where answers_referral and referral_id is not null",
                row -> String.valueOf(row.getString(1)));
        var answeredOnce = new HashSet<String>();
        breach(
                "I2",
                "referrals were answered twice",
                answered.stream().filter(id -> !answeredOnce.add(id)).toList());
        breach("I2", "accepted referrals have no answer", missing(accepted.keySet(), answeredOnce));
        breach("I3", "answers are about no accepted referral", missing(answeredOnce, accepted.keySet()));

        var families = new HashSet<String>();
        accepted.values().forEach(family -> families.add(last(family, survivors)));
        var places =
                databases.pairs(Member.ALLOCATION, "select family_id, state from family_place where state <> 'JOINED'");
        breach("I2", "accepted families have no place", missing(families, places.keySet()));
        breach("I3", "places are about no accepted family", missing(places.keySet(), families));

        var waiting = places.entrySet().stream()
                .filter(place -> place.getValue().equals("WAITING"))
                .map(Map.Entry::getKey)
                .toList();
        var queued = databases.texts(Member.ALLOCATION, "select family_id from waiting_item where kind = 'ALLOCATION'");
        breach("I2", "waiting families are in no queue", missing(new HashSet<>(waiting), queued));
        breach("I2", "families in the queue do not wait", missing(queued, new HashSet<>(waiting)));

        var held = databases.pairs(
                Member.ALLOCATION, "select team_code, count(*) from family_place where state = 'HELD' group by 1");
        var counted = databases.pairs(Member.ALLOCATION, "select team_code, held from team_load where held <> 0");
        if (!held.equals(counted)) {
            breaches.add("I7 teams hold " + held + " families and count " + counted);
        }
    }

    private static List<String> missing(Set<String> wanted, Set<String> there) {
        return wanted.stream().filter(one -> !there.contains(one)).toList();
    }

    private static String last(String family, Map<String, String> survivors) {
        var at = family;
        for (@Nullable String next = survivors.get(at); next != null; next = survivors.get(at)) {
            at = next;
        }
        return at;
    }

    /** What is known of a family goes on with the one it was joined into, in every service. */
    private void nothingIsLeftWithJoinedFamilies() throws SQLException {
        for (var member : Member.WITH_JOURNALS) {
            var tables = new ArrayList<>(List.of("family_team", "involvement", "restriction", "exclusion"));
            if (member == Member.SPECIALIST) {
                tables.addAll(List.of("specialist_request", "need", "chapter_input"));
            }
            for (var table : tables) {
                breach(
                        "I5",
                        "families were joined into others and left rows of " + table + " behind in " + member.word(),
                        databases.list(
                                member,
                                "select distinct t.family_id from " + table + " t join family_joined j"
                                        + " on j.council = t.council and j.absorbed_id = t.family_id",
                                row -> String.valueOf(row.getString(1))));
            }
        }
    }

    /** I5. */
    private void specialistsAreAskedOnce() throws SQLException {
        breach(
                "I5",
                "disciplines that are needed were never asked",
                databases.list(Member.SPECIALIST, """
                        with recursive root as (
                            select council, family_id, family_id as at from family_standing
                            union all
                            select r.council, r.family_id, s.absorbed_into from root r
                                join family_standing s on s.council = r.council and s.family_id = r.at
                                where s.absorbed_into is not null)
                        select n.family_id || ' ' || d.discipline from need n cross join unnest(n.disciplines) as d(discipline)
                        where n.opened and not exists (select 1 from specialist_request q
                            join root r on r.council = q.council and r.family_id = n.family_id and r.at = q.family_id
                            where q.discipline = d.discipline)""", row -> String.valueOf(row.getString(1))));
        breach(
                "I5",
                "practitioners hold another number than they count",
                databases.list(Member.SPECIALIST, """
                        select p.practitioner_id || ' counts ' || p.held || ' holds ' || count(q.request_id) from practitioner p
                        left join specialist_request q on q.council = p.council and q.practitioner_id = p.practitioner_id
                            and q.state in ('ASSIGNED', 'ACCEPTED')
                        group by p.practitioner_id, p.held having p.held <> count(q.request_id)""", row -> String.valueOf(row.getString(1))));
        var accepted = databases.texts(Member.REFERRAL, "select id from referral where state = 'ACCEPTED'");
        breach(
                "I5",
                "needs are about no accepted referral",
                missing(
                        databases.texts(
                                Member.SPECIALIST, "select referral_id from need where accepted_at is not null"),
                        accepted));
    }

    private record Head(String topic, long sequence, String event) {}

    /** I4 and I13: what each journal says, its topic has, and every hearing has applied to the end. */
    private void everythingSaidIsHeardOnceAndInOrder() throws SQLException {
        var heads = new HashMap<String, Map<String, Head>>();
        for (var member : Member.WITH_JOURNALS) {
            var publisher = member.part().database();
            breach(
                    "I4",
                    "streams of " + publisher + " have gaps in their journal",
                    databases.list(member, """
                            select h.key from stream_head h left join
                                (select council, key, count(*) as n, max(seq) as m from event_journal group by 1, 2) j
                                on j.council = h.council and j.key = h.key
                            where h.last_seq <> coalesce(j.n, 0) or h.last_seq <> coalesce(j.m, 0)""", row -> String.valueOf(row.getString(1))));
            var own = new HashMap<String, Head>();
            databases.list(
                    member,
                    """
                    select h.council || ' ' || h.key, h.topic, h.last_seq, j.event_id from stream_head h
                    join event_journal j on j.council = h.council and j.key = h.key and j.seq = h.last_seq""",
                    row -> own.put(
                            String.valueOf(row.getString(1)),
                            new Head(
                                    String.valueOf(row.getString(2)),
                                    row.getLong(3),
                                    String.valueOf(row.getString(4)))));
            heads.put(publisher, own);
            breach(
                    "I4",
                    "streams of " + publisher + " are not whole on their topic",
                    own.entrySet().stream()
                            .filter(head -> {
                                var parts = head.getKey().split(" ", 2);
                                return topics.lastOf(publisher, parts[0], parts[1])
                                        != head.getValue().sequence();
                            })
                            .map(Map.Entry::getKey)
                            .toList());
        }
        for (var member : Member.WITH_JOURNALS) {
            var heard = heardBy(member, heads);
            breach(
                    "I4",
                    "topics on which others said something were never heard by " + member.word(),
                    saidByOthers(member, heads).stream()
                            .filter(topic -> !heard.contains(topic))
                            .toList());
        }
        factsInOutcomesAreTheJournals();
    }

    /** Each internal topic is heard by everybody but the one who speaks on it. */
    private static List<String> saidByOthers(Member member, Map<String, Map<String, Head>> heads) {
        return heads.entrySet().stream()
                .filter(own -> !own.getKey().equals(member.part().database()))
                .flatMap(own -> own.getValue().values().stream())
                .map(Head::topic)
                .distinct()
                .filter(Topics.INTERNAL::contains)
                .toList();
    }

    private record Heard(
            String consumer,
            String publisher,
            String stream,
            String topic,
            long sequence,
            String event,
            String state) {}

    /** The topics of which it has heard anything. */
    private Set<String> heardBy(Member member, Map<String, Map<String, Head>> heads) throws SQLException {
        var rows = databases.list(
                member,
                "select consumer, publisher, council || ' ' || key, topic, last_seq, last_event, state from inbox_stream",
                row -> new Heard(
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2)),
                        String.valueOf(row.getString(3)),
                        String.valueOf(row.getString(4)),
                        row.getLong(5),
                        String.valueOf(row.getString(6)),
                        String.valueOf(row.getString(7))));
        var byHearing = new HashMap<List<String>, Map<String, Heard>>();
        for (var row : rows) {
            if (row.stream().contains(Hostile.NOBODY)) {
                continue;
            }
            byHearing
                    .computeIfAbsent(List.of(row.consumer(), row.publisher(), row.topic()), hearing -> new HashMap<>())
                    .put(row.stream(), row);
        }
        byHearing.forEach((hearing, heard) -> {
            var said = Objects.requireNonNullElse(heads.get(hearing.get(1)), Map.<String, Head>of());
            var behind = new ArrayList<String>();
            said.forEach((stream, head) -> {
                var row = heard.get(stream);
                if (head.topic().equals(hearing.get(2))
                        && (row == null
                                || row.sequence() != head.sequence()
                                || !row.event().equals(head.event())
                                || !row.state().equals("OK"))) {
                    behind.add(stream + " said to " + head.sequence() + ", heard "
                            + (row == null ? "nothing" : row.sequence() + " " + row.state()));
                }
            });
            breach("I4", "streams are not heard as said by " + hearing.get(0) + " on " + hearing.get(2), behind);
            breach(
                    "I4",
                    "streams were heard by " + hearing.get(0) + " and never said",
                    missing(heard.keySet(), said.keySet()));
        });
        return byHearing.keySet().stream().map(hearing -> hearing.get(2)).collect(Collectors.toSet());
    }

    /** The one service that keeps every fact it heard: each there once, under the journal's own id and place. */
    private void factsInOutcomesAreTheJournals() throws SQLException {
        var said = new HashMap<String, String>();
        for (var member : List.of(Member.REFERRAL, Member.ALLOCATION, Member.SPECIALIST)) {
            databases.list(
                    member,
                    "select event_id, key || ' ' || seq from event_journal",
                    row -> said.put(String.valueOf(row.getString(1)), String.valueOf(row.getString(2))));
        }
        var heard = databases.pairs(
                Member.OUTCOMES,
                "select fact_id, stream_key || ' ' || sequence from heard_fact where publisher <> 'outcomes'");
        breach(
                "I4",
                "facts in outcomes are in no journal",
                heard.entrySet().stream()
                        .filter(fact -> !fact.getValue().equals(said.get(fact.getKey())))
                        .map(Map.Entry::toString)
                        .toList());
        var kinds = new HashMap<String, Long>();
        for (var member : List.of(Member.REFERRAL, Member.ALLOCATION, Member.SPECIALIST)) {
            databases.list(
                    member,
                    "select type, count(*) from event_journal group by 1",
                    row -> kinds.merge(String.valueOf(row.getString(1)), row.getLong(2), Long::sum));
        }
        databases.list(Member.OUTCOMES, "select count(*) from heard_fact where publisher = 'referral'", row -> {
            long received = kinds.getOrDefault("referral.received.v1", 0L);
            if (row.getLong(1) < received) {
                breaches.add("I4 outcomes keeps " + row.getLong(1) + " facts of referral, which received " + received);
            }
            return 0;
        });
    }

    /** I6. */
    private void nothingIsLeftOnTheRoad() throws SQLException {
        for (var member : Member.WITH_JOURNALS) {
            long unsent = databases.number(member, "select count(*) from outbox_queue");
            if (unsent > 0) {
                breaches.add("I6 " + unsent + " facts of " + member.word() + " are unsent");
            }
            breach(
                    "I6",
                    "parked facts in " + member.word() + " that nobody poisoned",
                    databases.list(
                            member,
                            "select consumer || ' ' || key || ' #' || seq || ' ' || reason from inbox_parked where key not like '"
                                    + Hostile.NOBODY + "%'",
                            row -> String.valueOf(row.getString(1))));
            breach(
                    "I6",
                    "records in quarantine in " + member.word() + " that are not hostile",
                    databases.list(
                            member,
                            "select topic || ' ' || record_offset || ' ' || reason from inbox_quarantine where headers not like '%"
                                    + Hostile.MARK + "%' and reason not in ('FORKED', 'REPLACED')",
                            row -> String.valueOf(row.getString(1))));
        }
    }

    /** Nobody's files were put back: whoever says that a service has forgotten something is wrong. */
    private void nothingIsTakenForForgotten() throws SQLException {
        for (var member : Member.WITH_JOURNALS) {
            breach(
                    "I4",
                    "streams " + member.word() + " is said to have forgotten",
                    databases.list(
                            member,
                            "select key from waiting_item where kind = 'FORGOTTEN_BY_RESTORE' and key not like '%"
                                    + Hostile.NOBODY + "%'",
                            row -> String.valueOf(row.getString(1))));
        }
    }

    private void figuresAddUp() throws SQLException {
        breach(
                "I7",
                "figures are not the sum of their parts",
                databases.list(Member.OUTCOMES, """
                        select t.measure_code || ' ' || t.scope_code || ' ' || t.day || ' ' || t.value || ' <> ' || coalesce(sum(d.amount), 0)
                        from figure_total t left join folded_delta d using (council, scope_code, measure_code, day)
                        group by t.council, t.scope_code, t.measure_code, t.day, t.value
                        having t.value <> coalesce(sum(d.amount), 0)""", row -> String.valueOf(row.getString(1))));
        long received = databases.number(
                Member.OUTCOMES,
                "select coalesce(sum(value), 0) from figure_total where measure_code = 'REFERRALS_RECEIVED' and scope_code = 'COUNTY'");
        long referrals = databases.number(Member.REFERRAL, "select count(*) from referral");
        if (received != 0 && received != referrals) {
            breaches.add("I7 " + received + " referrals are counted, and " + referrals + " were received");
        }
    }
}
