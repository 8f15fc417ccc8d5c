package org.kith.platform.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Batch;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.faults.DatabaseAway;
import org.kith.platform.outbox.Cause;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.platform.waiting.Waiting;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox's work in the service's own transactions, each for one council and with the service itself acting. */
final class SpringWork implements Inbox.Work {

    private static final Duration TASK_LIMIT = Duration.ofHours(4);
    private static final String OWNER = "ADMINISTRATOR";

    private final String service;
    private final TransactionTemplate business;
    private final TransactionTemplate kit;
    private final ObjectProvider<Waiting> waiting;
    private final Clock clock;

    SpringWork(
            String service,
            PlatformTransactionManager business,
            PlatformTransactionManager kit,
            ObjectProvider<Waiting> waiting,
            Clock clock) {
        this.service = service;
        this.business = fresh(business);
        this.kit = fresh(kit);
        this.waiting = waiting;
        this.clock = clock;
    }

    private static TransactionTemplate fresh(PlatformTransactionManager manager) {
        var template = new TransactionTemplate(manager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    @Override
    public void inCouncil(String council, Runnable work) {
        var itself = new Who(service, council, Who.Kind.SERVICE, Set.of(), null);
        Council.in(
                new CouncilCode(council),
                () -> Acting.as(itself, () -> {
                    business.executeWithoutResult(status -> Batch.run(work));
                    return true;
                }));
    }

    @Override
    public void inKit(Runnable work) {
        kit.executeWithoutResult(status -> work.run());
    }

    @Override
    public void causedBy(HeardFact fact, Runnable reaction) {
        var envelope = fact.envelope();
        var correlation = envelope.correlationId() == null ? envelope.id() : envelope.correlationId();
        MDC.put("service", service);
        MDC.put("correlationId", correlation);
        try {
            Cause.in(new Cause(correlation, envelope.id(), fact.traceparent()), () -> {
                reaction.run();
                return true;
            });
        } finally {
            MDC.remove("correlationId");
            MDC.remove("service");
        }
    }

    @Override
    public void raise(String kind, HeardFact fact, String reasonCode) {
        var now = clock.instant();
        waiting.ifAvailable(queue -> queue.begin(new Waiting.Item(
                kind,
                kind.equals(Inbox.PARKED_STREAM)
                        ? taskKey(service, fact.stream())
                        : taskKey(service, fact.stream()) + "/" + fact.sequence(),
                familyOf(fact.envelope().key()),
                OWNER,
                reasonCode,
                false,
                now,
                now.plus(TASK_LIMIT),
                false)));
    }

    @Override
    public void settle(String kind, StreamKey stream) {
        waiting.ifAvailable(queue -> queue.end(kind, taskKey(service, stream)));
    }

    private static String taskKey(String service, StreamKey stream) {
        return service + "/" + stream.publisher() + "/" + stream.key();
    }

    private static @Nullable String familyOf(String key) {
        return key.length() == 36 ? key : null;
    }

    @Override
    public boolean isOutage(RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof InterruptedException) {
                return true;
            }
        }
        return DatabaseAway.isBehind(fault);
    }

    @Override
    public void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecoverableDataAccessException("Stopped while waiting", e);
        }
    }
}
