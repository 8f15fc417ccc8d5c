package org.kith.launcher.commandline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import org.kith.launcher.services.StatusPageBeside;
import org.kith.launcher.streams.StandingStreams;

/** Asks each part how it fares. */
final class Status {

    /** A part that takes longer than this is not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    static final String UP = "up";

    private static final String POSTGRES = "PostgreSQL";
    private static final String KAFKA = "Kafka";

    private final Console console;
    private final KithHome home;

    Status(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    /** Whether everything is up. */
    boolean run(Options options) {
        options.requireNoMore();
        var note = Run.note(home);
        if (!Run.isOn(home) || note.isEmpty()) {
            home.stoppedBecause().ifPresent(console::say);
            console.say("Kith is not up. To start it: ./kith up");
            StatusPageBeside.address(home)
                    .ifPresent(address -> console.say(
                            "Its status page stands, and says so: " + address + ". To end it too: ./kith down"));
            return false;
        }
        var said = note.get();
        var parts = parts(said);
        var servers = servers(said);
        boolean well = Stream.concat(parts.values().stream(), servers.values().stream())
                .allMatch(UP::equals);
        console.say("Kith " + (well ? "is up" : said.ready() ? "is up in part" : "is starting") + ": " + said.address()
                + " (process " + said.pid() + ", data in " + home.folder() + ")");
        parts.forEach((part, health) -> console.say(line(part.configuration(), health, part.port(said.ports()))));
        console.say(
                line(POSTGRES, servers.getOrDefault(POSTGRES, ""), said.ports().postgres()));
        console.say(line(KAFKA, servers.getOrDefault(KAFKA, ""), said.ports().kafka()));
        console.say(String.format(Locale.ROOT, "  %-26s %s", "mailbox", mailbox(said.ports())));
        console.say(String.format(
                Locale.ROOT,
                "  %-26s %s",
                "status page",
                StatusPageBeside.address(home).orElse("down")));
        if (well) {
            sayWhatStandsStill(said);
        }
        if (said.ready() && !well) {
            console.say("What is down starts again with all the others: ./kith down, then ./kith up");
        }
        return well;
    }

    /** Something may stand still while everything is up: one family's facts, as a rule. */
    private void sayWhatStandsStill(Run.Note said) {
        try (var doors = new Doors(new Installation(home, said.ports()))) {
            int standing = new StandingStreams(doors, new Tokens(doors, Secrets.of(home)))
                    .all()
                    .size();
            if (standing > 0) {
                console.say((standing == 1 ? "One stream stands" : standing + " streams stand")
                        + " still; which, and what to do: ./kith replay");
            }
        } catch (Obstacle notAsked) {
            console.say("What stands still could not be asked: " + notAsked.getMessage());
        }
    }

    private static String line(String what, String health, int port) {
        return String.format(Locale.ROOT, "  %-26s %-10s %d", what, health, port);
    }

    /** Whether database and broker take connections; how they fare is asked by the services, which cannot do without them. */
    private static Map<String, String> servers(Run.Note said) {
        return Map.of(
                POSTGRES, listens(said.ports().postgres(), said.ready()),
                KAFKA, listens(said.ports().kafka(), said.ready()));
    }

    private static String listens(int port, boolean shouldBeUp) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return UP;
        } catch (IOException e) {
            return down(shouldBeUp);
        }
    }

    private static String down(boolean shouldBeUp) {
        return shouldBeUp ? "down" : "starting";
    }

    /** Where the mail is shown that was sent. */
    static String mailbox(Ports ports) {
        return "http://127.0.0.1:" + ports.mailbox();
    }

    /** How each part is, as it says itself. */
    static Map<Part, String> parts(Run.Note said) {
        var parts = new EnumMap<Part, String>(Part.class);
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (var part : Part.values()) {
                parts.put(part, health(client, part.port(said.ports()), said.ready()));
            }
        }
        return parts;
    }

    private static String health(HttpClient client, int port, boolean shouldBeUp) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200 ? UP : "unwell";
        } catch (IOException e) {
            return down(shouldBeUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }
}
