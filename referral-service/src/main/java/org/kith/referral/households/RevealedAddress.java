package org.kith.referral.households;

import java.util.List;

/**
 * What the vault held for a family, opened for one person and one reason.
 *
 * @param addresses newest first
 * @param words free text that named the address, as it was told
 */
public record RevealedAddress(List<Address> addresses, List<String> words) {

    @Override
    public String toString() {
        return "RevealedAddress[not shown]";
    }
}
