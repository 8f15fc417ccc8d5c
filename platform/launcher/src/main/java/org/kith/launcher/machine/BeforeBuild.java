package org.kith.launcher.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What would stop {@code ./kith up} is said before a build of minutes, not after it. It is run from its source by the JDK alone,
 * so neither it nor what it uses may need a library.
 */
final class BeforeBuild {

    /** The build tool's store takes about 650 MB and what is built about 400, with room to breathe. */
    private static final long BUILD_BYTES = 1_500_000_000L;

    private static final long MEGABYTE = 1_000_000L;

    private BeforeBuild() {}

    /** Takes the words of the command; ends with 1 if something is in the way. */
    public static void main(String... words) {
        try {
            var home = KithHome.here().prepare();
            requireRoom(Path.of("").toAbsolutePath());
            // what a run left that was killed, or had no more disk, goes away or is ended by the command
            if (!Files.exists(home.run()) && !Files.exists(home.statusPage())) {
                portsIn(List.of(words)).requireFree();
            }
        } catch (Obstacle obstacle) {
            System.err.println(obstacle.getMessage());
            System.err.println(obstacle.advice());
            System.exit(1);
        }
    }

    private static void requireRoom(Path clone) {
        long free = clone.toFile().getUsableSpace();
        if (free < BUILD_BYTES) {
            throw new Obstacle(
                    "The disk is nearly full: " + free / MEGABYTE + " MB are free at " + clone
                            + ", and the first build needs about " + BUILD_BYTES / MEGABYTE,
                    "Make room, then: ./kith up");
        }
    }

    /** A base that is no number is said by the command itself, which knows all its words. */
    private static Ports portsIn(List<String> words) {
        int at = words.indexOf("--port-base") + 1;
        return at > 0 && at < words.size() && words.get(at).matches("[0-9]{1,6}")
                ? new Ports(Integer.parseInt(words.get(at)))
                : Ports.USUAL;
    }
}
