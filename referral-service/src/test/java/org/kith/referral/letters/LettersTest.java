package org.kith.referral.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class LettersTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private LetterSchedule letters;

    @Autowired
    private OwnerAccess owner;

    @Autowired
    private JavaMailSenderImpl sender;

    private final String mailbox = "teacher-" + UUID.randomUUID() + "@school.example";
    private FrontDoor door;
    private GreenMail server;

    @BeforeEach
    void begin() {
        door = new FrontDoor(mvc, roles);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void end() {
        server.stop();
    }

    private UUID raised(String email) {
        var worry =
                (ObjectNode) JsonMapper.shared().readTree(Worry.aboutAFamily().json());
        ((ObjectNode) worry.path("referrer")).put("email", email);
        var answer = door.raise(Tokens.agency("SCHOOL"), UUID.randomUUID().toString(), worry.toString())
                .is(201);
        return door.idOf(answer.json().path("reference").asString());
    }

    private List<String> sent() {
        letters.send();
        return Arrays.stream(server.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(letter -> letter.contains(mailbox))
                .toList();
    }

    private String outcome(UUID referral) {
        return owner.jdbc()
                .sql("select coalesce(outcome, 'OPEN') from letter where referral_id = ?")
                .param(referral)
                .query(String.class)
                .single();
    }

    @Test
    void the_referrer_is_told_that_it_was_decided_and_nothing_of_the_family() {
        var referral = raised(mailbox);
        assertThat(sent()).isEmpty();

        door.decide(referral, Map.of("decision", "DECLINE", "reasonCode", "BELOW_THRESHOLD", "reason", "Robin is safe"))
                .is(200);
        var letter = sent();

        assertThat(letter).hasSize(1);
        assertThat(letter.getFirst())
                .contains("To: " + mailbox, "/receipt/", "was looked at and decided", "ring 999")
                .doesNotContain("Robin", "BELOW_THRESHOLD", "threshold");
        assertThat(sent()).hasSize(1);
        assertThat(outcome(referral)).isEqualTo("SENT");
    }

    @Test
    void several_decisions_for_one_mailbox_are_one_mail() {
        var one = raised(mailbox);
        var other = raised(mailbox.toUpperCase(Locale.ROOT).replace("SCHOOL.EXAMPLE", "school.example"));

        door.accept(one);
        door.accept(other);

        letters.send();
        assertThat(Arrays.stream(server.getReceivedMessages()).map(GreenMailUtil::getWholeMessage))
                .filteredOn(letter -> letter.toLowerCase(Locale.ROOT).contains(mailbox))
                .singleElement()
                .asString()
                .contains("2 of the worries you told us of");
        assertThat(outcome(one)).isEqualTo("SENT");
        assertThat(outcome(other)).isEqualTo("SENT");
    }

    @Test
    void who_gave_no_address_is_not_written_to() {
        var referral = raised("");

        door.accept(referral);
        letters.send();

        assertThat(outcome(referral)).isEqualTo("NO_MAILBOX");
    }

    @Test
    void what_no_server_takes_is_tried_again_and_the_mailbox_is_in_no_log(CapturedOutput output) {
        var referral = raised(mailbox);
        door.accept(referral);
        server.stop();
        letters.send();

        assertThat(outcome(referral)).isEqualTo("OPEN");
        assertThat(output).contains("was not taken by the mail server").doesNotContain(mailbox);
        server.start();
        sender.setPort(server.getSmtp().getPort());
        assertThat(sent()).as("still in hand").isEmpty();
        owner.jdbc()
                .sql("update letter set claimed_until = now() - interval '1 second' where referral_id = ?")
                .param(referral)
                .update();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void what_could_not_be_told_for_two_days_is_given_up() {
        var referral = raised(mailbox);
        door.accept(referral);
        owner.jdbc()
                .sql("update letter set decided_at = now() - interval '49 hours' where referral_id = ?")
                .param(referral)
                .update();
        server.stop();

        letters.send();

        assertThat(outcome(referral)).isEqualTo("GIVEN_UP");
    }
}
