package org.kith.referral.referrals;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * What a referrer reads out over the telephone: three groups of three, such as {@code 7KD-M2R-XQ4}. The alphabet has 31 signs:
 * no I, L or O, no 0 or 1. The ninth is a check: the eight before it, weighted 2 to 9, and the ninth, weighted 1, add up to a
 * multiple of 31. Since 31 is prime and no two weights agree, every single wrong sign and every two signs swapped are noticed
 * (the scheme of ISBN-10, over another prime).
 */
public record Reference(String value) {

    static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int COUNTED = 8;
    private static final int GROUP = 3;
    private static final int HEAVIEST = 9;
    private static final long NUMBERS = (long) Math.pow(SIGNS.length(), COUNTED);

    /** No multiple of 31, so that counting up visits every reference once, and neighbours in time do not look alike. */
    private static final long STRIDE = 528_491_298_731L;

    private static final long START = 102_030_405_061L;

    public Reference {
        if (!isRight(value.replace("-", ""))) {
            throw new IllegalArgumentException("Not a reference");
        }
    }

    /** The reference of the n-th referral; no two numbers below 31 to the eighth give the same. */
    static Reference ofNumber(long number) {
        long mixed = BigInteger.valueOf(number)
                .multiply(BigInteger.valueOf(STRIDE))
                .add(BigInteger.valueOf(START))
                .mod(BigInteger.valueOf(NUMBERS))
                .longValueExact();
        var signs = new StringBuilder();
        for (int i = 0; i < COUNTED; i++) {
            signs.append(SIGNS.charAt((int) (mixed % SIGNS.length())));
            mixed /= SIGNS.length();
        }
        int check = Math.floorMod(-weighted(signs.toString()), SIGNS.length());
        return new Reference(grouped(signs.append(SIGNS.charAt(check)).toString()));
    }

    /** Reads what was typed or heard, in any case, with or without hyphens and spaces; empty if it cannot be a reference. */
    public static Optional<Reference> read(String typed) {
        var signs = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return isRight(signs) ? Optional.of(new Reference(grouped(signs))) : Optional.empty();
    }

    private static boolean isRight(String signs) {
        return signs.length() == COUNTED + 1
                && signs.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0)
                && weighted(signs) % SIGNS.length() == 0;
    }

    private static int weighted(String signs) {
        int sum = 0;
        for (int i = 0; i < signs.length(); i++) {
            sum += SIGNS.indexOf(signs.charAt(i)) * (HEAVIEST - i);
        }
        return sum;
    }

    private static String grouped(String signs) {
        return signs.substring(0, GROUP) + "-" + signs.substring(GROUP, GROUP + GROUP) + "-"
                + signs.substring(GROUP + GROUP);
    }
}
