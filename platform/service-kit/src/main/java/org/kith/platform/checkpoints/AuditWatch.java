package org.kith.platform.checkpoints;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.AuditChain;
import org.kith.platform.audit.AuditChain.Walk;
import org.kith.platform.checkpoints.Checkpoint.Answered;
import org.kith.platform.checkpoints.Checkpoint.Chain;
import org.kith.platform.checkpoints.Checkpoint.Head;
import org.kith.platform.checkpoints.Checkpoint.Place;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;

/**
 * Compares the audit with the last checkpoint and signs a new one. A chain that was cut, or written anew from any place on, no
 * longer has the row that the checkpoint names. A row that was changed, removed, slipped in or moved breaks its own chain, which is
 * read row by row: what is new in every round, what is older in turns.
 */
class AuditWatch {

    /** Wrong places of one chain that are shown, so that somebody can look at each. */
    private static final int MOST_SHOWN = 100;

    /** Why a chain is not as it was. */
    enum Fault {
        /** Rows that a checkpoint counted are not there. */
        ROWS_GONE,
        /** The last row that a checkpoint named is another one now. */
        REWRITTEN,
        /** A row does not follow from the one before it. */
        ROW_CHANGED,
        /** What somebody had answered for does not stand as it stood then. */
        ANSWERED_CHANGED,
        /** The checkpoints are not the ones that were written: forged, cut, or signed with another key. */
        CHECKPOINTS_CHANGED
    }

    /**
     * Something that is not as it was written.
     *
     * @param place absent where it is about the checkpoints themselves
     */
    record Finding(Fault fault, @Nullable Place place) {

        /** Whether it is the same as another, although rows have been added since: what is missing at an end moves with it. */
        boolean isAs(Finding other) {
            if (isAboutOnePlace() || other.isAboutOnePlace()) {
                return equals(other);
            }
            return Objects.equals(chain(), other.chain());
        }

        private boolean isAboutOnePlace() {
            return fault == Fault.ROW_CHANGED || fault == Fault.ANSWERED_CHANGED;
        }

        private @Nullable Chain chain() {
            return place == null ? null : place.chain();
        }
    }

    /**
     * What a round came to.
     *
     * @param checkpoint the last one that stands, with its number and moment; 0 before the first
     * @param rows how many rows of the audit it covers
     * @param read how many rows were read one by one in this round
     * @param findings none means that all is as it was written
     */
    record Round(long checkpoint, @Nullable Instant at, long rows, long read, List<Finding> findings) {}

    private final String service;
    private final AuditChain chain;
    private final CheckpointFile file;
    private final CheckpointKey key;
    private final Clock clock;
    private final long rowsInTurns;

    /** Where reading in turns goes on; what was once found stays found until it holds again or somebody answers for it. */
    private final Map<Chain, AuditChain.Head> turns = new HashMap<>();

    private final Map<Chain, List<Finding>> broken = new TreeMap<>();
    private final List<Finding> shown = new ArrayList<>();
    private final AtomicReference<@Nullable Round> last = new AtomicReference<>();
    private long highest;
    private int turn;

    AuditWatch(
            String service, AuditChain chain, CheckpointFile file, CheckpointKey key, Clock clock, long rowsInTurns) {
        this.service = service;
        this.chain = chain;
        this.file = file;
        this.key = key;
        this.clock = clock;
        this.rowsInTurns = rowsInTurns;
    }

    /** The last round of this instance. */
    Optional<Round> lastRound() {
        return Optional.ofNullable(last.get());
    }

    /** Compares, reads what is new and a part of what is old, and signs. */
    Round round() {
        return round(rowsInTurns, null);
    }

    /** The same with every row that there is. */
    Round everyRow() {
        return round(Long.MAX_VALUE, null);
    }

    /**
     * Signs the audit as it is now, with what is wrong with it, because somebody answers for that: after a restore, say. From then on
     * the chains are checked from behind the places that were wrong. Nobody answers for what they have not seen: if more is found
     * than was last shown to somebody who asked this instance, nothing is signed and all of it is shown.
     *
     * @param reason why, and who says so
     */
    Round answerFor(String reason) {
        return round(Long.MAX_VALUE, reason);
    }

    private synchronized Round round(long rows, @Nullable String reason) {
        if (rows == Long.MAX_VALUE) {
            turns.clear();
            file.forget();
        }
        var round = new One(rows, List.copyOf(shown));
        var kept = file.extend(before -> round.next(before, reason));
        var checkpoint = kept.last();
        highest = Math.max(highest, checkpoint == null ? 0 : checkpoint.number());
        boolean answered = reason != null && round.allWasShown();
        if (answered) {
            broken.clear();
            turns.clear();
        }
        var result = new Round(
                checkpoint == null ? 0 : checkpoint.number(),
                checkpoint == null ? null : checkpoint.at(),
                checkpoint == null
                        ? 0
                        : checkpoint.heads().stream().mapToLong(Head::sequence).sum(),
                round.read,
                answered ? List.of() : List.copyOf(round.findings));
        last.set(result);
        if (rows == Long.MAX_VALUE) {
            // asked for by somebody; what a round of every minute finds nobody may have seen
            shown.clear();
            shown.addAll(result.findings());
        }
        return result;
    }

    private static <T> T in(Chain chain, Supplier<T> work) {
        return Council.<T, RuntimeException>in(new CouncilCode(chain.council()), work::get);
    }

    /** How far a chain was read, and from where. */
    private record Walked(Head head, AuditChain.Head from, Walk walk) {

        long rows() {
            return Math.max(walk.reached().sequence() - from.sequence(), 0);
        }
    }

    /** One round: what it has found and read so far. */
    private final class One {

        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding> shown;
        private long left;
        private long read;

        One(long rows, List<Finding> shown) {
            this.left = rows;
            this.shown = shown;
        }

        boolean allWasShown() {
            return findings.stream().allMatch(finding -> shown.stream().anyMatch(finding::isAs));
        }

        Optional<Checkpoint> next(CheckpointFile.Kept kept, @Nullable String reason) {
            var before = kept.last();
            boolean whole = kept.holds() && (before == null ? 0 : before.number()) >= highest;
            if (!whole) {
                findings.add(new Finding(Fault.CHECKPOINTS_CHANGED, null));
                if (reason == null) {
                    return Optional.empty();
                }
            }
            Map<Chain, Head> marked = before == null ? Map.of() : before.byChain();
            var answered = new TreeMap<Chain, Answered>();
            if (before != null) {
                before.answered().forEach(place -> answered.put(place.chain(), place));
            }
            var heads = new ArrayList<Head>();
            var now = headsNow(marked.keySet());
            var chains = new TreeSet<>(marked.keySet());
            chains.addAll(now.keySet());
            for (var each : chains) {
                var mark = Optional.ofNullable(marked.get(each)).orElseGet(() -> nothing(each));
                heads.add(follow(each, mark, Optional.ofNullable(now.get(each)).orElseGet(() -> nothing(each))));
            }
            if (left == Long.MAX_VALUE) {
                readAll(heads, now, answered);
            } else {
                readInTurns(heads, answered);
            }
            var compared = List.copyOf(findings);
            broken.values().stream()
                    .flatMap(List::stream)
                    .filter(finding -> compared.stream().noneMatch(other -> isAtTheSamePlace(other, finding)))
                    .forEach(findings::add);
            if (reason != null) {
                if (!allWasShown()) {
                    return whole
                            ? Optional.of(sign(before, heads, List.copyOf(answered.values()), null))
                            : Optional.empty();
                }
                return Optional.of(answer(before, chains, now, answered, reason));
            }
            return Optional.of(sign(before, heads, List.copyOf(answered.values()), null));
        }

        private static boolean isAtTheSamePlace(Finding one, Finding other) {
            return one.place() != null && one.place().equals(other.place());
        }

        private static Head nothing(Chain chain) {
            return Head.of(chain.council(), AuditChain.Head.nothing(chain.shard()));
        }

        private Map<Chain, Head> headsNow(Set<Chain> marked) {
            var councils = new TreeSet<>(chain.councils());
            marked.forEach(each -> councils.add(each.council()));
            var heads = new TreeMap<Chain, Head>();
            for (var council : councils) {
                Council.<List<AuditChain.Head>, RuntimeException>in(new CouncilCode(council), chain::heads)
                        .forEach(head -> heads.put(new Chain(council, head.shard()), Head.of(council, head)));
            }
            return heads;
        }

        /** From the mark of the last checkpoint to the end of the chain, row by row; the mark stays where it does not hold. */
        private Head follow(Chain each, Head mark, Head now) {
            if (mark.sequence() > 0) {
                var there = in(each, () -> chain.at(each.shard(), mark.sequence()));
                if (there.isEmpty()) {
                    findings.add(new Finding(
                            now.sequence() < mark.sequence() ? Fault.ROWS_GONE : Fault.ROW_CHANGED,
                            new Place(each.council(), each.shard(), Math.min(now.sequence() + 1, mark.sequence()))));
                    return mark;
                }
                if (!Head.of(each.council(), there.get()).hash().equals(mark.hash())) {
                    findings.add(
                            new Finding(Fault.REWRITTEN, new Place(each.council(), each.shard(), mark.sequence())));
                    return mark;
                }
            }
            var walk = in(each, () -> chain.walk(mark.inChain(), now.sequence(), Long.MAX_VALUE));
            read += walk.reached().sequence() - mark.sequence();
            if (walk.broken()) {
                findings.add(new Finding(
                        Fault.ROW_CHANGED,
                        new Place(each.council(), each.shard(), walk.reached().sequence() + 1)));
            }
            return Head.of(each.council(), walk.reached());
        }

        /** All chains from their beginnings; none has to do with another, so a reader for each core reads one after the other. */
        private void readAll(List<Head> heads, Map<Chain, Head> now, Map<Chain, Answered> answered) {
            // a chain that the checkpoint shows to be wrong at one place may be wrong at others too
            var there = heads.stream()
                    .flatMap(head -> isFound(head.chain()) ? Stream.ofNullable(now.get(head.chain())) : Stream.of(head))
                    .toList();
            var walked = there.parallelStream()
                    .map(head -> walk(head, begin(head.chain(), answered), Long.MAX_VALUE))
                    .toList();
            broken.clear();
            walked.forEach(this::note);
            walked.stream().filter(one -> one.walk().broken()).forEach(this::lookFurther);
            answered.values().parallelStream()
                    .filter(one -> !stands(one))
                    .toList()
                    .forEach(one -> broken.merge(
                            one.chain(),
                            List.of(changedSince(one)),
                            (others, itself) -> Stream.concat(itself.stream(), others.stream())
                                    .toList()));
            read += answered.values().stream()
                    .filter(one -> one.seal() != null)
                    .mapToLong(Answered::sequence)
                    .sum();
        }

        /** Whether what somebody answered for is still what it was then. */
        private boolean stands(Answered one) {
            return one.seal() == null || one.seal().equals(sealOf(one.chain(), one.sequence()));
        }

        private static Finding changedSince(Answered one) {
            return new Finding(Fault.ANSWERED_CHANGED, one.place());
        }

        private String sealOf(Chain each, long upTo) {
            return HexFormat.of().formatHex(in(each, () -> chain.seal(each.shard(), upTo)));
        }

        /** All that is wrong behind the first wrong place, as far as a person can look through. */
        private void lookFurther(Walked first) {
            var each = first.head().chain();
            var found = new ArrayList<>(broken.getOrDefault(each, List.of()));
            long wrongAt = first.walk().reached().sequence() + 1;
            while (found.size() < MOST_SHOWN) {
                long behind = wrongAt - 1;
                var start = in(each, () -> chain.firstBehind(each.shard(), behind));
                if (start.isEmpty() || start.get().sequence() >= first.head().sequence()) {
                    break;
                }
                var next = walk(first.head(), start.get(), Long.MAX_VALUE);
                read += next.rows();
                if (!next.walk().broken()) {
                    break;
                }
                wrongAt = next.walk().reached().sequence() + 1;
                found.add(changed(each, wrongAt));
            }
            broken.put(each, List.copyOf(found));
        }

        private static Finding changed(Chain each, long wrongAt) {
            return new Finding(Fault.ROW_CHANGED, new Place(each.council(), each.shard(), wrongAt));
        }

        /** Goes on where the last round stopped, chain after chain, and begins again at the end. */
        private void readInTurns(List<Head> heads, Map<Chain, Answered> answered) {
            for (int count = 0; count < heads.size() && left > 0; count++) {
                var head = heads.get(Math.floorMod(turn, heads.size()));
                var each = head.chain();
                if (isFound(each)) {
                    turn++;
                    continue;
                }
                var place = answered.get(each);
                if (place != null && place.seal() != null && turns.get(each) == null) {
                    left -= place.sequence();
                    read += place.sequence();
                    if (!stands(place)) {
                        broken.put(each, List.of(changedSince(place)));
                        turn++;
                        continue;
                    }
                }
                var from = Optional.ofNullable(turns.get(each)).orElseGet(() -> begin(each, answered));
                var walked = walk(head, from, left);
                left -= walked.rows();
                note(walked);
                if (left > 0) {
                    turn++;
                }
            }
        }

        /** What the comparison with the checkpoint has found needs no reading in turns; what was found before in it stays found. */
        private boolean isFound(Chain each) {
            return findings.stream()
                    .map(Finding::place)
                    .anyMatch(place -> place != null && place.chain().equals(each));
        }

        private AuditChain.Head begin(Chain each, Map<Chain, Answered> answered) {
            var place = answered.get(each);
            return place == null
                    ? AuditChain.Head.nothing(each.shard())
                    : in(each, () -> chain.firstBehind(each.shard(), place.sequence() - 1))
                            .orElseGet(() -> new AuditChain.Head(each.shard(), place.sequence() - 1, new byte[0]));
        }

        private Walked walk(Head head, AuditChain.Head from, long most) {
            return new Walked(head, from, in(head.chain(), () -> chain.walk(from, head.sequence(), most)));
        }

        private void note(Walked walked) {
            var each = walked.head().chain();
            var reached = walked.walk().reached();
            read += walked.rows();
            if (walked.walk().broken()) {
                broken.put(each, List.of(changed(each, reached.sequence() + 1)));
                turns.remove(each);
            } else if (reached.sequence() >= walked.head().sequence()) {
                broken.remove(each);
                turns.remove(each);
            } else {
                turns.put(each, reached);
            }
        }

        /** The audit as it is, and for each chain that is not as it was the last place from which it does not hold. */
        private Checkpoint answer(
                @Nullable Checkpoint before,
                Set<Chain> chains,
                Map<Chain, Head> now,
                Map<Chain, Answered> answered,
                String reason) {
            var wrong = new HashSet<Chain>();
            findings.forEach(finding ->
                    Optional.ofNullable(finding.place()).map(Place::chain).ifPresent(wrong::add));
            var heads = new ArrayList<Head>();
            for (var each : chains) {
                var head = Optional.ofNullable(now.get(each)).orElseGet(() -> nothing(each));
                if (wrong.contains(each)) {
                    answered.remove(each);
                    lastBreak(each, head).ifPresent(place -> answered.put(each, sealed(place)));
                }
                heads.add(head);
            }
            return sign(before, heads, List.copyOf(answered.values()), reason);
        }

        /** From the first row that stands behind the break on the chain holds; up to there it stays as it is now. */
        private Answered sealed(Place lastBreak) {
            var each = lastBreak.chain();
            long from = in(each, () -> chain.firstBehind(each.shard(), lastBreak.sequence() - 1))
                    .map(AuditChain.Head::sequence)
                    .orElse(lastBreak.sequence());
            return new Answered(each.council(), each.shard(), from, sealOf(each, from));
        }

        private Optional<Place> lastBreak(Chain each, Head head) {
            Optional<Place> found = Optional.empty();
            var from = AuditChain.Head.nothing(each.shard());
            while (from.sequence() < head.sequence()) {
                var start = from;
                var walk = in(each, () -> chain.walk(start, head.sequence(), Long.MAX_VALUE));
                if (!walk.broken()) {
                    break;
                }
                long wrongAt = walk.reached().sequence() + 1;
                found = Optional.of(new Place(each.council(), each.shard(), wrongAt));
                from = in(each, () -> chain.firstBehind(each.shard(), wrongAt - 1))
                        .orElseThrow();
            }
            return found;
        }

        private Checkpoint sign(
                @Nullable Checkpoint before, List<Head> heads, List<Answered> answered, @Nullable String reason) {
            return new Checkpoint(
                            service,
                            before == null ? 1 : before.number() + 1,
                            clock.instant(),
                            before == null ? Checkpoint.NOTHING_BEFORE : before.hash(),
                            heads,
                            answered,
                            reason,
                            "")
                    .signedBy(key);
        }
    }
}
