package org.kith.launcher.commandline;

import java.nio.file.Files;
import java.util.ArrayList;
import org.kith.gateway.status.outside.Notice;
import org.kith.launcher.commandline.Options.NotUnderstood;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.StatusPageBeside;

/** What the status page says in words of whoever runs Kith; works whether or not anything runs. */
final class Notices {

    private final Console console;
    private final KithHome home;

    Notices(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        boolean end = options.flag("--end");
        var words = new ArrayList<String>();
        for (var word = options.next(); word.isPresent(); word = options.next()) {
            words.add(word.get());
        }
        options.requireNoMore();
        var notice = new Notice(home.notice());
        if (end && !words.isEmpty()) {
            throw new NotUnderstood("Either something is said, or what was said ends: not both at once.");
        }
        if (!Files.isDirectory(home.folder())) {
            throw new Obstacle("There is no Kith in " + home.folder(), "Start one first: ./kith up");
        }
        if (end) {
            console.say(notice.end() ? "The notice has ended" : "There was no notice");
        } else if (words.isEmpty()) {
            console.say(
                    notice.now()
                            .map(said -> said.at() + "  " + said.text())
                            .orElse(
                                    "Nothing is said. To say something: ./kith notice \"Kith is away on Sunday from 6 to 7am\""));
        } else {
            say(notice, String.join(" ", words));
        }
    }

    private void say(Notice notice, String text) {
        try {
            notice.say(text);
        } catch (IllegalArgumentException e) {
            throw new Obstacle("Nothing was said: " + e.getMessage(), "Say it in fewer words, in quotation marks");
        }
        console.say(StatusPageBeside.address(home)
                .map(address -> "Said at " + address + ". To end it: ./kith notice --end")
                .orElse("Kept, and said once the status page stands: ./kith up. To end it: ./kith notice --end"));
    }
}
