package org.kith.referral.referrals.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.referral.referrals.Progress;

/** The receipt's page: how far it has come and who has it now; nothing of the family's business, and no names of people. */
public record ReceiptView(
        String reference,
        Instant receivedAt,
        String stage,
        String stageText,
        String ownerText,
        Instant decisionDueAt,
        int workingDaysLeft,
        boolean overdue,
        List<Step> history) {

    /** One step of the road. */
    public record Step(Instant at, String text) {}

    private static final String A_TEAM = "The family's team";

    static ReceiptView of(Progress progress) {
        return new ReceiptView(
                progress.receipt().reference().value(),
                progress.receipt().receivedAt(),
                progress.stage().name(),
                stageText(progress),
                ownerText(progress),
                progress.receipt().decisionDueAt(),
                progress.workingDaysLeft(),
                progress.overdue(),
                progress.history().stream()
                        .map(step -> new Step(
                                step.at(), Objects.requireNonNull(step.what().forReferrers())))
                        .toList());
    }

    private static String stageText(Progress progress) {
        return switch (progress.stage()) {
            case RECEIVED ->
                progress.receipt().immediateDanger()
                        ? "We have it. It stands before the others: duty workers are asked to look at it within the hour"
                        : "We have it. A screening worker will decide within one working day";
            case BEING_LOOKED_AT -> "A screening worker is looking at it";
            case DECLINED -> "It was decided that no more is done for now. If you see more, tell us again";
            case SIGNPOSTED -> "It was decided to point the family to another service";
            case ACCEPTED -> "It was decided that the family needs help. A team is being found";
            case WITH_TEAM -> "%s is there for the family".formatted(team(progress.teamName()));
            case LEAD_NAMED -> "%s is there for the family, and one worker leads".formatted(team(progress.teamName()));
            case SPECIALISTS_WORKING ->
                "%s is there for the family, and specialists are asked to work with it"
                        .formatted(team(progress.teamName()));
            case CLOSED -> "The work with the family has ended";
        };
    }

    private static String ownerText(Progress progress) {
        return switch (progress.stage()) {
            case RECEIVED, BEING_LOOKED_AT ->
                progress.receipt().immediateDanger()
                        ? "The duty workers at the front door"
                        : "The screening workers at the front door";
            case ACCEPTED -> "The allocation duty workers";
            case WITH_TEAM, LEAD_NAMED, SPECIALISTS_WORKING -> team(progress.teamName());
            case DECLINED, SIGNPOSTED, CLOSED -> "Nobody: nothing more is done under this reference";
        };
    }

    private static String team(@Nullable String name) {
        return name == null ? A_TEAM : "The team " + name;
    }
}
