package org.kith.specialist.digests;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.specialist.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.support.SimpleTriggerContext;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class DigestTest {

    private static final String MAILBOX = "example-otter@example.org";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Topics topics;

    @Autowired
    private Roles roles;

    @Autowired
    private SendDigests digests;

    @Autowired
    private DigestSchedule schedule;

    @Autowired
    private JavaMailSenderImpl sender;

    private World world;
    private String team;
    private GreenMail server;

    @BeforeEach
    void begin() {
        world = new World(mvc, topics, roles);
        team = World.newTeam();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void clear() throws Exception {
        server.stop();
        world.clear();
    }

    @Test
    void one_digest_tells_a_practitioner_of_everything_new_and_only_once() throws Exception {
        world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        var one = requestOf(world.heldFamily(team, "MENTAL_HEALTH"));
        var two = requestOf(world.heldFamily(team, "MENTAL_HEALTH"));

        assertThat(send()).isTrue();
        assertThat(send()).isTrue();

        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.getAllRecipients()[0]).hasToString(MAILBOX);
            assertThat(mail.getSubject()).isEqualTo("Kith: 2 new requests for you");
            assertThat(mail.getContent().toString())
                    .contains("MENTAL_HEALTH", one.toString(), two.toString(), "/tray")
                    .doesNotContain("Lancashire", "BB11");
        });
    }

    @Test
    void each_practitioner_gets_a_digest_of_their_own() throws Exception {
        world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        world.practitioner("SUBSTANCE_MISUSE", team, 5, "example-heron@example.org");
        world.heldFamily(team, "MENTAL_HEALTH", "SUBSTANCE_MISUSE");

        send();

        assertThat(mails())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsExactlyInAnyOrder(MAILBOX, "example-heron@example.org");
    }

    @Test
    void a_mail_server_that_is_away_loses_nothing_and_learns_nothing(CapturedOutput output) throws Exception {
        world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        world.heldFamily(team, "MENTAL_HEALTH");
        server.stop();

        assertThat(send()).isFalse();
        assertThat(send()).as("still to be told").isFalse();

        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        sender.setPort(server.getSmtp().getPort());
        assertThat(send()).isTrue();
        assertThat(mails()).hasSize(1);
        assertThat(output.getAll()).contains("it is tried again").doesNotContain(MAILBOX);
    }

    @Test
    void after_a_failure_the_next_round_comes_soon_and_not_tomorrow() throws Exception {
        world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        world.heldFamily(team, "MENTAL_HEALTH");
        var noon = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
        var port = sender.getPort();

        sender.setPort(1);
        schedule.send();
        assertThat(schedule.nextExecution(new SimpleTriggerContext(noon)))
                .isBefore(Instant.now(Clock.systemUTC()).plus(Duration.ofMinutes(6)));

        sender.setPort(port);
        schedule.send();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void what_is_no_longer_theirs_is_not_told() throws Exception {
        world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        world.closed(family, team);

        send();

        assertThat(mails()).isEmpty();
    }

    @Test
    void who_turned_it_off_gets_none_not_even_what_was_noted_before() throws Exception {
        var worker = world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        world.heldFamily(team, "MENTAL_HEALTH");

        assertThat(World.answerOf(world.post("/tray/digest", Tokens.staff(worker), "{\"wanted\": false}")))
                .isEqualTo("204");
        assertThat(World.answerOf(world.post("/tray/digest", Tokens.staff(worker), "{}")))
                .isEqualTo("422 wanted:missing");
        world.heldFamily(team, "MENTAL_HEALTH");
        send();

        assertThat(mails()).isEmpty();
        assertThat(world.read("/tray", Tokens.staff(worker))
                        .path("digestWanted")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void what_a_practitioner_wrote_is_in_no_mail() throws Exception {
        var worker = world.practitioner("MENTAL_HEALTH", team, 5, MAILBOX);
        var door = "/requests/" + requestOf(world.heldFamily(team, "MENTAL_HEALTH"));
        world.post(door + "/accept", Tokens.staff(worker), "{}");
        world.post(door + "/inputs", Tokens.staff(worker), "{\"kindCode\": \"CALL\", \"text\": \"canary-mail-5512\"}");

        send();

        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.getContent().toString()).doesNotContain("canary-mail-5512"));
    }

    @Test
    void digests_go_out_at_eight_in_england_in_winter_and_in_summer() {
        assertThat(next(null, "2026-01-15T07:59:00Z")).isEqualTo("2026-01-15T08:00:00Z");
        assertThat(next(null, "2026-01-15T08:00:00Z")).isEqualTo("2026-01-16T08:00:00Z");
        assertThat(next(null, "2026-07-15T06:00:00Z")).isEqualTo("2026-07-15T07:00:00Z");
        assertThat(next(Duration.ofSeconds(10), "2026-07-15T06:00:00Z")).isEqualTo("2026-07-15T06:00:10Z");
    }

    private String next(@Nullable Duration every, String now) {
        var settings = new DigestSettings(
                LocalTime.of(8, 0), every, Duration.ofMinutes(5), Duration.ofMinutes(5), "a@example.org", "/tray");
        var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return String.valueOf(new DigestSchedule(digests, settings, List.of("E10000017"), clock)
                .nextExecution(new SimpleTriggerContext(clock)));
    }

    private boolean send() {
        return Council.in(new CouncilCode("E10000017"), digests::toAll);
    }

    private List<MimeMessage> mails() {
        return Stream.of(server.getReceivedMessages()).toList();
    }

    private UUID requestOf(UUID family) throws Exception {
        return world.requestId(family, team, "MENTAL_HEALTH");
    }
}
