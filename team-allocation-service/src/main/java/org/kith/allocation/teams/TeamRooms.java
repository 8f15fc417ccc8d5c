package org.kith.allocation.teams;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.transactions.PerTransaction;
import org.kith.platform.council.Council;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many families each team holds. A row per team counts, since counting places grows with the county and two counters at
 * once would both see the last free place. What a transaction takes and gives back is collected and written just before the
 * commit, team by team in order of their codes: a batch costs one statement, holds the hot rows for a moment only, and two
 * batches cannot lock each other out. If the room went in the meantime the transaction fails and is run again, and then sees it.
 */
@Component
public class TeamRooms {

    /** The rows are locked in order of the codes; each is then added to as it is, not as it was when the statement began. */
    private static final String WRITE = """
            with move as (
                select * from unnest(cast(:teams as text[]), cast(:by as int[]), cast(:most as int[])) as m (team, by, most)),
            locked as materialized (
                select load.team_code from team_load load join move on move.team = load.team_code
                where load.council = :council order by load.team_code for update of load)
            update team_load load set held = load.held + move.by
            from move join locked on locked.team_code = move.team
            where load.council = :council and load.team_code = move.team and load.held + move.by <= move.most
            returning load.team_code""";

    private final JdbcClient sql;
    private final PerTransaction<Ledger> ledger = new PerTransaction<>(Ledger::new, this::write);

    TeamRooms(JdbcClient sql) {
        this.sql = sql;
    }

    /** How many families the team holds, with what the running transaction changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int held(TeamCode team) {
        return ledger.get().held(team);
    }

    /** How many more families the team can take; 0 if it holds more than it has room for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int free(TeamOnDay team) {
        return Math.max(0, team.room() - held(team.code()));
    }

    /** One more family is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(TeamOnDay team) {
        ledger.get().move(team.code(), 1, team.room());
    }

    /** One family less is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(TeamCode team) {
        ledger.get().move(team, -1, null);
    }

    /** Lets nobody else take or give back until the transaction ends; for an act on one family, which a person waits for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<TeamCode> teams) {
        sql.sql(
                        "select held from team_load where council = :council and team_code in (:teams) order by team_code for update")
                .param("council", Council.current().value())
                .param("teams", teams.stream().map(TeamCode::value).toList())
                .query(Integer.class)
                .list();
        ledger.get().forget();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void open(TeamCode team) {
        sql.sql("insert into team_load (council, team_code, held) values (:council, :team, 0)")
                .param("council", Council.current().value())
                .param("team", team.value())
                .update();
    }

    private void write(Ledger ledger) {
        var moved = new TreeMap<>(ledger.moves);
        moved.values().removeIf(move -> move.by() == 0);
        if (moved.isEmpty()) {
            return;
        }
        var full = new TreeSet<>(moved.keySet());
        sql.sql(WRITE)
                .param("teams", moved.keySet().toArray(String[]::new))
                .param("by", moved.values().stream().map(Move::by).toArray(Integer[]::new))
                .param("most", moved.values().stream().map(Move::most).toArray(Integer[]::new))
                .param("council", Council.current().value())
                .query(String.class)
                .list()
                .forEach(full::remove);
        if (!full.isEmpty()) {
            throw new OptimisticLockingFailureException("Team " + String.join(", ", full) + " filled up meanwhile");
        }
    }

    private record Move(int by, @Nullable Integer capacity) {

        /** What the team may hold behind it; whoever gives back needs no room. */
        int most() {
            return by < 0 ? Integer.MAX_VALUE : Objects.requireNonNull(capacity);
        }
    }

    /** What one transaction has seen and done so far. */
    private final class Ledger {

        private final Map<String, Integer> held = new HashMap<>();
        private final TreeMap<String, Move> moves = new TreeMap<>();
        private boolean read;

        int held(TeamCode team) {
            if (!read) {
                sql.sql("select team_code, held from team_load where council = :council")
                        .param("council", Council.current().value())
                        .query(row -> {
                            held.put(row.getString("team_code"), row.getInt("held"));
                        });
                read = true;
            }
            var move = moves.get(team.value());
            return held.getOrDefault(team.value(), 0) + (move == null ? 0 : move.by());
        }

        void move(TeamCode team, int by, @Nullable Integer capacity) {
            moves.merge(
                    team.value(),
                    new Move(by, capacity),
                    (one, other) -> new Move(
                            one.by() + other.by(), other.capacity() == null ? one.capacity() : other.capacity()));
        }

        void forget() {
            read = false;
        }
    }
}
