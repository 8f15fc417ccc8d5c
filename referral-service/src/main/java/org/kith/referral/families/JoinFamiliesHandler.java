package org.kith.referral.families;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Involvements;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;
import org.kith.referral.matching.Matching;
import org.kith.referral.referrals.FollowFamily;
import org.kith.referral.referrals.ReferralBook;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Joins two families: people, places, protection, referrals and everybody's involvement go on under the survivor. */
@Service
public class JoinFamiliesHandler {

    private final Households households;
    private final HouseholdBook book;
    private final Matching matching;
    private final ReferralBook referrals;
    private final FollowFamily follow;
    private final Involvements involvements;
    private final Timelines timelines;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JoinFamiliesHandler(
            Households households,
            HouseholdBook book,
            Matching matching,
            ReferralBook referrals,
            FollowFamily follow,
            Involvements involvements,
            Timelines timelines,
            Clock clock,
            ApplicationEventPublisher events) {
        this.households = households;
        this.book = book;
        this.matching = matching;
        this.referrals = referrals;
        this.follow = follow;
        this.involvements = involvements;
        this.timelines = timelines;
        this.clock = clock;
        this.events = events;
    }

    /** The survivor, which may itself be the one that the named survivor was joined into before. */
    @Transactional
    public FamilyId handle(JoinFamilies command) {
        var survivor = book.goesOnAs(command.survivor()).orElseThrow(Refusal::notFound);
        var absorbed = command.absorbed();
        var now = clock.instant();
        households.hold(survivor, absorbed);
        var before = knownChildren(absorbed);
        recognisePeople(survivor, absorbed);
        var sameChildren = renamed(before, knownChildren(absorbed));
        households.join(survivor, absorbed, command.by(), now, command.reason());
        matching.joined(survivor, absorbed);
        follow.handle(survivor, absorbed);
        involvements.joined(survivor.value(), absorbed.value(), now);
        timelines.note(Entry.of(survivor.value(), Happening.FAMILIES_JOINED, null, command.by(), now));
        events.publishEvent(new FamiliesJoined(survivor, absorbed, sameChildren, command.by(), now));
        return survivor;
    }

    /** Every child as a referral named it, with the id under which the other services know it. */
    private Map<PersonId, PersonId> knownChildren(FamilyId family) {
        return book.peopleOf(List.of(family)).stream()
                .filter(Person::child)
                .collect(Collectors.toMap(Person::id, Person::known));
    }

    private static Map<PersonId, PersonId> renamed(Map<PersonId, PersonId> before, Map<PersonId, PersonId> after) {
        var renamed = new LinkedHashMap<PersonId, PersonId>();
        before.forEach((child, known) -> {
            var now = after.getOrDefault(child, known);
            if (!now.equals(known)) {
                renamed.put(known, now);
            }
        });
        return renamed;
    }

    private void recognisePeople(FamilyId survivor, FamilyId absorbed) {
        referrals
                .about(List.of(absorbed))
                .forEach(referral -> households.same(
                        matching.sameAs(book.toldIn(referral.referral().value(), false), survivor)));
    }
}
