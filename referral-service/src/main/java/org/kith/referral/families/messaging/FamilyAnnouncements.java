package org.kith.referral.families.messaging;

import java.util.List;
import java.util.stream.Stream;
import org.kith.contracts.referral.FamilyAccessChangedV1;
import org.kith.contracts.referral.FamilyAddressProtectedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.platform.outbox.Outbox;
import org.kith.referral.families.AccessChanged;
import org.kith.referral.families.FamiliesJoined;
import org.kith.referral.households.AddressProtected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What we tell the other services about who may see a family and that nobody may learn where it lives, and about families that became
 * one: on both streams, and on the absorbed one as its last word.
 */
@Component
class FamilyAnnouncements {

    private final Outbox outbox;

    FamilyAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(FamiliesJoined event) {
        var survivor = event.survivor().value();
        var absorbed = event.absorbed().value();
        Stream.of(survivor.toString(), absorbed.toString()).sorted().forEach(outbox::nextSequence);
        var last = outbox.nextSequence(absorbed.toString());
        var same = List.copyOf(event.sameChildren().entrySet());
        var ended = same.stream().map(pair -> pair.getKey().value()).toList();
        var knownAs = same.stream().map(pair -> pair.getValue().value()).toList();
        outbox.announce(new FamilyJoinedV1(absorbed, survivor, absorbed, last, event.at(), ended, knownAs));
        outbox.announce(new FamilyJoinedV1(survivor, survivor, absorbed, last, event.at(), ended, knownAs));
    }

    @EventListener
    void on(AddressProtected event) {
        outbox.announce(new FamilyAddressProtectedV1(event.family().value(), event.at()));
    }

    @EventListener
    void on(AccessChanged event) {
        outbox.announce(new FamilyAccessChangedV1(
                event.family().value(),
                event.lists().onlyThese().stream().sorted().toList(),
                event.lists().never().stream().sorted().toList(),
                event.at()));
    }
}
