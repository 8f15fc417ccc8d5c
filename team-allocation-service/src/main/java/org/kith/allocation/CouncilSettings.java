package org.kith.allocation;

import java.util.List;
import org.kith.platform.council.CouncilCode;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The councils this installation serves.
 *
 * @param councils ONS codes
 */
@ConfigurationProperties("kith.allocation")
record CouncilSettings(List<String> councils) {

    List<CouncilCode> all() {
        return councils.stream().map(CouncilCode::new).toList();
    }
}
