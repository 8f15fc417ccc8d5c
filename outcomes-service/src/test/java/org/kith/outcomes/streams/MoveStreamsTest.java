package org.kith.outcomes.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.kith.outcomes.Stories.at;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.measures.Folding;
import org.kith.outcomes.measures.MeasureMoved;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(properties = {"kith.streams.listeners=3", "kith.streams.heartbeat=400ms"})
class MoveStreamsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private MoveStreams streams;

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MeterRegistry meters;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<MvcResult> screens = new CopyOnWriteArrayList<>();
    private Neighbours neighbours;

    @AfterEach
    void everybody_leaves() {
        listeners.forEach(listener -> listener.listens = false);
        screens.forEach(MoveStreamsTest::leave);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> meters.get("kith.figures.listeners").gauge().value() == 0);
    }

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
    }

    @Test
    void a_screen_hears_a_move_and_goes_on_after_it_when_it_comes_back() throws Exception {
        var day = LocalDate.of(2022, 1, 11);
        var analyst = roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY);
        move(day);
        var listening = open(analyst, "0");
        var first = heardOf(listening, day, 1);
        assertThat(first).contains("event:measure.moved").contains("\"measureCode\":\"REFERRALS_RECEIVED\"");

        move(day);
        var both = heardOf(listening, day, 2);
        var ids = both.lines().filter(line -> line.startsWith("id:")).toList();
        var lastOfFirst =
                first.lines().filter(line -> line.startsWith("id:")).toList().getLast();
        var again = open(analyst, lastOfFirst.substring(3));
        var after = heardOf(again, day, 2);

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(after.lines().filter(line -> line.startsWith("id:")))
                .containsExactlyElementsOf(ids.subList(ids.indexOf(lastOfFirst) + 1, ids.size()));
    }

    @Test
    void a_silent_stream_says_that_it_is_alive() throws Exception {
        var listener = listener();
        Neighbours.inLancashire(() -> streams.listen(listener, new ScopeCode("T98"), null));

        await().atMost(Duration.ofSeconds(10)).until(() -> listener.beats >= 3);
    }

    @Test
    void who_has_missed_more_than_is_kept_starts_again() {
        var listener = listener();
        Neighbours.inLancashire(() -> streams.listen(listener, null, Long.MAX_VALUE));

        await().atMost(Duration.ofSeconds(10)).until(() -> listener.startedAgain);
    }

    @Test
    void there_is_room_for_so_many_and_no_more_until_one_leaves() {
        for (int place = 0; place < 3; place++) {
            var next = listener();
            Neighbours.inLancashire(() -> streams.listen(next, null, null));
        }

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Neighbours.inLancashire(() -> streams.listen(new Listener(), null, null)))
                .returns("too-many-listeners", Refusal::code);

        listeners.getFirst().listens = false;
        var last = listener();
        await().atMost(Duration.ofSeconds(10)).ignoreException(Refusal.class).until(() -> {
            Neighbours.inLancashire(() -> streams.listen(last, null, null));
            return true;
        });
    }

    @Test
    void an_id_that_is_none_is_named() throws Exception {
        mvc.perform(get("/figures/stream")
                        .with(Tokens.staff(roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY)))
                        .header("Last-Event-ID", "yesterday"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("not-a-number"));
    }

    private void move(LocalDate day) {
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();
    }

    private MvcResult open(UUID analyst, String lastEventId) throws Exception {
        var screen = mvc.perform(get("/figures/stream?scope=COUNTY")
                        .with(Tokens.staff(analyst))
                        .header("Last-Event-ID", lastEventId))
                .andExpect(status().isOk())
                .andReturn();
        screens.add(screen);
        return screen;
    }

    private Listener listener() {
        var listener = new Listener();
        listeners.add(listener);
        return listener;
    }

    /** What came until the count of referrals of that day is so high. */
    private static String heardOf(MvcResult stream, LocalDate day, int value) {
        var wanted = "\"measureCode\":\"REFERRALS_RECEIVED\",\"scopeCode\":\"COUNTY\",\"day\":\"%s\",\"value\":%d,"
                .formatted(day, value);
        var heard = new String[] {""};
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            heard[0] = stream.getResponse().getContentAsString();
            return heard[0].contains(wanted);
        });
        return heard[0];
    }

    private static void leave(MvcResult stream) {
        var async = stream.getRequest().getAsyncContext();
        if (async != null) {
            async.complete();
        }
    }

    private static final class Listener implements MoveListener {

        private final List<MeasureMoved> moves = new CopyOnWriteArrayList<>();
        private volatile boolean listens = true;
        private volatile boolean startedAgain;
        private volatile int beats;

        @Override
        public void moved(MeasureMoved move) {
            moves.add(move);
        }

        @Override
        public void startAgain(long moveSequence) {
            startedAgain = true;
        }

        @Override
        public synchronized void beat() {
            beats = beats + 1;
        }

        @Override
        public void end() {
            listens = false;
        }

        @Override
        public boolean listens() {
            return listens;
        }
    }
}
