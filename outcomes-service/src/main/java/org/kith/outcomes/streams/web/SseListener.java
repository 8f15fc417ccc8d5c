package org.kith.outcomes.streams.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.kith.outcomes.measures.MeasureMoved;
import org.kith.outcomes.streams.MoveListener;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A listener at the other end of a connection. */
final class SseListener implements MoveListener {

    /** A move as it is sent, the same as on the topic. */
    record MoveView(
            String measureCode,
            String scopeCode,
            LocalDate day,
            long value,
            long change,
            long knowledgeSequence,
            Instant knownAt) {}

    private final SseEmitter emitter;
    private volatile boolean listens = true;

    SseListener(SseEmitter emitter) {
        this.emitter = emitter;
        emitter.onCompletion(() -> listens = false);
        emitter.onTimeout(() -> {
            listens = false;
            emitter.complete();
        });
        emitter.onError(gone -> listens = false);
    }

    @Override
    public void moved(MeasureMoved move) throws IOException {
        emitter.send(SseEmitter.event()
                .id(Long.toString(move.moveSequence()))
                .name("measure.moved")
                .data(
                        new MoveView(
                                move.measureCode(),
                                move.scope().value(),
                                move.day(),
                                move.value(),
                                move.change(),
                                move.knowledgeSequence(),
                                move.knownAt()),
                        MediaType.APPLICATION_JSON));
    }

    @Override
    public void startAgain(long moveSequence) throws IOException {
        emitter.send(SseEmitter.event()
                .id(Long.toString(moveSequence))
                .name("start-again")
                .data("{}", MediaType.APPLICATION_JSON));
    }

    @Override
    public void beat() throws IOException {
        emitter.send(SseEmitter.event().comment("alive"));
    }

    @Override
    public void end() {
        emitter.complete();
    }

    @Override
    public boolean listens() {
        return listens;
    }
}
