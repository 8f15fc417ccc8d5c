package org.kith.gateway.presence.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.presence.Presence;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One stream to each open page (server-sent events); while it is open, its reader is there. */
@Controller
@EnableScheduling
class PresenceStreams {

    private static final Pattern PAGE = Pattern.compile("/[a-z]+/[0-9a-f-]{36}(/[a-z]+(/[0-9a-f-]{36})?)?");

    /** The browser opens the next by itself; nobody holds a connection for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Beyond this pages show who was there when they were opened, and no stream. */
    private static final int MOST = 2_000;

    private record Open(SseEmitter stream, String page, String readerId, String name) {}

    private final Presence presence;
    private final Readers readers;
    private final Set<Open> opened = ConcurrentHashMap.newKeySet();

    PresenceStreams(Presence presence, Readers readers) {
        this.presence = presence;
        this.readers = readers;
    }

    @GetMapping(path = "/presence", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(@RequestParam String page, HttpServletRequest request) {
        var reader = readers.of(request);
        if (reader == null || !PAGE.matcher(page).matches() || opened.size() >= MOST) {
            throw new SaidNo(new Said(404, "not-found", null, null, null));
        }
        var stream = new SseEmitter(LONGEST.toMillis());
        var open = new Open(stream, page, reader.id(), reader.name());
        stream.onCompletion(() -> close(open));
        stream.onTimeout(stream::complete);
        stream.onError(gone -> close(open));
        opened.add(open);
        tell(open);
        return stream;
    }

    private void close(Open open) {
        if (opened.remove(open)
                && opened.stream()
                        .noneMatch(other -> other.page().equals(open.page())
                                && other.readerId().equals(open.readerId()))) {
            presence.closed(open.page(), open.readerId());
        }
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void tellAll() {
        opened.forEach(this::tell);
        try {
            presence.forget();
        } catch (DataAccessException away) {
            // shown again when the database is back
            return;
        }
    }

    private void tell(Open open) {
        try {
            var others = presence.open(open.page(), open.readerId(), open.name());
            open.stream().send(SseEmitter.event().name("presence").data(Presence.sentence(others)));
        } catch (IOException | IllegalStateException gone) {
            close(open);
        } catch (DataAccessException away) {
            open.stream().complete();
        }
    }
}
