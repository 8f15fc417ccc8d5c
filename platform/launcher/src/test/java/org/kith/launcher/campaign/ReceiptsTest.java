package org.kith.launcher.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.campaign.Receipts.Receipt;

class ReceiptsTest {

    @Test
    void receipts_are_there_after_a_restart_and_half_a_line_never_counted(@TempDir Path folder) throws IOException {
        // given
        var file = folder.resolve("receipts");
        var one = new Receipt("campaign-1-1", "K1234", "token", true);
        try (var receipts = new Receipts(file)) {
            receipts.keep(one);
        }
        Files.writeString(file, "campaign-1-2\tK12", StandardOpenOption.APPEND);

        // when
        try (var receipts = new Receipts(file)) {
            // then
            assertThat(receipts.all()).containsExactly(one);
        }
    }
}
