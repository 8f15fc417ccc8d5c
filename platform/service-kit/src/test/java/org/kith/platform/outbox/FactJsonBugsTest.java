package org.kith.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The bugs others had with reading facts, by their numbers in {@code docs/faults.md}. */
class FactJsonBugsTest {

    /** The source codes as somebody might have listed them, with a place for what they do not know. */
    enum SourceCode {
        S2A,

        @JsonEnumDefaultValue
        UNKNOWN
    }

    @Test
    void b37_a_field_we_do_not_know_is_passed_by_and_moments_are_iso_8601() throws Exception {
        var asBootMayMakeIt = JsonMapper.builderWithJackson2Defaults().build();
        var fact = new ReferralReceivedV1(
                UUID.randomUUID(), UUID.randomUUID(), List.of(), "2A", false, Instant.EPOCH, Instant.EPOCH);
        var written = FactJson.write(fact);
        var later = written.substring(0, written.length() - 1) + ",\"addedLater\":{\"deep\":[1,2]}}";

        assertThatThrownBy(() -> asBootMayMakeIt.readValue(later, ReferralReceivedV1.class))
                .isInstanceOf(JacksonException.class);
        assertThat(asBootMayMakeIt.writeValueAsString(fact)).doesNotContain("1970-01-01T00:00:00Z");
        assertThat(FactJson.read(later.getBytes(StandardCharsets.UTF_8), ReferralReceivedV1.class))
                .isEqualTo(fact);
        assertThat(written).contains("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void b38_a_code_we_do_not_know_is_kept_as_it_came() throws Exception {
        var withAPlaceForTheUnknown = JsonMapper.builder()
                .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .build();
        var lost = withAPlaceForTheUnknown.writeValueAsString(
                withAPlaceForTheUnknown.readValue("\"9Z\"", SourceCode.class));

        var fact = new ReferralReceivedV1(
                UUID.randomUUID(), UUID.randomUUID(), List.of(), "9Z", false, Instant.EPOCH, Instant.EPOCH);
        var written = FactJson.write(fact);
        var read = FactJson.read(written.getBytes(StandardCharsets.UTF_8), ReferralReceivedV1.class);

        assertThat(lost).isEqualTo("\"UNKNOWN\"").doesNotContain("9Z");
        assertThat(read.sourceCode()).isEqualTo("9Z");
        assertThat(FactJson.write(read)).isEqualTo(written);
    }

    @Test
    void b39_the_usual_reader_makes_whatever_the_header_says() {
        var headers = new RecordHeaders()
                .add("__TypeId__", "java.util.concurrent.atomic.AtomicLong".getBytes(StandardCharsets.UTF_8));
        try (var theirs = new JacksonJsonDeserializer<Object>()) {
            theirs.addTrustedPackages("*");

            var made = theirs.deserialize("kith.referrals", headers, "7".getBytes(StandardCharsets.UTF_8));

            assertThat(made).isInstanceOf(AtomicLong.class);
        }
        assertThatThrownBy(() -> FactJson.read("7".getBytes(StandardCharsets.UTF_8), ReferralReceivedV1.class))
                .isInstanceOf(FactJson.Unreadable.class);
    }
}
