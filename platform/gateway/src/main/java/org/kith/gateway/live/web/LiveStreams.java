package org.kith.gateway.live.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.live.Changes;
import org.kith.gateway.live.Subject;
import org.kith.gateway.live.Watch;
import org.kith.gateway.live.web.OpenPage.Followed;
import org.kith.gateway.live.web.OpenPage.Follower;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.presence.Presence;
import org.kith.gateway.signin.SignInEnded;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.worries.Worries;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One stream to each open page that is looked at. While somebody looks, each service is asked once in a while whether anything
 * happened there at all; only if something did, it is asked in the reader's own name whether that concerns the page. So rights
 * are decided for each event by the service that has the data, with the token of now, and an event holds a sentence with a count.
 */
@Controller
class LiveStreams {

    /** No page waits longer to hear that something happened somewhere. */
    private static final long TICK = 3_000;

    private static final int TICKS_TO_TELL_WHO = 2;

    /** One page asks no more often, however much happens. */
    private static final Duration ASKS_AGAIN = Duration.ofSeconds(10);

    /** Each time a receipt is asked for is in the family's audit. */
    private static final Duration RECEIPTS_ASK_AGAIN = Duration.ofMinutes(1);

    /** So many pages ask at once; the others a tick later. */
    private static final int ASK_AT_ONCE = 20;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** The browser opens the next by itself, with the rights and the token of then. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration BEFORE_THE_TOKEN_ENDS = Duration.ofSeconds(5);

    private static final Duration LONGEST_AGO = Duration.ofHours(12);

    /** Beyond this pages are as up to date as when they were opened. */
    private static final int MOST = 2_000;

    /** Tabs somebody looks at; of one more, the oldest gives way. */
    private static final int MOST_OF_ONE = 6;

    /** Receipts are open to anybody. */
    private static final int MOST_RECEIPTS = 300;

    private final Changes changes;
    private final Worries worries;
    private final Presence presence;
    private final Readers readers;
    private final Tokens tokens;
    private final Clock clock;
    private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
    private final Map<Neighbour, String> pulses = new ConcurrentHashMap<>();
    private volatile boolean ending;
    private int ticks;

    LiveStreams(
            Changes changes,
            Worries worries,
            Presence presence,
            Readers readers,
            Tokens tokens,
            Clock clock,
            MeterRegistry meters) {
        this.changes = changes;
        this.worries = worries;
        this.presence = presence;
        this.readers = readers;
        this.tokens = tokens;
        this.clock = clock;
        meters.gaugeCollectionSize("kith.live.pages", List.of(), pages);
    }

    /**
     * Follows a page.
     *
     * @param about what it is about; absent where only presence is told
     * @param since when it was opened
     * @param page the address whose readers see each other; absent where they do not
     */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            @RequestParam(required = false) @Nullable String about,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable String page,
            HttpServletRequest request) {
        var reader = readers.of(request);
        if (reader == null) {
            throw notThere();
        }
        var subject = about == null ? null : Subject.of(about, reader).orElseThrow(LiveStreams::notThere);
        if (page != null && !presence.wasShown(page, request)) {
            throw notThere();
        }
        var held = tokens.held();
        var now = clock.instant();
        var life = Duration.between(now, held.until().minus(BEFORE_THE_TOKEN_ENDS));
        return begin(new OpenPage(
                new Follower(reader.id(), reader.name(), reader.is("SPECIALIST"), held.value()),
                new Followed(subject, null, page, openedAt(since, now)),
                new SseEmitter(Math.clamp(life.toMillis(), 1_000, LONGEST.toMillis())),
                clock,
                0));
    }

    /** Follows a receipt, which anybody may who has its address. */
    @GetMapping(path = "/receipt/{receipt}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter followReceipt(
            @PathVariable String receipt, @RequestParam(defaultValue = "0") int shown, HttpServletRequest request) {
        if (pages.stream().filter(open -> open.what().receipt() != null).count() >= MOST_RECEIPTS) {
            throw tooMany();
        }
        // who holds no such receipt learns it at once, and holds no stream
        int steps = worries.receipt(tokens.intake(), receipt).answer().history().size();
        return begin(new OpenPage(
                new Follower("receipts from " + request.getRemoteAddr(), "", false, ""),
                new Followed(null, receipt, null, clock.instant()),
                new SseEmitter(LONGEST.toMillis()),
                clock,
                shown > 0 && shown < steps ? shown : steps));
    }

    /** Nobody reads a page where a stream was asked for; the status alone says that there is none. */
    @ExceptionHandler
    ResponseEntity<Void> refused(SaidNo no) {
        return ResponseEntity.status(no.status()).build();
    }

    @ExceptionHandler
    ResponseEntity<Void> ended(SignInEnded ended) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }

    @ExceptionHandler
    ResponseEntity<Void> away(Away away) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    private static Instant openedAt(@Nullable Instant since, Instant now) {
        return since == null || since.isAfter(now) || since.isBefore(now.minus(LONGEST_AGO)) ? now : since;
    }

    private static SaidNo notThere() {
        return new SaidNo(new Said(404, "not-found", null, null, null));
    }

    private static SaidNo tooMany() {
        return new SaidNo(new Said(503, "too-many-pages", "Too many pages are followed already", null, null));
    }

    private SseEmitter begin(OpenPage open) {
        giveWay(open.who().of());
        if (ending || pages.size() >= MOST) {
            throw tooMany();
        }
        open.stream().onCompletion(() -> close(open));
        open.stream().onTimeout(open::end);
        open.stream().onError(gone -> close(open));
        pages.add(open);
        open.beat();
        tellWhoElse(open);
        return open.stream();
    }

    /** Makes room for one more of the same person. */
    private void giveWay(String of) {
        var theirs = pages.stream()
                .filter(open -> open.who().of().equals(of))
                .sorted(Comparator.comparing(OpenPage::begunAt))
                .toList();
        theirs.stream().limit(Math.max(0, theirs.size() - MOST_OF_ONE + 1)).forEach(OpenPage::end);
    }

    private void close(OpenPage closed) {
        var page = closed.what().page();
        if (!pages.remove(closed) || page == null) {
            return;
        }
        boolean elsewhere = pages.stream()
                .anyMatch(open -> page.equals(open.what().page())
                        && open.who().of().equals(closed.who().of()));
        if (!elsewhere) {
            try {
                presence.closed(page, closed.who().of());
            } catch (DataAccessException away) {
                // gone by itself within a minute
                return;
            }
        }
    }

    /** Streams must not hold up the end of the gateway. */
    @EventListener
    void on(ContextClosedEvent closed) {
        ending = true;
        pages.forEach(OpenPage::end);
    }

    @Scheduled(initialDelay = TICK, fixedDelay = TICK)
    void tick() {
        if (pages.isEmpty()) {
            pulses.clear();
            return;
        }
        listen();
        var now = clock.instant();
        pages.stream()
                .filter(open -> open.mayAsk(now.minus(open.what().receipt() == null ? ASKS_AGAIN : RECEIPTS_ASK_AGAIN)))
                .sorted(Comparator.comparing(OpenPage::askedAt))
                .limit(ASK_AT_ONCE)
                .map(open -> new Asking(open, ask(open, now)))
                // all are on their way before the first is waited for
                .toList()
                .forEach(this::hear);
        ticks++;
        if (ticks % TICKS_TO_TELL_WHO == 0) {
            pages.forEach(this::tellWhoElse);
            forget();
        }
        pages.stream()
                .filter(open -> open.sentAt().isBefore(now.minus(HEARTBEAT)))
                .forEach(OpenPage::beat);
    }

    private void forget() {
        try {
            presence.forget();
        } catch (DataAccessException away) {
            // forgotten later
            return;
        }
    }

    /** Asks each service that a page looks at whether anything happened, once for all pages. */
    private void listen() {
        var asked = new EnumMap<Neighbour, Asked<Changes.Pulse>>(Neighbour.class);
        // another page asks each time, so that one whose token is no good does not keep the others from hearing
        var inAnyOrder = new ArrayList<>(pages);
        Collections.shuffle(inAnyOrder);
        for (var open : inAnyOrder) {
            var services = open.services().stream()
                    .filter(service -> !asked.containsKey(service))
                    .toList();
            try {
                services.forEach(service -> asked.put(service, changes.pulse(tokenOf(open), service)));
            } catch (Away issuer) {
                // a receipt is asked for with a token that cannot be had now; other pages have theirs
                open.stir();
            }
        }
        asked.forEach((service, question) -> {
            var pulse = question.part().value();
            if (pulse != null) {
                var before = pulses.put(service, pulse.pulse());
                if (before != null && !before.equals(pulse.pulse())) {
                    pages.stream()
                            .filter(open -> open.services().contains(service))
                            .forEach(OpenPage::stir);
                }
            }
        });
    }

    private String tokenOf(OpenPage open) {
        return open.what().receipt() == null ? open.who().token() : tokens.intake();
    }

    private List<Asked<Changes.Changed>> ask(OpenPage open, Instant now) {
        open.asks(now);
        var subject = open.what().subject();
        return subject == null
                ? List.of()
                : subject.watches().stream()
                        .map((Watch watch) -> changes.since(
                                open.who().token(), watch, open.what().since()))
                        .toList();
    }

    private void hear(Asking asking) {
        var open = asking.page();
        try {
            var receipt = open.what().receipt();
            if (receipt == null) {
                hear(open, asking.answers());
            } else {
                open.tell(worries.receipt(tokens.intake(), receipt)
                        .answer()
                        .history()
                        .size());
            }
        } catch (Away away) {
            // asked again when its time comes
            open.stir();
        } catch (SaidNo no) {
            open.end();
        }
    }

    private static void hear(OpenPage open, List<Asked<Changes.Changed>> answers) {
        int families = 0;
        for (var answer : answers) {
            var part = answer.part();
            if (part.value() != null) {
                families += part.value().families();
            } else if (part.missing() != null) {
                // that service is asked again when its time comes; what the others know is told
                open.stir();
            } else {
                // they may not see it any more, or their token has ended: the next stream knows
                open.end();
                return;
            }
        }
        open.tell(families);
    }

    private void tellWhoElse(OpenPage open) {
        var page = open.what().page();
        if (page == null) {
            return;
        }
        try {
            open.tellOthers(Presence.sentence(presence.open(
                    page, open.who().of(), open.who().name(), open.who().specialist())));
        } catch (DataAccessException away) {
            // told a tick later
            return;
        }
    }

    /** A page's questions that are on their way. */
    private record Asking(OpenPage page, List<Asked<Changes.Changed>> answers) {}
}
