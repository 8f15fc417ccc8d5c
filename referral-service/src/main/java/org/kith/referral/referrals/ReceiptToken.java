package org.kith.referral.referrals;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What opens a receipt: 128 random bits, as 32 hexadecimal digits. */
public record ReceiptToken(String value) {

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static ReceiptToken random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ReceiptToken(HexFormat.of().formatHex(bytes));
    }

    /** Reads one from a link; empty if it cannot be one. */
    public static Optional<ReceiptToken> read(String given) {
        return FORM.matcher(given).matches() ? Optional.of(new ReceiptToken(given)) : Optional.empty();
    }
}
