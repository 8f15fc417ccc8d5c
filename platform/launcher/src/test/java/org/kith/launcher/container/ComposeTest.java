package org.kith.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.gateway.status.outside.StatusPage;
import org.kith.launcher.services.Part;
import org.kith.platform.broker.TopicRights;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeTest {

    private static final Path ROOT = root();

    private static final Map<String, Object> COMPOSE = yaml(ROOT.resolve("docker-compose.yml"));

    private static final Map<String, Object> PRODUCTION =
            yaml(ROOT.resolve("platform/launcher/container/compose.production.yml"));

    private static final Map<String, Object> AFTER_FAILOVER =
            yaml(ROOT.resolve("platform/launcher/container/compose.after-failover.yml"));

    private static final Path REALM = ROOT.resolve("platform/launcher/container/keycloak/kith-realm.json");

    private static final List<Part> HEARERS = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)[:}]");

    /** Spring's own names for settings, which no file of ours declares. */
    private static final Set<String> SPRINGS_OWN =
            Set.of("SPRING_CONFIG_IMPORT", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI");

    private static final Map<Part, String> NEIGHBOURS = Map.of(
            Part.REFERRAL, "KITH_REFERRAL_URL",
            Part.ALLOCATION, "KITH_ALLOCATION_URL",
            Part.SPECIALIST, "KITH_SPECIALIST_URL",
            Part.OUTCOMES, "KITH_OUTCOMES_URL");

    @ParameterizedTest
    @EnumSource(Part.class)
    void every_variable_given_to_a_container_is_one_its_service_reads(Part part) {
        var read = placeholders(part);

        assertThat(environment(part).keySet())
                .allSatisfy(name -> assertThat(read.contains(name) || SPRINGS_OWN.contains(name))
                        .as("%s is read by %s", name, part.configuration())
                        .isTrue());
        assertThat(secretTargets(part.configuration()))
                .allSatisfy(name -> assertThat(read)
                        .as("secret of %s", part.configuration())
                        .contains(name));
    }

    /** A second council has a Kith of its own, and one setting makes all of it that council's. */
    @ParameterizedTest
    @EnumSource(Part.class)
    void every_part_is_told_whose_it_is(Part part) {
        var told = environment(part);

        if (HEARERS.contains(part)) {
            assertThat(told).containsEntry("KITH_COUNCILS", "${KITH_COUNCILS:-E10000017}");
        } else {
            assertThat(told).containsKey("KITH_COUNCIL_NAME");
        }
        if (part == Part.IDENTITY) {
            assertThat(told).containsEntry("KITH_COUNCIL", "${KITH_COUNCILS:-E10000017}");
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void every_container_is_asked_on_the_port_its_service_listens_on(Part part) {
        var port = String.valueOf(portOf(part));

        assertThat(text(service(part.configuration()), "healthcheck")).contains("/kith/healthy, " + port);
        assertThat(ports(part.configuration()))
                .allSatisfy(published -> assertThat(published).endsWith(":" + port));
        if (NEIGHBOURS.containsKey(part)) {
            assertThat(environment(Part.GATEWAY))
                    .containsEntry(
                            Objects.requireNonNull(NEIGHBOURS.get(part)),
                            "http://" + part.configuration() + ":" + port);
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void every_image_starts_the_application_of_its_service(Part part) {
        var build = Objects.requireNonNull(child(service(part.configuration()), "build"));
        var arguments = Objects.requireNonNull(child(build, "args"));

        assertThat(ROOT.resolve(String.valueOf(build.get("dockerfile")))).exists();
        assertThat(arguments.get("SERVICE")).isEqualTo(part.configuration());
        assertThat(arguments.get("PORT")).isEqualTo(String.valueOf(portOf(part)));
        assertThat(ComposeTest.class.getResource(
                        "/" + String.valueOf(arguments.get("MAIN")).replace('.', '/') + ".class"))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void every_service_finds_the_database_that_the_script_makes(Part part) throws IOException {
        var script = Files.readString(ROOT.resolve("platform/launcher/container/postgres/databases.sh"));
        var made = Pattern.compile("for name in ([a-z ]+);").matcher(script);

        assertThat(made.find()).isTrue();
        assertThat(made.group(1).split(" ", -1)).contains(part.database());
        assertThat(settingsOf(part)).containsPattern("(kith\\.service: |service: |[/:])" + part.database());
    }

    @Test
    void the_status_page_is_told_where_every_part_is_and_needs_none() {
        var told = environmentOf("status");

        assertThat(told.keySet())
                .filteredOn(name -> !name.equals("JAVA_TOOL_OPTIONS"))
                .isSubsetOf(StatusPage.TOLD);
        NEIGHBOURS
                .values()
                .forEach(url -> assertThat(told)
                        .containsEntry(
                                url,
                                Objects.requireNonNull(environment(Part.GATEWAY).get(url))));
        assertThat(told)
                .containsEntry("KITH_STATUS_GATEWAY", "http://gateway:" + portOf(Part.GATEWAY))
                .containsEntry(
                        "KITH_SIGN_IN_KEYS",
                        Objects.requireNonNull(environment(Part.GATEWAY).get("KITH_SIGN_IN_KEYS")));
        assertThat(text(service("status"), "entrypoint")).contains(StatusPage.class.getName());
        assertThat(service("status")).doesNotContainKey("depends_on");
        assertThat(ports("status"))
                .containsExactly("127.0.0.1:" + told.get("KITH_STATUS_PORT") + ":" + told.get("KITH_STATUS_PORT"));
        assertThat(environment(Part.GATEWAY).get("KITH_STATUS_URL"))
                .isEqualTo("${KITH_STATUS_URL:-http://127.0.0.1:7606}");
    }

    @Test
    void nothing_is_published_beyond_this_machine_and_everything_says_that_it_is_not_for_real_data() {
        for (var name : services().keySet()) {
            assertThat(ports(name)).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
            assertThat(String.valueOf(service(name).get("labels"))).as(name).contains("not for real data");
        }
    }

    @Test
    void no_secret_is_in_the_file() {
        for (var name : services().keySet()) {
            environmentOf(name)
                    .keySet()
                    .forEach(variable -> assertThat(variable).as(name).doesNotMatch(".*(PASSWORD|SECRET|VAULT_KEY)$"));
        }
        var secrets = Objects.requireNonNull(child(COMPOSE, "secrets"));
        assertThat(secrets.values())
                .allSatisfy(secret -> assertThat(String.valueOf(secret)).contains("file="));
    }

    @Test
    void every_secret_file_is_made_by_the_script_once(@TempDir Path folder) throws Exception {
        makeSecrets(folder);

        for (var file : List.of(COMPOSE, PRODUCTION)) {
            Objects.requireNonNull(child(file, "secrets"))
                    .forEach((name, where) -> assertThat(folder.resolve(name))
                            .as(name)
                            .isNotEmptyFile()
                            .satisfies(path -> assertThat(String.valueOf(where)).contains("}/" + name + "}")));
        }
        var first = Files.readString(folder.resolve("kafka-logins"));
        makeSecrets(folder);
        assertThat(Files.readString(folder.resolve("kafka-logins"))).isEqualTo(first);
    }

    @Test
    void the_broker_knows_everybody_who_has_a_right_and_nobody_else(@TempDir Path folder) throws Exception {
        makeSecrets(folder);

        var known = Pattern.compile("user_([A-Za-z0-9-]+)=")
                .matcher(Files.readString(folder.resolve("kafka-logins")))
                .results()
                .map(found -> found.group(1));
        var expected = new TreeSet<>(TopicRights.of(List.of("E10000017")).principals());
        expected.add("admin");
        assertThat(known).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_performance_team_is_given_what_it_needs_to_come_encrypted_and_to_know_the_broker(@TempDir Path folder)
            throws Exception {
        makeSecrets(folder);

        var given = new Properties();
        try (var settings = Files.newBufferedReader(folder.resolve("kafka-performance-E10000017"))) {
            given.load(settings);
        }
        assertThat(given).containsEntry("security.protocol", "SASL_SSL").containsEntry("ssl.truststore.type", "PEM");
        assertThat(given.getProperty("ssl.truststore.certificates"))
                .isEqualTo(Files.readString(folder.resolve("kafka-authority")));
        assertThat(given.getProperty("sasl.jaas.config")).endsWith(";").contains("\"performance-E10000017\"");
    }

    private static void makeSecrets(Path folder) throws Exception {
        var script = new ProcessBuilder(
                "sh", ROOT.resolve("platform/launcher/container/make-secrets").toString(), "--production");
        script.environment().put("KITH_SECRETS", folder.toString());
        script.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        assertThat(script.start().waitFor())
                .as(() -> folder.resolve("said").toString())
                .isZero();
    }

    @Test
    void the_broker_asks_who_comes_denies_what_has_no_rule_and_makes_no_topic_by_accident() {
        for (var file : List.of(COMPOSE, PRODUCTION)) {
            services(file).keySet().stream()
                    .filter(name -> name.startsWith("kafka"))
                    .forEach(name -> assertThat(environmentOf(file, name))
                            .as(name)
                            .containsEntry(
                                    "KAFKA_AUTHORIZER_CLASS_NAME",
                                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                            .containsEntry("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "false")
                            .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                            .hasEntrySatisfying(
                                    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                    map -> assertThat(String.valueOf(map)).doesNotContain(":PLAINTEXT")));
        }
        for (var part : HEARERS) {
            assertThat(environment(part)).containsEntry("KITH_KAFKA_PROTOCOL", "SASL_PLAINTEXT");
            assertThat(String.valueOf(service(part.configuration()).get("secrets")))
                    .contains("source=kafka-" + part.database() + "-password, target=KITH_KAFKA_PASSWORD");
        }
    }

    @Test
    void production_has_three_brokers_a_standby_and_services_that_refuse() {
        var brokers = services(PRODUCTION).keySet().stream()
                .filter(name -> name.startsWith("kafka"))
                .toList();
        assertThat(brokers).containsExactlyInAnyOrder("kafka", "kafka-2", "kafka-3");
        assertThat(brokers)
                .allSatisfy(name -> assertThat(environmentOf(PRODUCTION, name))
                        .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2")
                        .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                        .containsEntry("KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE", "false"));
        assertThat(environmentOf(PRODUCTION, "broker-setup"))
                .containsEntry("KITH_TOPIC_PARTITIONS", "32")
                .containsEntry("KITH_TOPIC_REPLICAS", "3");
        assertThat(String.valueOf(services(PRODUCTION).get("postgres")))
                .contains("synchronous_standby_names=ANY 1 (standby)", "archive_mode=on");
        assertThat(services(PRODUCTION)).containsKey("standby");
        for (var part : List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES, Part.GATEWAY)) {
            assertThat(environmentOf(PRODUCTION, part.configuration()))
                    .as("finds the database after a failover")
                    .containsEntry("KITH_DB_HOST", "postgres:5432,standby")
                    .containsEntry("KITH_DB_OPTIONS", "?targetServerType=primary");
        }
        for (var part : HEARERS) {
            var environment = environmentOf(PRODUCTION, part.configuration());
            assertThat(environment)
                    .containsEntry("KITH_PRODUCTION", "true")
                    .containsEntry("KITH_KAFKA_PROTOCOL", "SASL_SSL");
            var read = placeholders(part);
            assertThat(environment.keySet())
                    .allSatisfy(
                            name -> assertThat(read).as(part.configuration()).contains(name));
        }
    }

    @Test
    void a_promoted_standby_and_the_standby_after_it_are_set_as_the_primary_but_wait_for_nobody() {
        var primary = new ArrayList<>(words(PRODUCTION, "postgres"));
        primary.removeFirst();
        int named = primary.indexOf("synchronous_standby_names=ANY 1 (standby)");
        primary.subList(named - 1, named + 1).clear();

        assertThat(words(PRODUCTION, "standby")).isEqualTo(primary);
        assertThat(words(AFTER_FAILOVER, "postgres")).isEqualTo(primary);
        assertThat(String.valueOf(services(PRODUCTION).get("standby"))).contains("postgres-archive:/archive");
        assertThat(environmentOf(AFTER_FAILOVER, "postgres")).containsEntry("KITH_PRIMARY", "standby");
    }

    private static List<String> words(Map<String, Object> file, String service) {
        return ((List<?>) Objects.requireNonNull(
                        map(Objects.requireNonNull(services(file).get(service))).get("command")))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void the_log_is_kept_in_a_folder_that_the_server_may_write_to() {
        var primary = services(PRODUCTION).get("postgres");

        assertThat(String.valueOf(primary)).contains("archive_command=", "postgres-archive:/archive");
        assertThat(String.valueOf(primary))
                .as("a new volume belongs to root")
                .contains("chown postgres /archive && exec docker-entrypoint.sh");
    }

    /** A subscriber reads each partition from the broker that leads it: without a door there it silently misses a third. */
    @Test
    void every_broker_of_production_has_a_door_of_its_own_for_subscribers() {
        var doors = new TreeSet<String>();
        for (var broker : List.of("kafka", "kafka-2", "kafka-3")) {
            var environment = new LinkedHashMap<>(broker.equals("kafka") ? environmentOf(COMPOSE, broker) : Map.of());
            environment.putAll(environmentOf(PRODUCTION, broker));
            var ports = broker.equals("kafka") ? service(broker).get("ports") : portsOf(broker);
            var told = Pattern.compile("SUBSCRIBERS://127\\.0\\.0\\.1:(\\d+)")
                    .matcher(String.valueOf(environment.get("KAFKA_ADVERTISED_LISTENERS")));
            assertThat(told.find()).as(broker).isTrue();
            var port = told.group(1);
            assertThat(String.valueOf(environment.get("KAFKA_LISTENERS"))).contains("SUBSCRIBERS://:" + port);
            assertThat(String.valueOf(ports)).isEqualTo("[127.0.0.1:" + port + ":" + port + "]");
            doors.add(port);
        }
        assertThat(doors).hasSize(3);
    }

    private static @Nullable Object portsOf(String name) {
        return map(Objects.requireNonNull(services(PRODUCTION).get(name))).get("ports");
    }

    @Test
    void production_publishes_no_more_but_its_brokers_doors_and_says_what_it_is() {
        services(PRODUCTION).forEach((name, service) -> {
            if (!name.startsWith("kafka-")) {
                assertThat(map(service)).as(name).doesNotContainKey("ports");
            }
            assertThat(String.valueOf(map(service).get("labels"))).as(name).contains("real data");
        });
        for (var name : services().keySet()) {
            if (!name.equals("identity")) {
                assertThat(services(PRODUCTION)).containsKey(name);
            }
        }
    }

    @Test
    void whoever_needs_the_servers_waits_until_they_are_well() {
        for (var part : Part.values()) {
            var waits = Objects.requireNonNull(child(service(part.configuration()), "depends_on"));
            assertThat(waits).containsKey("postgres");
            assertThat(waits.values())
                    .allSatisfy(how -> assertThat(String.valueOf(how))
                            .containsAnyOf("service_healthy", "service_completed_successfully"));
            if (NEIGHBOURS.containsKey(part)) {
                assertThat(waits).containsKeys("kafka", "broker-setup");
            }
        }
    }

    /** Where an import brings client scopes Keycloak makes none of its own; one that is missing is left out with a warning nobody reads. */
    @Test
    void every_scope_a_client_of_the_realm_has_is_one_that_the_realm_brings() {
        var realm = yaml(REALM);
        var known = maps(realm, "clientScopes").stream()
                .map(scope -> String.valueOf(scope.get("name")))
                .toList();

        assertThat(maps(realm, "clients"))
                .hasSize(3)
                .allSatisfy(client -> assertThat(known)
                        .as("scopes of %s", client.get("clientId"))
                        .containsAll(strings(client, "defaultClientScopes")));
    }

    /** Whoever could change these of themselves would be somebody else, or of another council. */
    @Test
    void who_somebody_is_in_kith_is_changed_by_the_realms_administrators_alone() {
        var profile = maps(map(yaml(REALM), "components"), "org.keycloak.userprofile.UserProfileProvider")
                .getFirst();
        var said = new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Map<String, Object>>load(strings(map(profile, "config"), "kc.user.profile.config")
                        .getFirst());
        var own = maps(said, "attributes").stream()
                .filter(attribute ->
                        Set.of("worker", "council", "kind").contains(String.valueOf(attribute.get("name"))))
                .toList();

        assertThat(said).doesNotContainKey("unmanagedAttributePolicy");
        assertThat(own).hasSize(3).allSatisfy(attribute -> {
            assertThat(strings(map(attribute, "permissions"), "edit")).containsExactly("admin");
            assertThat(strings(map(attribute, "permissions"), "view")).containsExactly("admin");
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(of.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> of, String name) {
        return (List<String>) Objects.requireNonNull(of.get(name), name);
    }

    @Test
    void the_image_runs_as_nobody_in_particular() throws IOException {
        var dockerfile = Files.readString(ROOT.resolve("platform/launcher/container/Dockerfile"));

        assertThat(dockerfile).containsPattern("(?m)^USER [1-9][0-9]+$").contains("eclipse-temurin:25-jre");
    }

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no docker-compose.yml above");
        }
        return folder;
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service reads: its own file, and the kit's that it imports. */
    private static String settingsOf(Part part) {
        var text = resource(part.configuration() + ".yml");
        return text.contains("classpath:kith-service.yml")
                ? text + resource("kith-service.yml") + resource("kith-stream.yml")
                : text;
    }

    private static Set<String> placeholders(Part part) {
        var names = new TreeSet<String>();
        PLACEHOLDER.matcher(settingsOf(part)).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static int portOf(Part part) {
        Map<String, Object> settings =
                map(new Yaml(new SafeConstructor(new LoaderOptions())).load(resource(part.configuration() + ".yml")));
        var server = child(settings, "server");
        var said = settings.containsKey("server.port")
                ? settings.get("server.port")
                : Objects.requireNonNull(server).get("port");
        var digits = Pattern.compile("(\\d+)}?$").matcher(String.valueOf(said));
        assertThat(digits.find()).as("port of %s", part).isTrue();
        return Integer.parseInt(digits.group(1));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ComposeTest.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> services() {
        return services(COMPOSE);
    }

    private static Map<String, Object> services(Map<String, Object> file) {
        return Objects.requireNonNull(child(file, "services"));
    }

    private static Map<String, Object> service(String name) {
        return Objects.requireNonNull(child(services(), name), name);
    }

    private static Map<String, Object> environment(Part part) {
        return environmentOf(part.configuration());
    }

    private static Map<String, Object> environmentOf(String service) {
        return environmentOf(COMPOSE, service);
    }

    private static Map<String, Object> environmentOf(Map<String, Object> file, String service) {
        var environment = child(Objects.requireNonNull(child(services(file), service), service), "environment");
        return environment == null ? Map.of() : environment;
    }

    private static List<String> secretTargets(String service) {
        var targets = new ArrayList<String>();
        if (service(service).get("secrets") instanceof List<?> secrets) {
            secrets.stream()
                    .filter(Map.class::isInstance)
                    .forEach(secret -> targets.add(String.valueOf(map(secret).get("target"))));
        }
        return targets;
    }

    private static List<String> ports(String service) {
        return service(service).get("ports") instanceof List<?> ports
                ? ports.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<String, Object> from, String key) {
        return String.valueOf(from.get(key));
    }

    private static @Nullable Map<String, Object> child(Map<String, Object> from, String key) {
        return from.get(key) instanceof Map<?, ?> found ? map(found) : null;
    }

    private static Map<String, Object> map(Object any) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) any).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }
}
