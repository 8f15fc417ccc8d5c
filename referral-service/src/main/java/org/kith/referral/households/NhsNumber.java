package org.kith.referral.households;

import java.util.Optional;

/** An NHS number whose check digit is right. */
public record NhsNumber(String value) {

    private static final int DIGITS = 10;
    private static final int MODULUS = 11;

    public NhsNumber {
        if (!isRight(value)) {
            throw new IllegalArgumentException("Not an NHS number");
        }
    }

    /** Reads ten digits, spaced or not; empty if they cannot be an NHS number. */
    public static Optional<NhsNumber> read(String typed) {
        var digits = typed.replace(" ", "");
        return isRight(digits) ? Optional.of(new NhsNumber(digits)) : Optional.empty();
    }

    private static boolean isRight(String digits) {
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS - 1; i++) {
            sum += (digits.charAt(i) - '0') * (DIGITS - i);
        }
        int check = (MODULUS - sum % MODULUS) % MODULUS;
        return check == digits.charAt(DIGITS - 1) - '0';
    }
}
