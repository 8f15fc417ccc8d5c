package org.kith.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberedSecretsTest {

    private final AtomicInteger asked = new AtomicInteger();

    private final RememberedSecrets secrets = new RememberedSecrets(new PasswordEncoder() {

        @Override
        public String encode(@Nullable CharSequence secret) {
            return "hash of " + secret;
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
            asked.incrementAndGet();
            return ("hash of " + secret).equals(hash);
        }
    });

    @Test
    void a_right_secret_is_checked_slowly_once() {
        for (int time = 0; time < 5; time++) {
            assertThat(secrets.matches("a", "hash of a")).isTrue();
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void a_wrong_secret_is_refused_and_checked_slowly_each_time_also_beside_a_right_one() {
        assertThat(secrets.matches("a", "hash of a")).isTrue();

        for (int time = 0; time < 3; time++) {
            assertThat(secrets.matches("b", "hash of a")).isFalse();
            assertThat(secrets.matches(null, "hash of a")).isFalse();
        }

        assertThat(asked).hasValue(7);
        assertThat(secrets.matches("a", "hash of a")).isTrue();
        assertThat(asked).hasValue(7);
    }

    @Test
    void a_secret_that_was_changed_is_right_no_more() {
        assertThat(secrets.matches("a", "hash of a")).isTrue();

        assertThat(secrets.matches("a", "hash of b")).isFalse();
        assertThat(secrets.matches("b", "hash of b")).isTrue();
    }

    @Test
    void no_more_are_remembered_than_there_is_room_for() {
        for (int client = 0; client <= RememberedSecrets.MOST; client++) {
            secrets.matches("s" + client, "hash of s" + client);
        }
        int before = asked.get();

        secrets.matches("s" + RememberedSecrets.MOST, "hash of s" + RememberedSecrets.MOST);
        assertThat(asked).hasValue(before);
        secrets.matches("s0", "hash of s0");

        assertThat(asked).hasValue(before + 1);
    }
}
