package org.kith.specialist.requests.messaging;

import java.util.List;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.InvolvementReactions;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.JoinFamilies;
import org.kith.specialist.requests.JoinFamiliesHandler;
import org.kith.specialist.requests.NoteNeeds;
import org.kith.specialist.requests.NoteNeedsHandler;
import org.kith.specialist.requests.ReferralId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we do when the referral service speaks. */
@Configuration(proxyBeanMethods = false)
class ReferralFeed {

    @Bean
    Feed referrals(Feeds feeds, InvolvementReactions involvement, NoteNeedsHandler needs, JoinFamiliesHandler join) {
        return involvement
                .addTo(feeds.hear("referral", "specialist.referrals"))
                .on(
                        ReferralAcceptedV1.class,
                        accepted -> needs.handle(new NoteNeeds(
                                new ReferralId(accepted.referralId()),
                                new FamilyId(accepted.familyId()),
                                disciplines(accepted.neededDisciplines()),
                                accepted.immediateDanger(),
                                accepted.acceptedAt())))
                .on(
                        FamilyJoinedV1.class,
                        joined -> join.handle(new JoinFamilies(
                                new FamilyId(joined.survivorFamilyId()),
                                new FamilyId(joined.absorbedFamilyId()),
                                joined.joinedAt())));
    }

    /** A discipline we do not know is refused and becomes a task; it is never left out in silence. */
    private static List<Discipline> disciplines(List<String> codes) {
        return codes.stream()
                .map(code -> Discipline.of(code)
                        .orElseThrow(() -> new Refusal(
                                "unknown-discipline",
                                "A referral calls for a discipline this service does not know",
                                "Look at the referral and ask for the practitioner by hand")))
                .toList();
    }
}
