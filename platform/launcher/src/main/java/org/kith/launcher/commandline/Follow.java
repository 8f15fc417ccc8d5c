package org.kith.launcher.commandline;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.road.Road;
import org.kith.launcher.services.Part;

/** Prints the road of one referral. */
final class Follow {

    private static final int NOT_FOUND = 404;

    private final Console console;
    private final KithHome home;

    Follow(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        var reference = options.next()
                .orElseThrow(() -> new Options.NotUnderstood("Say which referral: ./kith follow <reference>"));
        options.requireNoMore();
        var installation = Running.in(home);
        try (var doors = new Doors(installation)) {
            var tokens = new Tokens(doors, Secrets.of(home));
            var found = doors.get(
                    Part.REFERRAL,
                    "/referrals/by-reference/" + URLEncoder.encode(reference, StandardCharsets.UTF_8),
                    tokens.operator());
            if (found.status() == NOT_FOUND) {
                throw new Obstacle(
                        "No referral has the reference " + reference,
                        "It is on the receipt; mind the last character, which checks the others");
            }
            found.required();
            console.say("Referral " + found.text("referralId") + ", family " + found.text("familyId") + ", "
                    + found.text("stage"));
            new Road(installation)
                    .of(UUID.fromString(found.text("referralId")), UUID.fromString(found.text("familyId")))
                    .forEach(console::say);
        }
    }
}
