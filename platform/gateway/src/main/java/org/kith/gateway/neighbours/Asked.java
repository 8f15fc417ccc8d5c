package org.kith.gateway.neighbours;

import java.util.function.Supplier;

/** A question on its way; the answer is waited for where it is needed, so that several are out at once. */
public final class Asked<T> {

    private final Supplier<T> answer;

    Asked(Supplier<T> answer) {
        this.answer = answer;
    }

    /**
     * The answer.
     *
     * @throws SaidNo if the service said no
     * @throws Away if it does not answer in time
     */
    public T answer() {
        return answer.get();
    }

    /** The answer as a part of a page that is shown without it if need be. */
    public Part<T> part() {
        try {
            return Part.of(answer.get());
        } catch (Away away) {
            return new Part<>(null, away.missing(), null);
        } catch (SaidNo no) {
            return new Part<>(null, null, no.said());
        }
    }
}
