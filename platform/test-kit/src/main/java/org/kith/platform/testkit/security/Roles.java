package org.kith.platform.testkit.security;

import java.time.Instant;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a worker what a test needs, in this service's own picture of who is involved, for Lancashire. */
public final class Roles {

    /** Team code of a role that is not of one team. */
    public static final String COUNTY = "COUNTY";

    private final Involvements involvements;
    private final TransactionTemplate transaction;

    public Roles(Involvements involvements, PlatformTransactionManager transactions) {
        this.involvements = involvements;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A new worker with one role in a team, or for the county with {@link #COUNTY}. */
    public UUID worker(Role role, String teamCode) {
        var worker = UUID.randomUUID();
        give(worker, role, teamCode);
        return worker;
    }

    /** One more role. */
    public void give(UUID worker, Role role, String teamCode) {
        inLancashire(() -> involvements.roleTaken(worker, role, teamCode));
    }

    /** The team holds the family from now on. */
    public void teamHolds(String teamCode, UUID family, Instant since) {
        inLancashire(() -> involvements.teamOf(family, teamCode, since));
    }

    /** The worker is assigned to the family; the detail is the discipline, or empty for a lead practitioner. */
    public void involve(UUID worker, UUID family, Involvements.As as, String detailCode, Instant since) {
        inLancashire(() -> involvements.began(family, worker, as, detailCode, since));
    }

    /** Runs work in a transaction for the default council of tests. */
    public void inLancashire(Runnable work) {
        Council.in(new CouncilCode(Tokens.LANCASHIRE), () -> {
            transaction.executeWithoutResult(status -> work.run());
            return true;
        });
    }
}
