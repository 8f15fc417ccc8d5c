package org.kith.referral.families;

import org.kith.referral.matching.Matching;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a known family's address into the vault when somebody learns that it must not be known. There is no way back. */
@Service
public class ProtectAddressHandler {

    private final Matching matching;

    ProtectAddressHandler(Matching matching) {
        this.matching = matching;
    }

    /** A second wish for the same family changes nothing. */
    @Transactional
    public void handle(ProtectAddress command) {
        matching.protect(command.family(), command.by());
    }
}
