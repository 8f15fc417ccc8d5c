package org.kith.launcher.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Part;

/** Asks each part how it fares. */
final class Status {

    /** A part that takes longer than this is not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    static final String UP = "up";

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
        var parts = parts(said);
        boolean well = parts.values().stream().allMatch(UP::equals);
        console.say("Kith " + (well ? "is up" : said.ready() ? "is up in part" : "is starting") + ": " + said.address()
                + " (process " + said.pid() + ", data in " + home.folder() + ")");
        parts.forEach((part, health) -> console.say(
                String.format(Locale.ROOT, "  %-26s %-10s %d", part.configuration(), health, part.port(said.ports()))));
        console.say(String.format(
                Locale.ROOT,
                "  %-26s http://127.0.0.1:%d",
                "mailbox",
                said.ports().mailbox()));
        if (said.ready() && !well) {
            console.say("What is down starts again with all the others: ./kith down, then ./kith up");
        }
        return well;
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
            return shouldBeUp ? "down" : "starting";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }
}
