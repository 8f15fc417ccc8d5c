package org.kith.specialist.requests;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kith.specialist.assigning.Reason;
import org.springframework.stereotype.Component;

/** What a family's referrals call for, and the requests that follow from it: one open one for each discipline. */
@Component
class FamilyNeeds {

    private final Needs needs;
    private final SpecialistRequests requests;
    private final Placing placing;

    FamilyNeeds(Needs needs, SpecialistRequests requests, Placing placing) {
        this.needs = needs;
        this.requests = requests;
        this.placing = placing;
    }

    /** What is known of this referral's need, new if nothing was. */
    Need of(ReferralId referral, FamilyStanding standing) {
        return needs.findByReferralId(referral.value())
                .orElseGet(() -> needs.save(new Need(referral, standing.family())));
    }

    /** Opens the disciplines that have no open request yet; danger said later makes an open one urgent. */
    void open(Need need, FamilyStanding standing, TeamCode team) {
        need.open();
        var open = requests.lockOf(List.of(standing.family().value()), Lifecycle.OPEN).stream()
                .collect(Collectors.toMap(SpecialistRequest::discipline, Function.identity()));
        if (need.isUrgent()) {
            need.disciplines().stream().map(open::get).filter(Objects::nonNull).forEach(placing::becomesUrgent);
        }
        need.disciplines().stream()
                .filter(discipline -> !open.containsKey(discipline))
                .forEach(discipline -> placing.open(
                        standing.family(), discipline, team, need.isUrgent(), Reason.WORRIES, need.since()));
    }

    /** Opens what was accepted and still waited for a team. */
    void openAll(FamilyStanding standing, TeamCode team) {
        needs.findByFamilyIdAndAcceptedAtIsNotNullAndOpenedFalseAndClosedFalseOrderByReferralId(
                        standing.family().value())
                .forEach(need -> open(need, standing, team));
    }

    void close(FamilyStanding standing) {
        needs.findByFamilyIdOrderByReferralId(standing.family().value()).forEach(Need::closeIfTakenOn);
    }

    void join(FamilyStanding survivor, FamilyStanding absorbed) {
        needs.findByFamilyIdOrderByReferralId(absorbed.family().value())
                .forEach(need -> need.belongsTo(survivor.family()));
    }
}
