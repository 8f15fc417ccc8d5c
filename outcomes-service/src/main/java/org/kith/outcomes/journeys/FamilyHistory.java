package org.kith.outcomes.journeys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kith.platform.time.WorkingDays;

/**
 * Everything known of one family, read from the beginning. It depends on the facts alone, never on the order in which they were
 * heard: the same facts give the same history. A joined family's history holds the facts of all the families it was made from.
 */
public final class FamilyHistory {

    private record Holding(
            String teamCode, Instant since, @Nullable Instant until) {}

    private final FamilyId family;
    private final Set<FamilyId> members;
    private final List<HeardFact> facts;
    private final Map<ReferralId, Referral> referrals = new LinkedHashMap<>();
    private final Map<ReferralId, String> ledTo = new HashMap<>();
    private final List<Journey> journeys = new ArrayList<>();
    private final List<Holding> holdings = new ArrayList<>();
    private final List<HeardFact> firstAllocations = new ArrayList<>();
    private final List<HeardFact> closings = new ArrayList<>();
    private final List<HeardFact> waitsBegun = new ArrayList<>();
    private final List<HeardFact> waitsEnded = new ArrayList<>();

    private FamilyHistory(FamilyId family, Set<FamilyId> members, Collection<HeardFact> facts) {
        this.family = family;
        this.members = Set.copyOf(members);
        this.facts = facts.stream().sorted(HeardFact.AS_IT_HAPPENED).toList();
    }

    /** Reads the history of a family from its facts; {@code members} are the ids that stand for it, its own among them. */
    public static FamilyHistory of(FamilyId family, Set<FamilyId> members, Collection<HeardFact> facts) {
        var history = new FamilyHistory(family, members, facts);
        history.knowReferrals();
        history.new Reading().read();
        return history;
    }

    /** The family as it is known today. */
    public FamilyId family() {
        return family;
    }

    /** Every id that stands for this family: its own, and those of families that were joined into it; none once it was joined itself. */
    public Set<FamilyId> members() {
        return members;
    }

    /** Every fact, as it happened. */
    public List<HeardFact> facts() {
        return facts;
    }

    public List<HeardFact> facts(FactKind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    /** Times with the service, oldest first. */
    public List<Journey> journeys() {
        return List.copyOf(journeys);
    }

    public Collection<Referral> referrals() {
        return List.copyOf(referrals.values());
    }

    public Optional<Referral> referral(ReferralId id) {
        return Optional.ofNullable(referrals.get(id));
    }

    /** Every child that a referral about this family is about. */
    public Set<ChildId> children() {
        var children = new LinkedHashSet<ChildId>();
        referrals.values().forEach(referral -> children.addAll(referral.children()));
        return children;
    }

    /** Allocations by which a family that no team held got one. */
    public List<HeardFact> firstAllocations() {
        return List.copyOf(firstAllocations);
    }

    /** Closings after which no team held the family. */
    public List<HeardFact> closings() {
        return List.copyOf(closings);
    }

    /** Facts by which the family began to wait for a team. */
    public List<HeardFact> waitsBegun() {
        return List.copyOf(waitsBegun);
    }

    /** Facts by which it stopped waiting. */
    public List<HeardFact> waitsEnded() {
        return List.copyOf(waitsEnded);
    }

    /** The team that held the family at the end of that day, or the last one that held it during the day. */
    public @Nullable String teamOn(LocalDate day) {
        var begins = day.atStartOfDay(WorkingDays.ZONE).toInstant();
        var ends = day.plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant();
        String team = null;
        for (var holding : holdings) {
            var until = holding.until();
            if (holding.since().isBefore(ends) && (until == null || until.isAfter(begins))) {
                team = holding.teamCode();
            }
        }
        return team;
    }

    /** The first days of another team, or of none, oldest first: {@link #teamOn} answers the same from each to the next. */
    public SortedSet<LocalDate> daysOfAnotherTeam() {
        var days = new TreeSet<LocalDate>();
        for (var holding : holdings) {
            days.add(LocalDate.ofInstant(holding.since(), WorkingDays.ZONE));
            if (holding.until() != null) {
                // a team that lost it during a day still had it that day
                var until = LocalDate.ofInstant(holding.until(), WorkingDays.ZONE);
                days.add(until);
                days.add(until.plusDays(1));
            }
        }
        days.removeIf(day -> Objects.equals(teamOn(day), teamOn(day.minusDays(1))));
        return days;
    }

    /** The team that was given the family because of that referral. */
    public @Nullable String teamLedTo(ReferralId referral) {
        return ledTo.get(referral);
    }

    /** A decision knows more than a receipt: the children may be known under other ids by then. */
    private void knowReferrals() {
        for (var fact : facts) {
            var id = fact.referral();
            if (id == null) {
                continue;
            }
            if (fact.kind() == FactKind.REFERRAL_RECEIVED) {
                var known = referrals.get(id);
                var children = known == null ? fact.children() : known.children();
                referrals.put(id, new Referral(id, fact.at(), children));
            } else if (fact.kind().decides()) {
                var known = referrals.get(id);
                var receivedAt = fact.receivedAt() == null ? fact.at() : fact.receivedAt();
                referrals.put(id, new Referral(id, known == null ? receivedAt : known.receivedAt(), fact.children()));
            } else if (fact.kind() == FactKind.FAMILY_ALLOCATED && fact.teamCode() != null) {
                ledTo.putIfAbsent(id, fact.teamCode());
            }
        }
    }

    /** One reading from first fact to last. Families joined later keep their own holdings and waits until they are joined. */
    private final class Reading {

        private final Map<String, String> heldBy = new LinkedHashMap<>();
        private final Set<String> waiting = new HashSet<>();
        private @Nullable Draft draft;

        void read() {
            var opened = new HashSet<ReferralId>();
            var moments = new ArrayList<HeardFact>(facts);
            receiptsKnownFromDecisionsOnly().forEach(moments::add);
            moments.sort(HeardFact.AS_IT_HAPPENED);
            for (var fact : moments) {
                switch (fact.kind()) {
                    case REFERRAL_RECEIVED -> received(fact, opened);
                    case REFERRAL_ACCEPTED, REFERRAL_DECLINED, REFERRAL_SIGNPOSTED -> decided(fact);
                    case FAMILY_JOINED -> joined(fact);
                    case FAMILY_WAITING -> waits(fact);
                    case FAMILY_ALLOCATED, FAMILY_TRANSFERRED -> held(fact);
                    case FAMILY_CLOSED -> closed(fact);
                    case INPUT_RECORDED -> helped(fact);
                    case ACCESS_CHANGED,
                            ADDRESS_PROTECTED,
                            SPECIALIST_REQUESTED,
                            SPECIALIST_ASSIGNED,
                            SPECIALIST_ENDED,
                            LEAD_NAMED,
                            TEAM_WENT_LIVE,
                            TEAM_CHANGED,
                            WORKER_JOINED,
                            WORKER_LEFT -> {
                        // part of the history, without effect on when the family is held or waits
                    }
                }
            }
            if (draft != null) {
                journeys.add(draft.ended(null, null));
            }
        }

        private List<HeardFact> receiptsKnownFromDecisionsOnly() {
            var receipts = new HashSet<ReferralId>();
            facts(FactKind.REFERRAL_RECEIVED).forEach(fact -> {
                if (fact.referral() != null) {
                    receipts.add(fact.referral());
                }
            });
            var implied = new ArrayList<HeardFact>();
            for (var fact : facts) {
                if (fact.kind().decides()
                        && fact.referral() != null
                        && fact.receivedAt() != null
                        && receipts.add(fact.referral())) {
                    implied.add(new HeardFact(
                            fact.factId(),
                            FactKind.REFERRAL_RECEIVED,
                            fact.publisher(),
                            fact.streamKey(),
                            0,
                            fact.family(),
                            fact.referral(),
                            fact.children(),
                            null,
                            null,
                            fact.receivedAt(),
                            fact.receivedAt(),
                            null,
                            null,
                            fact.recordedAt()));
                }
            }
            return implied;
        }

        private void received(HeardFact fact, Set<ReferralId> opened) {
            var referral = fact.referral();
            if (referral == null || !opened.add(referral)) {
                return;
            }
            if (draft == null) {
                draft = new Draft(referral, fact.at());
            }
            draft.undecided.add(referral);
        }

        private void decided(HeardFact fact) {
            var referral = fact.referral();
            if (referral == null) {
                return;
            }
            if (fact.kind() == FactKind.REFERRAL_ACCEPTED) {
                if (draft == null) {
                    var receivedAt = fact.receivedAt() == null ? fact.at() : fact.receivedAt();
                    draft = new Draft(referral, receivedAt);
                }
                draft.undecided.remove(referral);
                draft.accepted = true;
            } else if (draft != null) {
                draft.undecided.remove(referral);
                if (!draft.accepted && draft.undecided.isEmpty() && heldBy.isEmpty() && waiting.isEmpty()) {
                    end(fact);
                }
            }
        }

        private void waits(HeardFact fact) {
            if (waiting.isEmpty()) {
                waitsBegun.add(fact);
            }
            waiting.add(fact.streamKey());
        }

        private void held(HeardFact fact) {
            var team = fact.teamCode();
            if (team == null) {
                return;
            }
            if (heldBy.isEmpty() && fact.kind() == FactKind.FAMILY_ALLOCATED) {
                firstAllocations.add(fact);
            }
            heldBy.remove(fact.streamKey());
            heldBy.put(fact.streamKey(), team);
            teamIs(team, fact.at());
            stopsWaiting(fact.streamKey(), fact);
            if (draft != null) {
                draft.allocatedAt = draft.allocatedAt == null ? fact.at() : draft.allocatedAt;
                draft.teamCode = team;
            }
        }

        private void closed(HeardFact fact) {
            heldBy.remove(fact.streamKey());
            stopsWaiting(fact.streamKey(), fact);
            if (heldBy.isEmpty()) {
                teamIs(null, fact.at());
                if (waiting.isEmpty()) {
                    // what left the queue without a team was no team's work
                    if (fact.teamCode() != null) {
                        closings.add(fact);
                    }
                    if (draft != null) {
                        end(fact);
                    }
                }
            } else {
                teamIs(lastTeam(), fact.at());
            }
        }

        /** From the moment of joining there is one family: what held or waited under the absorbed id goes on under the survivor's. */
        private void joined(HeardFact fact) {
            if (fact.survivor() == null || fact.absorbed() == null) {
                return;
            }
            var survivor = fact.survivor().value().toString();
            var absorbed = fact.absorbed().value().toString();
            var team = heldBy.remove(absorbed);
            if (team != null) {
                heldBy.putIfAbsent(survivor, team);
                teamIs(lastTeam(), fact.at());
            }
            if (waiting.remove(absorbed)) {
                waiting.add(survivor);
            }
            if (heldBy.containsKey(survivor)) {
                stopsWaiting(survivor, fact);
            }
        }

        private void helped(HeardFact fact) {
            if (draft != null && draft.firstHelpAt == null) {
                draft.firstHelpAt = fact.at();
                draft.firstHelpFact = fact.factId();
            }
        }

        private void stopsWaiting(String streamKey, HeardFact fact) {
            if (waiting.remove(streamKey) && waiting.isEmpty()) {
                waitsEnded.add(fact);
            }
        }

        private void end(HeardFact fact) {
            if (draft != null) {
                draft.teamCode = draft.teamCode == null ? fact.teamCode() : draft.teamCode;
                journeys.add(draft.ended(fact.at(), fact.code()));
                draft = null;
            }
        }

        private @Nullable String lastTeam() {
            return heldBy.isEmpty() ? null : List.copyOf(heldBy.values()).getLast();
        }

        private void teamIs(@Nullable String team, Instant at) {
            if (!holdings.isEmpty()) {
                var last = holdings.getLast();
                if (last.until() == null) {
                    if (last.teamCode().equals(team)) {
                        return;
                    }
                    holdings.set(holdings.size() - 1, new Holding(last.teamCode(), last.since(), at));
                }
            }
            if (team != null) {
                holdings.add(new Holding(team, at, null));
            }
        }
    }

    /** A journey being read. */
    private static final class Draft {

        private final ReferralId opener;
        private final Instant openedAt;
        private final Set<ReferralId> undecided = new HashSet<>();
        private boolean accepted;
        private @Nullable Instant allocatedAt;
        private @Nullable String teamCode;
        private @Nullable Instant firstHelpAt;
        private @Nullable String firstHelpFact;

        Draft(ReferralId opener, Instant openedAt) {
            this.opener = opener;
            this.openedAt = openedAt;
        }

        Journey ended(@Nullable Instant closedAt, @Nullable String reasonCode) {
            return new Journey(
                    JourneyId.openedBy(opener),
                    openedAt,
                    allocatedAt,
                    teamCode,
                    firstHelpAt,
                    firstHelpFact,
                    closedAt,
                    reasonCode);
        }
    }
}
