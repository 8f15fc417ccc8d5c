package org.kith.platform.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where operators see which streams stand still, and set them going again. Ids and reasons only, no content. */
@RestController
@RequestMapping("/operate/streams")
class ParkedStreamsDoor {

    private static final int LONGEST_PAGE = 200;
    private static final int SHOWN_FACTS = 20;
    private static final int UUID_LENGTH = 36;
    /** The task that somebody finds out whether a fact that was put aside was the true one of its place. */
    static final String FACT_SET_ASIDE = "FACT_SET_ASIDE";

    private static final String OWNER = "ADMINISTRATOR";
    private static final String FORKED = InboxStore.Reason.FORKED.name();
    private static final Duration TASK_LIMIT = Duration.ofHours(4);
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    record Page(int total, List<StreamView> items) {}

    record StreamView(
            String consumer,
            String council,
            String publisher,
            String key,
            String state,
            Instant since,
            long lastSequence,
            int parked,
            List<FactView> facts) {}

    record FactView(
            long sequence,
            String eventId,
            String type,
            String reason,
            @Nullable String detail,
            Instant since,
            boolean readable) {}

    record ReplayForm(
            @Nullable String consumer,
            @Nullable String council,
            @Nullable String publisher,
            @Nullable String key,
            @Nullable Boolean second,
            @Nullable List<String> trueFacts,
            @Nullable Boolean dryRun) {}

    record GiveUpForm(
            @Nullable String consumer,
            @Nullable String council,
            @Nullable String publisher,
            @Nullable String key,
            @Nullable Long sequence,
            @Nullable String reason,
            @Nullable Boolean dryRun) {}

    record GiveUpView(
            boolean dryRun, @Nullable FactView givenUp, int applied, long lastSequence, List<FactView> left) {}

    /**
     * What a replay did, or with {@code dryRun} what it would meet.
     *
     * @param setAside facts that went into quarantine, because another has had its effect at their place
     * @param readable how many facts in order, from where the stream stands, could be heard as far as their bytes tell
     * @param doubts places where a person must say which of several facts is true, before it goes on
     */
    record ReplayView(
            boolean dryRun,
            int applied,
            int setAside,
            int readable,
            long lastSequence,
            List<FactView> left,
            List<Inbox.Doubt> doubts) {}

    private final InboxStore store;
    private final Inbox inbox;
    private final JdbcFeeds feeds;
    private final ObjectProvider<Waiting> waiting;
    private final Clock clock;
    private final Access access;
    private final Audit audit;

    ParkedStreamsDoor(
            InboxStore store,
            Inbox inbox,
            JdbcFeeds feeds,
            ObjectProvider<Waiting> waiting,
            Clock clock,
            Access access,
            Audit audit) {
        this.store = store;
        this.inbox = inbox;
        this.feeds = feeds;
        this.waiting = waiting;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/parked")
    Page parked(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.OPERATE);
        Invalid.unlessPage(offset, limit, LONGEST_PAGE);
        var council = Council.current().value();
        var standing = store.standing(council, offset, limit);
        audit.notes(
                "parked-streams.seen",
                null,
                standing.stream()
                        .flatMap(stream -> family(stream.stream().key()).stream())
                        .toList());
        return new Page(
                store.standing(council), standing.stream().map(this::view).toList());
    }

    /**
     * Goes on from where the stream stopped. Where several facts claim one place, only with the id of the true one among "trueFacts"; of
     * the last place that was heard "second" says as much: true for the one that came second, also from quarantine, false to leave it out.
     * Without "dryRun": false it only shows.
     */
    @PostMapping("/replay")
    ReplayView replay(@RequestBody ReplayForm form) {
        access.require(Act.OPERATE);
        var problems = new ArrayList<FieldProblem>();
        var consumer = given("consumer", form.consumer(), problems);
        var stream = stream(form.council(), form.publisher(), form.key(), problems);
        refuse(problems);
        var feed = feeds.named(consumer);
        var topic = store.topicOf(consumer, stream);
        if (feed == null
                || topic.isEmpty()
                || !stream.council().equals(Council.current().value())) {
            throw Refusal.notFound();
        }
        boolean dryRun = !Boolean.FALSE.equals(form.dryRun());
        audit.notes(
                dryRun ? "stream.replay-tried" : "stream.replayed",
                consumer + "/" + stream.publisher() + "/" + stream.key() + decided(form),
                family(stream.key()).stream().toList());
        var replayed = new Inbox.Replayed(0, 0);
        if (!dryRun) {
            var before = store.parkedOf(consumer, stream, SHOWN_FACTS);
            replayed = replayed(feed, stream, topic.get(), form);
            if (form.second() == null && form.trueFacts() == null) {
                // what came between the question and the replay
                haveLookedAt(feed, stream, before);
            }
        }
        long last = store.lastSequence(consumer, stream);
        var left = facts(consumer, stream);
        return new ReplayView(
                dryRun,
                replayed.applied(),
                replayed.setAside(),
                readableFrom(inbox.placeOfReplay(feed, stream, topic.get()), left),
                last,
                left,
                inbox.doubts(feed, stream, topic.get()));
    }

    /** What somebody has said is true, for the audit. */
    private static String decided(ReplayForm form) {
        return (form.second() == null ? "" : "/second=" + form.second())
                + (form.trueFacts() == null || form.trueFacts().isEmpty()
                        ? ""
                        : "/true=" + String.join(",", form.trueFacts()));
    }

    private Inbox.Replayed replayed(Feed feed, StreamKey stream, String topic, ReplayForm form) {
        var trueFacts = Objects.requireNonNullElse(form.trueFacts(), List.<String>of());
        var decided = new TreeMap<Long, String>();
        String second = null;
        for (var doubt : inbox.doubts(feed, stream, topic)) {
            var chosen = chosen(doubt, trueFacts, form.second());
            if (doubt.heard().isEmpty()) {
                decided.put(doubt.sequence(), chosen);
            } else if (!chosen.equals(doubt.heard())) {
                second = chosen;
            }
        }
        decided.forEach((place, fact) -> inbox.settle(feed, stream, place, fact));
        if (second == null && Boolean.TRUE.equals(form.second())) {
            // none stands there: the one in quarantine
            return inbox.replayWithSecond(feed, stream, topic, trueFacts.size() == 1 ? trueFacts.getFirst() : null);
        }
        return second == null ? inbox.replay(feed, stream, topic) : inbox.replayWithSecond(feed, stream, topic, second);
    }

    private static String chosen(Inbox.Doubt doubt, List<String> trueFacts, @Nullable Boolean second) {
        boolean wasHeard = !doubt.heard().isEmpty();
        return Stream.concat(Stream.of(doubt.heard()), doubt.claims().stream())
                .filter(trueFacts::contains)
                .findFirst()
                .or(() -> wasHeard && second != null
                        ? Optional.of(second ? doubt.claims().getFirst() : doubt.heard())
                        : Optional.empty())
                .orElseThrow(
                        () -> new Refusal(
                                "two-facts-at-one-place",
                                "More than one fact claims place %d of this stream: %s"
                                        .formatted(
                                                doubt.sequence(),
                                                (wasHeard ? doubt.heard() + " was heard, then came " : "")
                                                        + String.join(", ", doubt.claims())),
                                "./kith replay asks the journal of their publisher which is true. Or name that one in \"trueFacts\""));
    }

    /** A readable fact that was put aside, and nobody decided, may be the true one of its place: somebody has to find out. */
    private void haveLookedAt(Feed feed, StreamKey stream, List<InboxStore.Parked> before) {
        var now = clock.instant();
        for (var parked : before) {
            var fact = parked.fact();
            if (!feed.reactionsTo(fact.envelope().type()).isEmpty()
                    && store.isAside(feed.consumer(), fact)
                    && inbox.isReadable(feed, fact)) {
                waiting.ifAvailable(tasks -> tasks.begin(new Waiting.Item(
                        FACT_SET_ASIDE,
                        String.join(
                                "/",
                                feed.consumer(),
                                stream.publisher(),
                                stream.key(),
                                Long.toString(fact.sequence()),
                                fact.envelope().id()),
                        family(stream.key()).map(UUID::toString).orElse(null),
                        OWNER,
                        FORKED,
                        false,
                        now,
                        now.plus(TASK_LIMIT),
                        false)));
            }
        }
    }

    private static int readableFrom(long place, List<FactView> parked) {
        var readable = parked.stream()
                .filter(FactView::readable)
                .map(FactView::sequence)
                .collect(Collectors.toSet());
        int found = 0;
        while (readable.contains(place + found)) {
            found++;
        }
        return found;
    }

    /** For a fact that can never be heard: it stays in quarantine, and the stream goes on behind it. Without "dryRun": false it only shows. */
    @PostMapping("/give-up")
    GiveUpView giveUp(@RequestBody GiveUpForm form) {
        access.require(Act.OPERATE);
        var problems = new ArrayList<FieldProblem>();
        var consumer = given("consumer", form.consumer(), problems);
        var stream = stream(form.council(), form.publisher(), form.key(), problems);
        if (form.sequence() == null) {
            problems.add(missing("sequence"));
        }
        long sequence = form.sequence() == null ? 0 : form.sequence();
        var reason = Optional.ofNullable(form.reason()).map(String::strip).orElse("");
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            problems.add(new FieldProblem(
                    "reason",
                    "reason-needed",
                    "Say in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters why this fact is given up"));
        }
        refuse(problems);
        var feed = feeds.named(consumer);
        var topic = store.topicOf(consumer, stream);
        if (feed == null
                || topic.isEmpty()
                || !stream.council().equals(Council.current().value())) {
            throw Refusal.notFound();
        }
        boolean dryRun = !Boolean.FALSE.equals(form.dryRun());
        audit.because(reason);
        audit.notes(
                dryRun ? "fact.give-up-tried" : "fact.given-up",
                consumer + "/" + stream.publisher() + "/" + stream.key() + "/" + sequence,
                family(stream.key()).stream().toList());
        var stopped = store.stoppedAt(consumer, stream, sequence)
                .map(fact -> fact.envelope().id())
                .orElse("");
        var givenUp = facts(consumer, stream).stream()
                .filter(fact -> fact.eventId().equals(stopped))
                .findFirst()
                .orElse(null);
        int applied = dryRun ? 0 : inbox.giveUp(feed, stream, topic.get(), sequence);
        return new GiveUpView(dryRun, givenUp, applied, store.lastSequence(consumer, stream), facts(consumer, stream));
    }

    private static StreamKey stream(
            @Nullable String council, @Nullable String publisher, @Nullable String key, List<FieldProblem> problems) {
        return new StreamKey(
                council == null ? Council.current().value() : council,
                given("publisher", publisher, problems),
                given("key", key, problems));
    }

    /** The value; what is missing joins the problems. */
    private static String given(String field, @Nullable String value, List<FieldProblem> problems) {
        if (value == null) {
            problems.add(missing(field));
            return "";
        }
        return value;
    }

    private static FieldProblem missing(String field) {
        return new FieldProblem(field, "missing", "Say which stream, as the list of parked streams does");
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private StreamView view(InboxStore.Standing standing) {
        var stream = standing.stream();
        return new StreamView(
                standing.consumer(),
                stream.council(),
                stream.publisher(),
                stream.key(),
                standing.state(),
                standing.since(),
                standing.lastSequence(),
                standing.parked(),
                facts(standing.consumer(), stream));
    }

    private List<FactView> facts(String consumer, StreamKey stream) {
        var feed = feeds.named(consumer);
        return store.parkedOf(consumer, stream, SHOWN_FACTS).stream()
                .map(parked -> new FactView(
                        parked.fact().sequence(),
                        parked.fact().envelope().id(),
                        parked.fact().envelope().type(),
                        parked.reason().name(),
                        parked.detail(),
                        parked.since(),
                        feed != null && inbox.isReadable(feed, parked.fact())))
                .toList();
    }

    /** The family whose stream it is, if it is a family's. */
    static Optional<UUID> family(String key) {
        try {
            return key.length() == UUID_LENGTH ? Optional.of(UUID.fromString(key)) : Optional.empty();
        } catch (IllegalArgumentException notAFamily) {
            return Optional.empty();
        }
    }
}
