package org.kith.platform.delivery;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL and one broker for the tests of delivery, and small services on them. */
final class Landscape {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Landscape() {}

    private static final class Servers {

        static final PostgresServer POSTGRES;
        static final KafkaServer KAFKA;

        static {
            try {
                POSTGRES = PostgresServer.forTests();
                KAFKA = KafkaServer.forTests();
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    static String broker() {
        return Servers.KAFKA.bootstrap();
    }

    static ServiceDatabase database(String service) throws SQLException {
        return Servers.POSTGRES.database("d_" + service + "_" + DATABASES.incrementAndGet());
    }

    /** Starts a small service that says facts as {@code service}, and hears what {@link SmallService} says it hears. */
    static ConfigurableApplicationContext start(
            String service, ServiceDatabase database, Map<String, String> settings) {
        var all = new LinkedHashMap<String, String>();
        all.put("spring.config.import", "classpath:kith-service.yml");
        all.put("spring.application.name", service);
        all.put("kith.service", service);
        all.put("kith.database.name", database.name());
        all.put("kith.database.url", database.url());
        all.put("kith.database.password", database.password());
        all.put("kith.kafka", broker());
        all.put("server.port", "0");
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(SmallService.class).run(arguments.toArray(String[]::new));
    }
}
