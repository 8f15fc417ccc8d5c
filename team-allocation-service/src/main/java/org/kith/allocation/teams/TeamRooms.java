package org.kith.allocation.teams;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
 * commit, team by team in order of their codes: a batch costs one update per team, holds the hot rows for a moment only, and two
 * batches cannot lock each other out. If the room went in the meantime the transaction fails and is run again, and then sees it.
 */
@Component
public class TeamRooms {

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
        ledger.moves.forEach((team, move) -> {
            if (move.by() != 0 && write(team, move) == 0) {
                throw new OptimisticLockingFailureException("Team " + team + " filled up meanwhile");
            }
        });
    }

    private int write(String team, Move move) {
        int most = move.by() < 0 ? Integer.MAX_VALUE : Objects.requireNonNull(move.capacity());
        return sql.sql("""
                        update team_load set held = held + :by
                        where council = :council and team_code = :team and held + :by <= :most""")
                .param("by", move.by())
                .param("council", Council.current().value())
                .param("team", team)
                .param("most", most)
                .update();
    }

    private record Move(int by, @Nullable Integer capacity) {}

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
