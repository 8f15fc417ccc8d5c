package org.kith.gateway.live.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.live.Subject;
import org.kith.gateway.neighbours.Neighbour;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A page somebody looks at, and what it was told. */
final class OpenPage {

    /**
     * What is followed.
     *
     * @param subject what the page is about; absent for a receipt, and where only presence is told
     * @param receipt its address where the page is a receipt
     * @param page the address whose readers see each other; absent where they do not
     * @param since when the page was opened
     */
    record Followed(
            @Nullable Subject subject,
            @Nullable String receipt,
            @Nullable String page,
            Instant since) {}

    /**
     * Who follows.
     *
     * @param of account id, or the address of somebody without an account
     * @param specialist whether they are one; specialists are not shown to each other
     * @param token whose rights questions are asked with
     */
    record Follower(String of, String name, boolean specialist, String token) {

        @Override
        public String toString() {
            return "Follower[" + of + "]";
        }
    }

    private final Follower who;
    private final Followed what;
    private final SseEmitter stream;
    private final Clock clock;
    private final Instant begunAt;
    private volatile Instant sentAt;
    private volatile Instant askedAt = Instant.EPOCH;
    private volatile boolean stirred = true;
    private volatile int told;
    private volatile @Nullable String others;

    OpenPage(Follower who, Followed what, SseEmitter stream, Clock clock, int told) {
        this.who = who;
        this.what = what;
        this.stream = stream;
        this.clock = clock;
        this.begunAt = clock.instant();
        this.sentAt = begunAt;
        this.told = told;
    }

    Follower who() {
        return who;
    }

    Followed what() {
        return what;
    }

    SseEmitter stream() {
        return stream;
    }

    Instant begunAt() {
        return begunAt;
    }

    Instant askedAt() {
        return askedAt;
    }

    Instant sentAt() {
        return sentAt;
    }

    /** The services whose facts it may be about. A receipt is about its referral, whose every step the front door hears. */
    List<Neighbour> services() {
        if (what.receipt() != null) {
            return List.of(Neighbour.REFERRAL, Neighbour.ALLOCATION);
        }
        return what.subject() == null ? List.of() : what.subject().services();
    }

    /** Something happened somewhere; whether it concerns this page is asked when its time comes. */
    void stir() {
        stirred = true;
    }

    boolean mayAsk(Instant lastBefore) {
        return stirred && !services().isEmpty() && askedAt.isBefore(lastBefore);
    }

    void asks(Instant now) {
        stirred = false;
        askedAt = now;
    }

    /** Tells the page how much has changed, if it was told of less. */
    void tell(int now) {
        if (now <= told) {
            return;
        }
        told = now;
        send(
                "changed",
                what.subject() == null
                        ? "There is news about what you told us."
                        : what.subject().says(now));
    }

    void tellOthers(String sentence) {
        if (!sentence.equals(others)) {
            others = sentence;
            send("presence", sentence);
        }
    }

    /** Says nothing, so that a connection that is gone is noticed on both sides. */
    void beat() {
        send(SseEmitter.event().comment(""));
    }

    private void send(String name, String data) {
        send(SseEmitter.event().name(name).data(data));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            stream.send(event);
            sentAt = clock.instant();
        } catch (IOException gone) {
            // its completion takes it off the list
            stream.completeWithError(gone);
        } catch (IllegalStateException ended) {
            // in good order meanwhile: the browser is told of no fault
            return;
        }
    }

    /** The browser opens the next by itself, if somebody still looks. */
    void end() {
        stream.complete();
    }
}
