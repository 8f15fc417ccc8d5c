package org.kith.platform.delivery;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** One PostgreSQL and one broker for the tests of delivery, and small services on them. */
public final class Landscape {

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

    /** A database of its own for a service under test. */
    public static ServiceDatabase database(String service) throws SQLException {
        return Servers.POSTGRES.database("d_" + service + "_" + DATABASES.incrementAndGet());
    }

    /** A database with the tables that every service has, and none of a service's own. */
    public static ServiceDatabase kitDatabase(String service) throws SQLException {
        var database = database(service);
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.password())
                .locations("classpath:db/kit")
                .placeholders(Map.of("app", database.app(), "relay", database.relay()))
                .load()
                .migrate();
        return database;
    }

    /** The database as its owner sees it: the rows of all councils. */
    public static JdbcTemplate owner(ServiceDatabase database) {
        return new JdbcTemplate(new DriverManagerDataSource(database.url(), database.owner(), database.password()));
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

    /** The tables of a service through the role that owns them, for damage that no service can do. */
    static JdbcTemplate asOwner(ConfigurableApplicationContext service) {
        var environment = service.getEnvironment();
        return new JdbcTemplate(new DriverManagerDataSource(
                environment.getRequiredProperty("kith.database.url"),
                environment.getRequiredProperty("kith.database.name") + "_owner",
                environment.getRequiredProperty("kith.database.password")));
    }

    static <T> T inLancashire(ScopedValue.CallableOp<T, RuntimeException> work) {
        return Council.in(new CouncilCode("E10000017"), work);
    }

    static void inTransaction(ConfigurableApplicationContext service, Runnable work) {
        var transaction = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
        inLancashire(() -> {
            transaction.executeWithoutResult(status -> work.run());
            return true;
        });
    }

    /** The broker forgets where this group was. */
    static void forgetGroup(String group) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker(), "enable.metrics.push", false))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("The group could not be forgotten", e);
        }
    }

    static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker(), "enable.metrics.push", false));
    }

    /** The doors of a service, used by an operator. */
    static MockDoors operating(ConfigurableApplicationContext service) {
        return new MockDoors(MockMvcBuilders.webAppContextSetup((WebApplicationContext) service)
                .build());
    }

    /** Answers of doors as text. */
    record MockDoors(MockMvc doors) {

        private static final Who OPERATOR = new Who("op", "E10000017", Who.Kind.OPERATOR, Set.of("operate"), null);

        String get(String path) throws Exception {
            return ask(MockMvcRequestBuilders.get(path));
        }

        String post(String path, String body) throws Exception {
            return ask(MockMvcRequestBuilders.post(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body));
        }

        /** What an answer that is no success says. */
        String refused(String path, String body, int status) throws Exception {
            var request = MockMvcRequestBuilders.post(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body);
            return inLancashireAs(
                    OPERATOR,
                    () -> doors.perform(request)
                            .andExpect(MockMvcResultMatchers.status().is(status))
                            .andReturn()
                            .getResponse()
                            .getContentAsString());
        }

        private String ask(MockHttpServletRequestBuilder request) throws Exception {
            return inLancashireAs(
                    OPERATOR,
                    () -> doors.perform(request)
                            .andExpect(MockMvcResultMatchers.status().isOk())
                            .andReturn()
                            .getResponse()
                            .getContentAsString());
        }
    }

    private static <T> T inLancashireAs(Who who, ScopedValue.CallableOp<T, Exception> work) throws Exception {
        return Council.in(new CouncilCode(who.council()), () -> Acting.as(who, work));
    }
}
