package org.kith.gateway.live.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kith.gateway.live.web.OpenPage.Followed;
import org.kith.gateway.live.web.OpenPage.Follower;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class OpenPageTest {

    /** Keeps the faults that a browser would be told of. */
    private static final class Stream extends SseEmitter {

        private final List<Throwable> faults = new ArrayList<>();

        @Override
        public void completeWithError(Throwable fault) {
            faults.add(fault);
            super.completeWithError(fault);
        }
    }

    @Test
    void a_page_that_ended_while_it_was_told_something_ends_without_a_fault() {
        var stream = new Stream();
        var clock = Clock.systemUTC();
        var open = new OpenPage(
                new Follower("somebody", "Kim Example", false, "token"),
                new Followed(null, "a-receipt", null, clock.instant()),
                stream,
                clock,
                0);
        open.end();

        open.beat();
        open.tell(1);
        open.tellOthers("Somebody else has this open too");

        assertThat(stream.faults).isEmpty();
    }
}
