package org.kith.specialist.requests.messaging;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.kith.contracts.Announcement;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.InvolvementReactions;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.requests.FamilyFiles;
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
    Feed referrals(
            Feeds feeds,
            InvolvementReactions involvement,
            FamilyFiles files,
            NoteNeedsHandler needs,
            JoinFamiliesHandler join) {
        return involvement
                .addTo(feeds.hear("referral", "specialist.referrals"))
                .ahead(facts -> files.lookAhead(familiesOf(facts), referralsOf(facts)))
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

    private static List<FamilyId> familiesOf(List<? extends Announcement> facts) {
        return facts.stream()
                .flatMap(fact -> switch (fact) {
                    case FamilyJoinedV1 joined -> Stream.of(joined.survivorFamilyId(), joined.absorbedFamilyId());
                    case ReferralAcceptedV1 accepted -> Stream.of(accepted.familyId());
                    default -> Stream.<UUID>empty();
                })
                .map(FamilyId::new)
                .toList();
    }

    private static List<ReferralId> referralsOf(List<? extends Announcement> facts) {
        return facts.stream()
                .filter(ReferralAcceptedV1.class::isInstance)
                .map(fact -> new ReferralId(((ReferralAcceptedV1) fact).referralId()))
                .toList();
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
