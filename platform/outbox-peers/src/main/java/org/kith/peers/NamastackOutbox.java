package org.kith.peers;

import io.namastack.outbox.Outbox;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** namastack-outbox on JDBC, with a handler that waits for the broker before it says a record is done. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NamastackOutbox {

    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> producer(PeerSettings settings) {
        return settings.producer();
    }

    @Bean
    OutboxTypedHandler<Said> handler(KafkaProducer<byte[], byte[]> producer) {
        return new ToBroker(producer);
    }

    /** A class of its own, since the library reads from it what it handles. */
    static final class ToBroker implements OutboxTypedHandler<Said> {

        private final KafkaProducer<byte[], byte[]> producer;

        ToBroker(KafkaProducer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void handle(Said fact, OutboxRecordMetadata about) {
            var receipt = new CompletableFuture<Boolean>();
            PeerSettings.send(producer, fact, receipt);
            receipt.join();
        }
    }

    @Bean
    Saying saying(Outbox outbox, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return fact -> transaction.executeWithoutResult(status -> {
            jdbc.update(Saying.CHANGE, fact.familyId(), fact.number(), fact.content());
            outbox.schedule(fact, fact.familyId());
        });
    }
}
