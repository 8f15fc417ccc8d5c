package org.kith.referral.thresholds;

import org.kith.referral.codes.CodeList;

/** One worry, as a code of the children in need census (assessment factors). */
public record ConcernCode(String value) {

    public ConcernCode {
        if (!CodeList.CONCERNS.has(value)) {
            throw new IllegalArgumentException("Not a concern code");
        }
    }
}
