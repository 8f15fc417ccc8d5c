package org.kith.referral.families;

import java.time.Clock;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.RevealedAddress;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens the vault for one person and one reason, and keeps both. */
@Service
public class RevealAddressHandler {

    private final Households households;
    private final HouseholdBook book;
    private final Timelines timelines;
    private final Clock clock;

    RevealAddressHandler(Households households, HouseholdBook book, Timelines timelines, Clock clock) {
        this.households = households;
        this.book = book;
        this.timelines = timelines;
        this.clock = clock;
    }

    @Transactional
    public RevealedAddress handle(RevealAddress command) {
        if (!book.whereabouts(command.family()).addressProtected()) {
            throw new Refusal(
                    "address-not-protected", "This family's address is not protected; the family's page shows it");
        }
        var now = clock.instant();
        timelines.note(Entry.of(command.family().value(), Happening.ADDRESS_REVEALED, null, command.by(), now));
        return households.reveal(command.family(), command.by(), command.reason(), now);
    }
}
