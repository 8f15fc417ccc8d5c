package org.kith.specialist.requests;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kith.specialist.assigning.Reason;
import org.springframework.stereotype.Component;

/** What a family's referrals call for, and the requests that follow from it: one open one for each discipline. */
@Component
class FamilyNeeds {

    private final Needs needs;
    private final FamilyFiles files;
    private final Placing placing;

    FamilyNeeds(Needs needs, FamilyFiles files, Placing placing) {
        this.needs = needs;
        this.files = files;
        this.placing = placing;
    }

    /** What is known of this referral's need, new if nothing was. */
    Need of(ReferralId referral, FamilyStanding standing) {
        return files.need(referral).orElseGet(() -> {
            var need = needs.save(new Need(referral, standing.family()));
            files.add(need);
            return need;
        });
    }

    /** Opens the disciplines that have no open request yet; danger said later makes an open one urgent. */
    void open(Need need, FamilyStanding standing, TeamCode team) {
        need.open();
        var open = files.open(standing.family()).stream()
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
        files.waitingNeeds(standing.family()).forEach(need -> open(need, standing, team));
    }

    void close(FamilyStanding standing) {
        needs.findByFamilyIdOrderByReferralId(standing.family().value()).forEach(Need::closeIfTakenOn);
    }

    void join(FamilyStanding survivor, FamilyStanding absorbed) {
        needs.findByFamilyIdOrderByReferralId(absorbed.family().value())
                .forEach(need -> need.belongsTo(survivor.family()));
    }
}
