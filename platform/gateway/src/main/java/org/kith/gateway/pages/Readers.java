package org.kith.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.signin.SignedIn;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.workers.Workers;
import org.kith.gateway.workers.Workers.Me;
import org.kith.gateway.workers.Workers.RoleIn;
import org.springframework.stereotype.Component;

/** Knows who reads a page. Their roles are asked for once a minute and remembered in the session, also while nobody answers. */
@Component
public class Readers {

    private static final String ATTRIBUTE = "kith.roles";
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Workers workers;
    private final Tokens tokens;
    private final Clock clock;

    Readers(Workers workers, Tokens tokens, Clock clock) {
        this.workers = workers;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whoever reads this page; absent if nobody is signed in. */
    public @Nullable Reader of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Reader known) {
            return known;
        }
        var reader = find(request);
        request.setAttribute(ATTRIBUTE, reader);
        return reader;
    }

    private @Nullable Reader find(HttpServletRequest request) {
        var signedIn = SignedIn.ifAny();
        if (signedIn.isEmpty()) {
            return null;
        }
        var who = signedIn.get();
        if (!"staff".equals(who.kind())) {
            return new Reader(who, List.of(), true);
        }
        var session = request.getSession();
        var kept = session.getAttribute(ATTRIBUTE) instanceof Kept known
                        && known.of().equals(who.id())
                ? known
                : null;
        if (kept == null || clock.instant().isAfter(kept.until())) {
            kept = asked(who, kept);
            session.setAttribute(ATTRIBUTE, kept);
        }
        return new Reader(who, kept.roles(), kept.known());
    }

    private Kept asked(SignedIn who, @Nullable Kept before) {
        var me = me();
        var now = clock.instant();
        if (me.value() != null) {
            return new Kept(who.id(), new ArrayList<>(me.value().roles()), true, now.plus(FRESH));
        }
        return before == null
                ? new Kept(who.id(), new ArrayList<>(), false, now.plus(AGAIN))
                : new Kept(who.id(), before.roles(), before.known(), now.plus(AGAIN));
    }

    private Part<Me> me() {
        try {
            return workers.me(tokens.mine()).part();
        } catch (Away away) {
            return new Part<>(null, away.missing(), null);
        }
    }

    private record Kept(String of, List<RoleIn> roles, boolean known, Instant until) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
