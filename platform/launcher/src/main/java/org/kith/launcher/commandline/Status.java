package org.kith.launcher.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Part;

/** Asks each part how it fares. */
final class Status {

    /** A part that takes longer than this is not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
            return false;
        }
        var said = note.get();
        console.say("Kith " + (said.ready() ? "is up" : "is starting") + ": " + said.address() + " (process "
                + said.pid() + ", data in " + home.folder() + ")");
        boolean well = true;
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (var part : Part.values()) {
                var health = health(client, part.port(said.ports()), said.ready());
                well &= health.equals("up");
                console.say(String.format(
                        Locale.ROOT, "  %-26s %-10s %d", part.configuration(), health, part.port(said.ports())));
            }
        }
        console.say(String.format(
                Locale.ROOT,
                "  %-26s http://127.0.0.1:%d",
                "mailbox",
                said.ports().mailbox()));
        return well;
    }

    private static String health(HttpClient client, int port, boolean shouldBeUp) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200 ? "up" : "unwell";
        } catch (IOException e) {
            return shouldBeUp ? "down" : "starting";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }
}
