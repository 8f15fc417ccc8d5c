package org.kith.referral.referrals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.platform.time.WorkingDays;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.KnownTeams;
import org.kith.referral.timelines.Standing;
import org.kith.referral.timelines.Timelines;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells how far a referral has come: its own state, and then what was heard of the family since. */
@Component
@Transactional(readOnly = true)
public class Receipts {

    private final ReferralBook referrals;
    private final HouseholdBook households;
    private final Timelines timelines;
    private final KnownTeams teams;
    private final WorkingDays workingDays;
    private final Clock clock;

    Receipts(
            ReferralBook referrals,
            HouseholdBook households,
            Timelines timelines,
            KnownTeams teams,
            WorkingDays workingDays,
            Clock clock) {
        this.referrals = referrals;
        this.households = households;
        this.timelines = timelines;
        this.teams = teams;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** The progress of the referral a token opens; empty for a token that opens nothing. */
    public Optional<Progress> openedBy(ReceiptToken token) {
        return referrals.openedBy(token).map(this::progress);
    }

    /** The progress of a receipt's referral. */
    public Progress progress(Receipt receipt) {
        var family = households.goesOnAs(receipt.family()).orElse(receipt.family());
        var everything = timelines.of(households.allIdsOf(family));
        var standing = Standing.after(everything);
        var stage = Stage.of(receipt.state(), standing);
        var now = clock.instant();
        var open = !receipt.state().isDecided();
        return new Progress(
                receipt,
                stage,
                teamName(family, standing),
                open ? workingDays.between(day(now), day(receipt.decisionDueAt())) : 0,
                open && now.isAfter(receipt.decisionDueAt()),
                history(receipt, everything));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, WorkingDays.ZONE);
    }

    private @Nullable String teamName(FamilyId family, Standing standing) {
        if (standing.teamCode() == null || households.whereabouts(family).addressProtected()) {
            return null;
        }
        return teams.nameOf(standing.teamCode()).orElse(null);
    }

    /**
     * What happened to this referral, and once it was accepted what happened to the family since; each stage once. What was so
     * already when it was accepted, such as the team of a known family, is told as from then on.
     */
    private static List<Progress.Step> history(Receipt receipt, List<Entry> everything) {
        var own = everything.stream()
                .filter(entry -> receipt.referral().value().equals(entry.referralId()))
                .toList();
        var accepted = own.stream()
                .filter(entry -> entry.what() == Happening.REFERRAL_ACCEPTED)
                .map(Entry::at)
                .findFirst();
        var history = new ArrayList<Progress.Step>();
        own.forEach(entry -> add(history, entry, entry.at()));
        accepted.ifPresent(then -> everything.stream()
                .filter(entry -> entry.referralId() == null && !entry.at().isBefore(receipt.receivedAt()))
                .forEach(entry -> add(history, entry, entry.at().isBefore(then) ? then : entry.at())));
        history.sort(Comparator.comparing(Progress.Step::at));
        return history;
    }

    private static void add(List<Progress.Step> history, Entry entry, Instant at) {
        if (entry.what().forReferrers() != null && history.stream().noneMatch(step -> step.what() == entry.what())) {
            history.add(new Progress.Step(at, entry.what()));
        }
    }
}
