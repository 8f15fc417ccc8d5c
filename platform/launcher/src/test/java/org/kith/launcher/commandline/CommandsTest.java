package org.kith.launcher.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.Kith;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import org.kith.launcher.services.StatusPageBeside;
import org.kith.platform.infrastructure.PostgresServer;

/** The commands as a person types them, each a process of its own. */
class CommandsTest {

    private static final Path SOURCE =
            Path.of("src", "main", "java", "org", "kith", "launcher", "machine", "BeforeBuild.java");

    /** What a command said, and how it ended. */
    private record Said(int exit, String text) {}

    @TempDir
    private Path folder;

    private final Ports ports = Ports.free();
    private KithHome home;

    @BeforeEach
    void name_the_folder() {
        home = new KithHome(folder.resolve("kith"));
    }

    /** Whatever a failed test left. */
    @AfterEach
    void leave_nothing_behind() throws IOException {
        Run.note(home).flatMap(Run.Note::process).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        if (Files.exists(home.postgres())) {
            PostgresServer.stopLeftover(home.postgres());
        }
        StatusPageBeside.end(home);
    }

    /** A start of its own costs a minute of the build's twenty-five; asked for with the campaign. */
    @Test
    @EnabledIfSystemProperty(named = "kith.campaign", matches = "true", disabledReason = "asked for with the campaign")
    void it_comes_up_is_followed_goes_down_and_is_thrown_away() throws Exception {
        assertThat(kith("status")).isEqualTo(new Said(1, "Kith is not up. To start it: ./kith up\n"));

        var up = up();
        assertThat(up.text())
                .contains("Kith is up after", "all with the password", "Open  http://127.0.0.1:" + ports.gateway());
        assertThat(up.exit()).isZero();

        assertThat(home.logs().resolve("kith.jsonl"))
                .as("the log is a file of JSON lines")
                .content()
                .contains("org.kith.identity.clients.OwnClients");

        var status = kith("status");
        assertThat(status.text()).contains("Kith is up: ", "gateway", "outcomes-service");
        assertThat(status.exit()).isZero();
        assertThat(up().text()).contains("Kith is up already");
        assertThat(kith("follow", aReference()).text()).contains("Referral ", "referral.received.v1");
        assertThat(kith("follow", "K7-000-000"))
                .satisfies(said -> assertThat(said.text()).contains("No referral has the reference"))
                .extracting(Said::exit)
                .isEqualTo(1);
        assertThat(kith("token", "manager-t16").text()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
        assertThat(kith("reset").text()).contains("its data are in use");

        assertThat(kith("down"))
                .satisfies(said -> assertThat(said.text()).contains("Stopped; the data are kept"))
                .extracting(Said::exit)
                .isEqualTo(0);
        ports.requireFree();
        assertThat(kith("down").text()).isEqualTo("Kith is not up\n");
        assertThat(kith("reset")).satisfies(said -> assertThat(said.text()).contains("Nothing was deleted", "--yes"));
        assertThat(home.folder()).as("nobody said that it is meant").exists();
        assertThat(kith("reset", "--yes").exit()).isZero();
        assertThat(home.folder()).doesNotExist();
    }

    /** Starts twice, each part a process of its own; asked for with the campaign. */
    @Test
    @EnabledIfSystemProperty(named = "kith.campaign", matches = "true", disabledReason = "asked for with the campaign")
    void it_comes_up_again_at_once_after_a_power_cut() throws Exception {
        assertThat(up("--processes").exit()).isZero();
        var reference = aReference();

        var statusPage = StatusPageBeside.address(home).orElseThrow();
        Run.note(home).flatMap(Run.Note::process).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(page(statusPage)).contains("Kith does not answer."));

        assertThat(up("--processes"))
                .satisfies(said -> assertThat(said.text())
                        .contains("An earlier run was killed and left its PostgreSQL behind", "Kith is up after"))
                .extracting(Said::exit)
                .isEqualTo(0);
        assertThat(aReference()).as("data are kept").isEqualTo(reference);
        assertThat(kith("down").exit()).isZero();
        ports.requireFree();
    }

    /** With nothing of Kith behind it, as after a fall; the page itself is the gateway's to test. */
    @Test
    void the_status_page_stands_alone_until_kith_goes_down_and_says_what_is_said() throws Exception {
        home.prepare();
        StatusPageBeside.begin(new Installation(home, ports));
        var address = StatusPageBeside.address(home).orElseThrow();
        assertThat(address).endsWith(":" + ports.statusPage());
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(page(address)).contains("Kith does not answer.", "ring 01632 960999"));

        assertThat(kith("status").text()).contains("Kith is not up", "Its status page stands", address);
        assertThat(kith("notice").text()).contains("Nothing is said");
        assertThat(kith("notice", "Back at", "5pm").text()).contains("Said at " + address);
        assertThat(page(address)).contains("Back at 5pm", "From those who run Kith");
        assertThat(kith("notice", "x".repeat(601)))
                .satisfies(said -> assertThat(said.text()).contains("Nothing was said", "600 characters"))
                .extracting(Said::exit)
                .isEqualTo(1);
        assertThat(kith("notice", "--end").text()).contains("The notice has ended");
        assertThat(page(address)).doesNotContain("Back at 5pm");

        assertThat(kith("down").text()).contains("Its status page is ended");
        assertThat(StatusPageBeside.address(home)).isEmpty();

        Files.writeString(home.statusPage(), "pid=12\nstarted=2026-01-0\nport=7606\n");
        assertThat(StatusPageBeside.address(home)).as("a damaged note").isEmpty();
        assertThat(kith("down").exit()).isZero();
        assertThat(home.statusPage()).doesNotExist();
        ports.requireFree();
    }

    private static String page(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var question = HttpRequest.newBuilder(URI.create(address)).build();
            return client.send(question, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void a_token_is_given_of_those_alone_who_sign_in_here() throws Exception {
        assertThat(kith("token", "nobody"))
                .satisfies(said -> assertThat(said.text()).contains("Nobody signs in as \"nobody\"", "manager-t16"))
                .extracting(Said::exit)
                .isEqualTo(2);
    }

    @Test
    void what_is_in_the_way_is_said_before_a_build_by_the_jdk_alone() throws Exception {
        try (var taken = new ServerSocket(ports.referral(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            var said = run(List.of(SOURCE.toString(), "up", "--detach", "--port-base", Integer.toString(ports.base())));

            assertThat(said.text()).contains(ports.referral() + " (referral)", "./kith up --port-base");
            assertThat(said.exit()).isEqualTo(1);
        }
        assertThat(run(List.of(SOURCE.toString(), "up", "--port-base", Integer.toString(ports.base()))))
                .isEqualTo(new Said(0, ""));
    }

    private Said up(String... more) throws Exception {
        return kith(Stream.concat(
                        Stream.of("up", "--detach", "--port-base", Integer.toString(ports.base())), Stream.of(more))
                .toArray(String[]::new));
    }

    private Said kith(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                "@jvm.options", "-Xmx1200m", "-cp", System.getProperty("java.class.path"), Kith.class.getName()));
        command.addAll(List.of(words));
        return run(command);
    }

    private Said run(List<String> arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        var output = folder.resolve("said.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KITH_HOME", home.folder().toString());
        var process = builder.start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES))
                .as("%s ends", arguments)
                .isTrue();
        return new Said(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private String aReference() throws SQLException {
        var database = Part.REFERRAL.database();
        var url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
        try (var connection = DriverManager.getConnection(url, database + "_owner", "kith");
                var statement = connection.createStatement();
                var found = statement.executeQuery("select reference from referral order by received_at limit 1")) {
            return found.next() ? found.getString(1) : "";
        }
    }
}
