package org.kith.specialist.requests;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Ahead;
import org.kith.platform.security.Involvements;
import org.kith.specialist.practitioners.Roster;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of the families of a heard batch: their standings, locked together and in one order before the first changes, so
 * that two feeds that name the same families wait for each other once and never in a circle; their needs, and their open
 * requests. Outside of a batch, and for a family that was not read ahead, the database is asked as before.
 */
@Component
public class FamilyFiles {

    /** From so many families on everybody's room is read at once; for a few the places that are asked for are read. */
    private static final int MANY = 8;

    private static final class Files {

        private final Map<UUID, FamilyStanding> standings = new HashMap<>();
        private final Map<UUID, List<SpecialistRequest>> requests = new HashMap<>();
        private final Map<UUID, List<Need>> needs = new HashMap<>();
        private final Map<UUID, Need> byReferral = new HashMap<>();
        private final Set<UUID> referrals = new HashSet<>();
    }

    private final FamilyStandings standings;
    private final Needs needs;
    private final SpecialistRequests requests;
    private final DomesticAbuseSides sides;
    private final Roster roster;
    private final Involvements involvements;
    private final Ahead<Files> ahead = new Ahead<>(Files::new);

    FamilyFiles(
            FamilyStandings standings,
            Needs needs,
            SpecialistRequests requests,
            DomesticAbuseSides sides,
            Roster roster,
            Involvements involvements) {
        this.standings = standings;
        this.needs = needs;
        this.requests = requests;
        this.sides = sides;
        this.roster = roster;
        this.involvements = involvements;
    }

    /** Locks and reads what the facts about these families and referrals will need. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lookAhead(Collection<FamilyId> families, Collection<ReferralId> referrals) {
        var files = ahead.current();
        if (files == null || families.isEmpty()) {
            return;
        }
        var known = new TreeSet<UUID>();
        families.forEach(family -> known.add(involvements.survivorOf(family.value())));
        var ids = known.toArray(UUID[]::new);
        standings.knowAll(ids);
        standings
                .lockAll(ids)
                .forEach(standing -> files.standings.put(standing.family().value(), standing));
        known.forEach(family -> {
            files.requests.put(family, new ArrayList<>());
            files.needs.put(family, new ArrayList<>());
        });
        requests.lockOpenOf(ids).forEach(this::add);
        var asked = referrals.stream().map(ReferralId::value).toArray(UUID[]::new);
        needs.of(ids, asked).forEach(this::add);
        files.referrals.addAll(List.of(asked));
        sides.lookAhead(known);
        involvements.lookAhead(known);
        if (known.size() >= MANY) {
            roster.lookAhead();
        }
    }

    /** The standing of this very id, locked until the transaction ends. */
    FamilyStanding standing(FamilyId family) {
        var files = ahead.current();
        return files == null
                ? standings.of(family)
                : files.standings.computeIfAbsent(family.value(), id -> standings.of(family));
    }

    Optional<Need> need(ReferralId referral) {
        var files = ahead.current();
        var known = files == null ? null : files.byReferral.get(referral.value());
        if (known != null || (files != null && files.referrals.contains(referral.value()))) {
            return Optional.ofNullable(known);
        }
        return needs.findByReferralId(referral.value());
    }

    /** What was accepted for the family and still waits for a team. */
    List<Need> waitingNeeds(FamilyId family) {
        var known = known(family, ahead.current() == null ? Map.of() : files().needs);
        return known == null
                ? needs.findByFamilyIdAndAcceptedAtIsNotNullAndOpenedFalseAndClosedFalseOrderByReferralId(
                        family.value())
                : known.stream()
                        .filter(Need::waitsForTeam)
                        .sorted(Comparator.comparing(need -> need.referral().value()))
                        .toList();
    }

    /** The open requests of the family, locked until the transaction ends. */
    List<SpecialistRequest> open(FamilyId family) {
        var known = known(family, ahead.current() == null ? Map.of() : files().requests);
        return known == null
                ? requests.lockOf(List.of(family.value()), Lifecycle.OPEN)
                : known.stream().filter(SpecialistRequest::isOpen).toList();
    }

    private static <T> @Nullable List<T> known(FamilyId family, Map<UUID, List<T>> all) {
        return all.get(family.value());
    }

    private Files files() {
        var files = ahead.current();
        if (files == null) {
            throw new IllegalStateException("No batch is heard");
        }
        return files;
    }

    void add(Need need) {
        var files = ahead.current();
        if (files != null) {
            files.byReferral.put(need.referral().value(), need);
            files.needs.getOrDefault(need.family().value(), new ArrayList<>()).add(need);
        }
    }

    void add(SpecialistRequest request) {
        var files = ahead.current();
        if (files != null) {
            files.requests
                    .getOrDefault(request.family().value(), new ArrayList<>())
                    .add(request);
        }
    }

    /** Families became one: what was read ahead of each no longer says whose it is. */
    void forget() {
        var files = ahead.current();
        if (files != null) {
            files.requests.clear();
            files.needs.clear();
            files.byReferral.clear();
            files.referrals.clear();
        }
    }
}
