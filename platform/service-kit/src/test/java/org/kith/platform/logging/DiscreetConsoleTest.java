package org.kith.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.kith.platform.faults.FaultKind;
import org.slf4j.LoggerFactory;

class DiscreetConsoleTest {

    private final Exception fault = faultAbout("Example-Otter, 01632 960001");

    private static Exception faultAbout(String detail) {
        var made = new IllegalStateException(
                "insert into person values ('" + detail + "')",
                new SQLException("Key (name)=(" + detail + ")", "23505"));
        made.addSuppressed(new IllegalArgumentException(detail));
        return made;
    }

    @Test
    void a_line_shows_class_and_place_of_a_fault_and_not_what_it_says() {
        var written = written("org.kith.platform.refusal.ProblemAdvice");

        assertThat(written)
                .contains("IllegalStateException", "SQLException", "IllegalArgumentException", "faultAbout")
                .doesNotContain("Otter", "01632");
    }

    @Test
    void a_file_is_as_discreet_as_the_console() {
        var logger = (Logger) LoggerFactory.getLogger("org.kith.platform.refusal.ProblemAdvice");
        var file = new DiscreetJson();
        file.setContext(logger.getLoggerContext());
        file.start();

        var line = file.encode(
                new LoggingEvent(logger.getName(), logger, Level.ERROR, "It could not be answered", fault, null));

        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("IllegalStateException", "SQLException", "faultAbout")
                .doesNotContain("Otter", "01632");
    }

    @Test
    void a_service_that_cannot_start_says_why() {
        assertThat(written("org.springframework.boot.SpringApplication")).contains("insert into");
    }

    @Test
    void the_kind_of_a_fault_is_its_classes_and_codes() {
        assertThat(FaultKind.of(fault)).isEqualTo("IllegalStateException from SQLException 23505");
    }

    private String written(String logger) {
        var context = ((Logger) LoggerFactory.getLogger(logger)).getLoggerContext();
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        var event = new LoggingEvent(
                logger, context.getLogger(logger), Level.ERROR, "A request could not be answered", fault, null);
        return new String(encoder.encode(DiscreetConsole.discreet(event)), StandardCharsets.UTF_8);
    }
}
