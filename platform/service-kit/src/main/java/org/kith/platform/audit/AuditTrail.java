package org.kith.platform.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.NotNow;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Denials;
import org.kith.platform.security.Reason;
import org.kith.platform.security.Who;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Collects what a request touches, and writes the row. */
final class AuditTrail implements Audit, Denials {

    private static final ScopedValue<RequestNotes> REQUEST = ScopedValue.newInstance();

    private final AuditStore store;
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Clock clock;
    private final Supplier<@Nullable String> traceId;
    private final TransactionTemplate withCommand;

    AuditTrail(
            AuditStore store,
            Clock clock,
            Supplier<@Nullable String> traceId,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.clock = clock;
        this.traceId = traceId;
        this.withCommand = new TransactionTemplate(transactions);
        this.withCommand.setName(Statements.WITH_THE_FIRST_STATEMENT);
    }

    static <T, X extends Throwable> T during(RequestNotes notes, ScopedValue.CallableOp<T, X> request) throws X {
        return ScopedValue.where(REQUEST, notes).call(request);
    }

    @Override
    public void touches(String act, UUID familyId, Collection<UUID> personIds) {
        add(act, List.of(familyId), personIds, null);
    }

    @Override
    public void notes(String act, @Nullable String subject, Collection<UUID> familyIds) {
        add(act, familyIds, List.of(), subject);
    }

    @Override
    public void because(String reason) {
        if (REQUEST.isBound()) {
            REQUEST.get().because(reason);
        }
    }

    private void add(String act, Collection<UUID> families, Collection<UUID> persons, @Nullable String subject) {
        if (REQUEST.isBound()) {
            REQUEST.get().add(act, families, persons, subject);
            return;
        }
        // a reaction to a fact: the row stands or falls with what it did
        var notes = new RequestNotes(() -> "fact");
        notes.add(act, families, persons, subject);
        store.add(row(Acting.who(), 0, notes));
    }

    @Override
    public void denied(Act act, @Nullable UUID familyId, @Nullable String teamCode, Set<Reason> reasons) {
        var what = "denied:" + act + ":"
                + String.join(
                        "+", new TreeSet<>(reasons.stream().map(Reason::name).toList()));
        var families = familyId == null ? List.<UUID>of() : List.of(familyId);
        if (REQUEST.isBound()) {
            // written before the answer leaves, after the transaction in which it was refused has gone
            REQUEST.get().add(what, families, List.of(), teamCode);
            return;
        }
        var notes = new RequestNotes(() -> "fact");
        notes.add(what, families, List.of(), teamCode);
        store.addOnItsOwn(row(Acting.who(), 0, notes));
    }

    /**
     * Writes the row of a request.
     *
     * @throws NotNow if it cannot be written; then nothing may be answered
     */
    void write(Who who, int status, RequestNotes notes) {
        written(() -> store.addOnItsOwn(row(who, status, notes)));
    }

    @Override
    @SuppressWarnings("NullAway") // the template passes on what the command returns
    public <T> T with(int status, Supplier<T> command) {
        if (!REQUEST.isBound()) {
            throw new IllegalStateException("A row is kept with a command where a request is answered");
        }
        var notes = REQUEST.get();
        T done = withCommand.execute(transaction -> {
            T result = command.get();
            if (!transaction.isRollbackOnly()) {
                store.sendWhatWaits();
                written(() -> store.addLast(row(Acting.who(), status, notes)));
            }
            return result;
        });
        notes.keptWith(status);
        return done;
    }

    private static void written(Runnable row) {
        try {
            row.run();
        } catch (RuntimeException e) {
            LOG.warn("The audit row could not be written", e);
            // without its cause: Spring takes a connection that the database closed for an asker who went away, and
            // answers nothing
            throw new NotNow("audit-not-available", "The audit row could not be written", null);
        }
    }

    private AuditRow row(Who who, int status, RequestNotes notes) {
        return new AuditRow(
                UuidCreator.getTimeOrderedEpoch(),
                clock.instant(),
                who.council(),
                who.subject(),
                who.kind().name(),
                who.agency(),
                notes.door(),
                status,
                notes.acts(),
                notes.families(),
                notes.persons(),
                notes.subjects(),
                notes.reason(),
                traceId.get());
    }
}
