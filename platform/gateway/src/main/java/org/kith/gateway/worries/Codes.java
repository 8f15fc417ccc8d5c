package org.kith.gateway.worries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** The lists that forms offer. They are the same for everybody, so they are asked for once an hour. */
@Component
public class Codes {

    private static final Duration FRESH = Duration.ofHours(1);

    private final Neighbours neighbours;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    Codes(Neighbours neighbours, Clock clock) {
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /** The lists; the former ones while the service that has them is away. */
    public Part<Lists> all(String token) {
        var known = kept.get();
        if (known != null && clock.instant().isBefore(known.until())) {
            return Part.of(known.lists());
        }
        var asked = neighbours
                .ask(Question.get(Neighbour.REFERRAL, token, Lists.class, "/referrals/codes", Map.of()))
                .part();
        if (asked.value() != null) {
            kept.set(new Kept(asked.value(), clock.instant().plus(FRESH)));
            return asked;
        }
        return known == null ? asked : Part.of(known.lists());
    }

    /** The same for a form, which is shown without them, and says so, while nobody gives a token. */
    public Part<Lists> forForm(Supplier<String> token) {
        try {
            return all(token.get());
        } catch (Away away) {
            return new Part<>(null, away.missing(), null);
        }
    }

    private record Kept(Lists lists, Instant until) {}

    /**
     * One code with its text.
     *
     * @param guide how the council tells it from others; absent where the text says all
     */
    public record Code(String code, String text, @Nullable String guide) {}

    /** Every list that the pages about referrals need. */
    public record Lists(
            List<Code> referralSources,
            List<Code> worries,
            List<Code> sexes,
            List<Code> relationships,
            List<Code> familyKnows,
            List<Code> declineReasons,
            List<Code> services,
            List<Code> levelsOfNeed) {

        public static Lists none() {
            return new Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        }

        /** What worries are called in a list: no more than the heading of each, each heading once. */
        public String headings(List<String> codes) {
            return codes.stream()
                    .map(code -> textOf(worries, code).split(": ", 2)[0])
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        /** What a code of a list says; the code itself if the list does not know it. */
        public static String textOf(List<Code> list, String code) {
            return list.stream()
                    .filter(one -> one.code().equals(code))
                    .map(Code::text)
                    .findFirst()
                    .orElse(code);
        }
    }
}
