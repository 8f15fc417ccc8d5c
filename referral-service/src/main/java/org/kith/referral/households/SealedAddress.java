package org.kith.referral.households;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.areas.Postcode;

/** How an address is written inside the vault: postcode or nothing on the first line, then the lines. */
final class SealedAddress {

    private SealedAddress() {}

    static String write(List<String> lines, @Nullable String postcode) {
        return (postcode == null ? "" : postcode) + "\n" + String.join("\n", lines);
    }

    static Address read(String text, Instant saidAt) {
        var parts = List.of(text.split("\n", -1));
        var postcode = parts.getFirst();
        return new Address(parts.subList(1, parts.size()), postcode.isEmpty() ? null : postcode, saidAt);
    }

    static AddressTold told(String text) {
        var address = read(text, Instant.EPOCH);
        return new AddressTold(
                address.lines(), address.postcode() == null ? null : new Postcode(address.postcode()), null);
    }
}
