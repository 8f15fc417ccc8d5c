package org.kith.referral.codes;

/**
 * A code and what it says.
 *
 * @param code as it is stored and sent
 * @param text in plain words, for forms
 */
public record Code(String code, String text) {}
