package org.kith.launcher.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    private Path folder;

    @Test
    void a_taken_port_is_named_with_its_purpose_its_holder_and_a_way_out() throws IOException {
        var ports = Ports.free();
        try (var taken = new ServerSocket(ports.outcomes(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining(ports.outcomes() + " (outcomes)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .satisfies(said -> assertThat(((Obstacle) said).advice()).contains("--port-base"));
        }
        ports.requireFree();
    }

    @Test
    void a_port_base_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Ports(80)).isInstanceOf(Obstacle.class).hasMessageContaining("out of range");
        assertThatThrownBy(() -> new Ports(65_530)).isInstanceOf(Obstacle.class);
    }

    @Test
    void one_process_at_a_time_runs_from_a_folder_and_its_note_says_where() {
        var home = new KithHome(folder.resolve("kith")).prepare();
        var ports = new Ports(8600);

        try (var run = Run.begin(home, ports).orElseThrow()) {
            assertThat(Run.note(home).orElseThrow().ready()).isFalse();
            run.ready();
            var note = Run.note(home).orElseThrow();

            assertThat(note.ready()).isTrue();
            assertThat(note.address()).isEqualTo("http://127.0.0.1:8600");
            assertThat(note.process()).contains(ProcessHandle.current());
        }
        assertThat(Run.note(home)).isEmpty();
        assertThat(Run.isOn(home)).isFalse();
    }

    @Test
    void a_note_of_a_dead_process_or_half_a_note_is_nobodys() throws IOException {
        var home = new KithHome(folder.resolve("kith")).prepare();

        Files.writeString(home.run(), "pid=999999999\nstarted=2026-01-01T00:00:00Z\nportBase=7600\nready=true\n");
        assertThat(Run.isOn(home)).isFalse();
        assertThat(Run.note(home).orElseThrow().process()).isEmpty();

        Files.writeString(home.run(), "pid=12");
        assertThat(Run.note(home)).isEmpty();

        Files.writeString(home.run(), "pid=12\nstarted=2026-01-0\nportBase=7600\nready=true\n");
        assertThat(Run.note(home)).isEmpty();
    }

    @Test
    void what_a_killed_writer_left_is_not_a_strangers() throws IOException {
        var home = new KithHome(folder.resolve("kith")).prepare();
        Secrets.of(home);
        for (var half : List.of("run.properties.next", "secrets.properties.next", "notice.txt.next")) {
            Files.createFile(home.folder().resolve(half));
        }
        assertThat(home.strangers()).isEmpty();

        Files.createFile(home.folder().resolve("thesis.next"));
        Files.createFile(home.folder().resolve("thesis"));

        assertThat(home.strangers()).containsExactly("thesis", "thesis.next");
    }

    @Test
    void the_folder_is_its_owners_alone_and_goes_when_told_to() throws IOException {
        var home = new KithHome(folder.resolve("kith")).prepare();
        var secrets = Secrets.of(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
        assertThat(Secrets.of(home).operator()).isEqualTo(secrets.operator()).hasSizeGreaterThan(32);
        assertThat(secrets.people()).matches("[a-z]+-[a-z]+-\\d{4}");

        home.delete();
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_written_is_an_obstacle_with_advice() throws IOException {
        var file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> new KithHome(file.resolve("kith")).prepare())
                .isInstanceOf(Obstacle.class)
                .satisfies(said -> assertThat(((Obstacle) said).advice()).contains("KITH_HOME"));
    }

    @Test
    void a_disk_that_fills_up_is_said_once_and_then_stops_what_runs() {
        var free = new AtomicLong(DiskWatch.SCARCE_BYTES);
        var warned = new ArrayList<String>();
        var stopped = new ArrayList<String>();
        var watch = new DiskWatch(free::get, warned::add, stopped::add);

        assertThat(watch.look()).isTrue();
        assertThat(warned).isEmpty();
        free.set(DiskWatch.SCARCE_BYTES - 1);
        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isTrue();
        assertThat(warned).singleElement().asString().contains("nearly full", "499 MB");
        free.set(DiskWatch.TOO_LITTLE_BYTES - 1);
        assertThat(watch.look()).isFalse();
        assertThat(stopped).singleElement().asString().contains("149 MB are free");
    }

    @Test
    void why_a_run_stopped_by_itself_is_kept_until_the_next() {
        var home = new KithHome(folder.resolve("kith")).prepare();

        home.stoppedBecause("The disk is full");

        assertThat(home.stoppedBecause()).contains("The disk is full");
        home.goesOn();
        assertThat(home.stoppedBecause()).isEmpty();
    }
}
