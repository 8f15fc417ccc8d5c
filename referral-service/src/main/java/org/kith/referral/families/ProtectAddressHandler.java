package org.kith.referral.families;

import java.time.Clock;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.matching.Matching;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a known family's address into the vault when somebody learns that it must not be known. There is no way back. */
@Service
public class ProtectAddressHandler {

    private final Households households;
    private final HouseholdBook book;
    private final Matching matching;
    private final Timelines timelines;
    private final Clock clock;

    ProtectAddressHandler(
            Households households, HouseholdBook book, Matching matching, Timelines timelines, Clock clock) {
        this.households = households;
        this.book = book;
        this.matching = matching;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** A second wish for the same family changes nothing. */
    @Transactional
    public void handle(ProtectAddress command) {
        households.hold(command.family());
        if (book.whereabouts(command.family()).addressProtected()) {
            return;
        }
        matching.protect(command.family());
        timelines.note(
                Entry.of(command.family().value(), Happening.ADDRESS_PROTECTED, null, command.by(), clock.instant()));
    }
}
