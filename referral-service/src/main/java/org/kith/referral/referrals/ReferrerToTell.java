package org.kith.referral.referrals;

/**
 * Whom to tell that a referral was decided.
 *
 * @param mailbox the e-mail address they gave
 * @param token what opens their receipt
 */
public record ReferrerToTell(String mailbox, Reference reference, ReceiptToken token) {

    /** An e-mail address is in no message and no log. */
    @Override
    public String toString() {
        return "ReferrerToTell[" + reference.value() + "]";
    }
}
