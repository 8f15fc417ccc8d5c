package org.kith.platform.delivery;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ways to hear that others use, as small as they can be, in the hearer's own database: each has the bug of its number. */
final class FaultyInboxes {

    /** The process ends here. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String design = UUID.randomUUID().toString();
    private final JdbcTemplate jdbc = TwoServices.hearer().getBean(JdbcTemplate.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(TwoServices.hearer().getBean(PlatformTransactionManager.class));

    /** B20: what one consumer has heard counts as heard by all. */
    void withoutConsumersName(String consumer, Records records) {
        records.all()
                .forEach(one -> transaction.executeWithoutResult(status -> {
                    if (note(one)) {
                        effect(consumer, one);
                    }
                }));
    }

    /** B21: the note that it was heard and the effect in two transactions. */
    void noteThenEffect(Records records, boolean crashBetween) {
        for (var one : records.all()) {
            if (Boolean.TRUE.equals(transaction.execute(status -> note(one)))) {
                if (crashBetween) {
                    throw new Crash();
                }
                transaction.executeWithoutResult(status -> effect("it", one));
            }
        }
    }

    /** B21, the other way round. */
    void effectThenNote(Records records, boolean crashBetween) {
        for (var one : records.all()) {
            transaction.executeWithoutResult(status -> effect("it", one));
            if (crashBetween) {
                throw new Crash();
            }
            transaction.executeWithoutResult(status -> note(one));
        }
    }

    /** B23: one bad record, and the whole batch is put away. */
    void wholeBatchOrNothing(Records records, Predicate<ConsumerRecord<byte[], byte[]>> bad) {
        try {
            transaction.executeWithoutResult(status -> records.all().forEach(one -> {
                effect("it", one);
                if (bad.test(one)) {
                    throw new Crash();
                }
            }));
        } catch (Crash deadLettered) {
            status("dead-lettered");
        }
    }

    private static void status(String what) {
        org.slf4j.LoggerFactory.getLogger(FaultyInboxes.class).debug("A batch is {}", what);
    }

    /** B29: whatever comes is applied, since the partition is ours. */
    void trusting(Records records) {
        records.all().forEach(one -> transaction.executeWithoutResult(status -> effect("it", one)));
    }

    /** B47: knows the highest place it has seen, and nothing of gaps. */
    void highestSeen(Records records) {
        for (var one : records.all()) {
            transaction.executeWithoutResult(status -> {
                int moved = jdbc.update("""
                        insert into faulty_last (design, key, seq) values (?, ?, ?)
                        on conflict (design, key) do update set seq = excluded.seq where faulty_last.seq < excluded.seq""", design, Records.family(one), Records.sequence(one));
                if (moved == 1) {
                    effect("it", one);
                }
            });
        }
    }

    private boolean note(ConsumerRecord<byte[], byte[]> one) {
        return jdbc.update(
                        "insert into faulty_dedup (design, event_id) values (?, ?) on conflict do nothing",
                        design,
                        Records.header(one, "ce_id"))
                == 1;
    }

    private void effect(String consumer, ConsumerRecord<byte[], byte[]> one) {
        jdbc.update(
                "insert into faulty_effect (design, consumer, key, seq) values (?, ?, ?, ?)",
                design,
                consumer,
                Records.family(one),
                Records.sequence(one));
    }

    List<Long> effects(UUID family) {
        return effects("it", family);
    }

    List<Long> effects(String consumer, UUID family) {
        return jdbc.query(
                "select seq from faulty_effect where design = ? and consumer = ? and key = ? order by place",
                (row, number) -> row.getLong(1),
                design,
                consumer,
                family.toString());
    }
}
