package org.kith.simulation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.inbox.Feed;
import org.kith.simulation.Database.Table;
import org.kith.simulation.Kit.Own;

/** A third service, which hears both others; two of its consumers hear the same facts under different names. */
final class Reports extends Service {

    private final Table<Own, String> standing;
    private final Table<String, Integer> accepted;

    Reports(World world) {
        super(world, "outcomes");
        standing = kit().database().table("journey");
        accepted = kit().database().table("accepted");
    }

    @Override
    boolean speaks() {
        return false;
    }

    @Override
    List<Hears> hears() {
        return List.of(
                new Hears("referral", "outcomes.referrals", "kith.referrals"),
                new Hears("allocation", "outcomes.families", "kith.families"),
                new Hears("allocation", "outcomes.board", "kith.families"));
    }

    @Override
    void work(Machine machine, Life life) {}

    @Override
    void react(Feed feed, Life life) {
        if (feed.publisher().equals("referral")) {
            feed.on(ReferralAcceptedV1.class, (fact, envelope) -> {
                effect(feed, envelope);
                count(fact.referralId());
            });
            feed.on(FamilyJoinedV1.class, (fact, envelope) -> {
                effect(feed, envelope);
                if (!fact.familyId().equals(fact.absorbedFamilyId())
                        && world().lastHeard(this, feed, envelope, fact.absorbedFamilyId())
                                < fact.absorbedLastSequence()) {
                    throw new Breach(
                            "I4 joined streams",
                            feed.consumer() + " joined " + fact.absorbedFamilyId() + " before it had heard all of it");
                }
            });
            return;
        }
        feed.on(FamilyAllocatedV1.class, (fact, envelope) -> {
            effect(feed, envelope);
            stands(feed, envelope.council(), fact.familyId(), fact.teamCode());
        });
        feed.on(FamilyWaitingV1.class, (fact, envelope) -> {
            effect(feed, envelope);
            stands(feed, envelope.council(), fact.familyId(), "WAITING");
        });
        feed.on(FamilyClosedV1.class, (fact, envelope) -> {
            effect(feed, envelope);
            stands(feed, envelope.council(), fact.familyId(), "CLOSED");
        });
    }

    private void stands(Feed feed, String council, UUID family, String where) {
        if (feed.consumer().equals("outcomes.families")) {
            kit().database()
                    .run("journey", () -> kit().database().put(standing, new Own(council, family.toString()), where));
        }
    }

    private void count(UUID referral) {
        var database = kit().database();
        database.run("count", () -> {
            var before = database.lock(accepted, referral.toString());
            database.put(accepted, referral.toString(), (before == null ? 0 : before) + 1);
        });
    }

    /** What it reports is what the others know (I5, I7). */
    void check(Map<Own, String> truth) {
        truth.forEach((family, where) -> {
            var told = standing.committed().get(family);
            if (!where.equals(told)) {
                throw new Breach(
                        "I5 one story", "family " + family + " stands at " + where + " and is reported at " + told);
            }
        });
        accepted.committed().forEach((referral, times) -> {
            if (times != 1) {
                throw new Breach("I7 sums", "referral " + referral + " was counted " + times + " times");
            }
        });
    }
}
