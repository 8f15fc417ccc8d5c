package org.kith.simulation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.inbox.Feed;
import org.kith.simulation.Database.Table;
import org.kith.simulation.Kit.Own;

/** The referral service as its outbox sees it: people outside ask, until they have an answer, for referrals and joined families. */
final class FrontDoor extends Service {

    /** What somebody outside wants; they ask again under the same key until they are answered. */
    record Errand(
            String council,
            UUID referralId,
            UUID family,
            @Nullable UUID joinedWith,
            boolean accepted,
            boolean poisoned,
            boolean abandoned,
            @Nullable String area,
            @Nullable String district,
            boolean addressProtected) {}

    record Family(@Nullable UUID joinedInto) {}

    record Referral(String council, UUID family, boolean accepted) {}

    /** Thrown after everything was said, so that nothing of it may be heard of. */
    private static final class ChangedTheirMind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ChangedTheirMind() {
            super(null, null, false, false);
        }
    }

    private final Table<Own, Family> families;
    private final Table<String, Referral> referrals;
    private final Deque<Errand> open = new ArrayDeque<>();
    private final List<Errand> answered = new ArrayList<>();
    private int asked;

    FrontDoor(World world) {
        super(world, "referral");
        families = kit().database().table("family");
        referrals = kit().database().table("referral");
    }

    @Override
    List<Hears> hears() {
        return List.of();
    }

    @Override
    void react(Feed feed, Life life) {}

    @Override
    void work(Machine machine, Life life) {
        for (int i = 0; i < 2; i++) {
            machine.begin("clerk" + i, () -> clerk(life));
        }
    }

    void ask(Errand errand) {
        asked++;
        open.add(errand);
    }

    boolean hasAnsweredAll() {
        return answered.size() == asked;
    }

    private void clerk(Life life) {
        var me = world().scheduler().running();
        while (true) {
            var errand = open.poll();
            if (errand == null) {
                me.sleep(150_000 + world().chance().below(100_000));
                continue;
            }
            boolean done = false;
            try {
                perform(errand, life);
                done = true;
            } catch (Outage | StatementFailed unknown) {
                world().scheduler().note("no answer");
            } catch (ChangedTheirMind no) {
                done = true;
            } finally {
                if (done) {
                    answered.add(errand);
                } else {
                    world().scheduler().in(300_000, () -> open.add(errand));
                }
            }
            me.sleep(1 + world().chance().below(40_000));
        }
    }

    private void perform(Errand errand, Life life) {
        kit().database().transact(() -> {
            if (errand.joinedWith() == null) {
                receive(errand, life);
            } else {
                join(errand, errand.joinedWith(), life);
            }
            if (errand.abandoned()) {
                throw new ChangedTheirMind();
            }
        });
    }

    private static Instant now(Life life) {
        return life.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void receive(Errand errand, Life life) {
        var database = kit().database();
        var isNew = database.statement(
                "referral",
                () -> database.putNew(
                        referrals,
                        errand.referralId().toString(),
                        new Referral(errand.council(), errand.family(), errand.accepted())));
        if (!isNew) {
            return;
        }
        var family = lockSurvivor(errand.council(), errand.family());
        database.run(
                "bind referral",
                () -> database.put(
                        referrals,
                        errand.referralId().toString(),
                        new Referral(errand.council(), family, errand.accepted())));
        var at = now(life);
        life.announce(
                errand.council(),
                new ReferralReceivedV1(errand.referralId(), family, List.of(), "1A", false, at, at),
                false);
        if (errand.accepted()) {
            life.announce(
                    errand.council(),
                    new ReferralAcceptedV1(
                            errand.referralId(),
                            family,
                            errand.family(),
                            List.of(),
                            errand.area(),
                            errand.district(),
                            errand.addressProtected(),
                            List.of(),
                            false,
                            at,
                            at),
                    errand.poisoned());
        } else {
            life.announce(
                    errand.council(),
                    new ReferralDeclinedV1(errand.referralId(), family, List.of(), "BELOW_THRESHOLD", at, at),
                    false);
        }
    }

    /** Locks the row of the family that goes on; a lock may have waited for a join. */
    private UUID lockSurvivor(String council, UUID family) {
        var database = kit().database();
        var id = family;
        while (true) {
            var key = new Own(council, id.toString());
            var row = database.statement("lock family", () -> {
                var found = database.lock(families, key);
                if (found == null) {
                    database.put(families, key, new Family(null));
                }
                return found == null ? new Family(null) : found;
            });
            if (row.joinedInto() == null) {
                return id;
            }
            id = row.joinedInto();
        }
    }

    private void join(Errand errand, UUID absorbed, Life life) {
        var database = kit().database();
        var council = errand.council();
        var survivor = errand.family();
        var keys = List.of(survivor.toString(), absorbed.toString()).stream()
                .sorted()
                .map(key -> new Own(council, key))
                .toList();
        boolean possible = database.statement(
                "lock both families",
                () -> keys.stream().map(key -> database.lock(families, key)).toList().stream()
                        .allMatch(row -> row != null && row.joinedInto() == null));
        if (!possible) {
            return;
        }
        database.run(
                "join families",
                () -> database.put(families, new Own(council, absorbed.toString()), new Family(survivor)));
        var clock = life.clock();
        keys.forEach(key -> kit().nextSequence(council, key.key(), clock));
        long last = kit().nextSequence(council, absorbed.toString(), clock);
        var at = now(life);
        life.announce(council, new FamilyJoinedV1(absorbed, survivor, absorbed, last, at), false);
        life.announce(council, new FamilyJoinedV1(survivor, survivor, absorbed, last, at), false);
    }

    /** Whatever was answered is kept, and what was taken back is not (I1). */
    void check() {
        for (var errand : answered) {
            if (errand.joinedWith() == null) {
                var kept = referrals.committed().get(errand.referralId().toString());
                if (kept == null && !errand.abandoned()) {
                    throw new Breach(
                            "I1 nothing lost", "referral " + errand.referralId() + " was answered and is not there");
                }
                if (kept != null && errand.abandoned()) {
                    throw new Breach("no phantom", "referral " + errand.referralId() + " was taken back and is there");
                }
            }
        }
    }

    /** The referrals that were accepted, by id. */
    Map<String, Referral> referrals() {
        return referrals.committed();
    }
}
