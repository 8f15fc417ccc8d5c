package org.kith.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kith.peers.Trial.Size;

class OutboxPeersTest {

    private static final Size TINY = new Size(240, 40, Duration.ofSeconds(1), Duration.ofSeconds(60));

    @SuppressWarnings("NullAway.Init") // made before any test
    private static Servers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = Servers.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "peers")
                .toAbsolutePath());
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    @Test
    void two_relays_of_ours_lose_nothing_and_keep_each_family_in_order_while_a_snapshot_is_held() throws SQLException {
        var outcome = new OutboxPeers(servers, TINY).measure(Design.KITH, 2, true);

        assertThat(outcome.lost()).isZero();
        assertThat(outcome.overtaken()).isZero();
        assertThat(outcome.perSecond()).isPositive();
    }

    @Test
    void the_registry_of_modulith_is_measured_on_the_same_facts() throws SQLException {
        var outcome = new OutboxPeers(servers, TINY).measure(Design.MODULITH, 1, false);

        assertThat(outcome.lost()).isZero();
        assertThat(outcome.perSecond()).isPositive();
        assertThat(outcome.p99()).isGreaterThanOrEqualTo(outcome.p50());
    }

    @Test
    void namastack_is_measured_on_the_same_facts() throws SQLException {
        var outcome = new OutboxPeers(servers, TINY).measure(Design.NAMASTACK, 2, false);

        assertThat(outcome.lost()).isZero();
        assertThat(outcome.overtaken()).isZero();
        assertThat(outcome.perSecond()).isPositive();
    }
}
