package org.kith.launcher.campaign;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Small file systems of their own under the database and the broker, to be filled up. Needs a machine that lets us mount. */
final class Disks implements AutoCloseable {

    private static final long SIZE = 8L << 30;

    private static final String BALLAST = "ballast";

    private final Map<Member, Path> mounted = new ConcurrentHashMap<>();

    /** Tries to give the member a small disk at that place; false where the machine does not allow it. */
    boolean mount(Member member, Path place) {
        try {
            Files.createDirectories(place);
            var image = place.resolveSibling(member.word() + ".img");
            boolean fresh = !Files.exists(image);
            if (fresh) {
                try (var file = new RandomAccessFile(image.toFile(), "rw")) {
                    file.setLength(SIZE);
                }
                if (!Signals.run(List.of("mkfs.ext4", "-q", "-F", "-m", "0", image.toString()))) {
                    Files.delete(image);
                    return false;
                }
            }
            if (!Signals.run(List.of("mount", "-o", "loop", image.toString(), place.toString()))) {
                if (fresh) {
                    Files.delete(image);
                }
                return false;
            }
            mounted.put(member, place);
            // what mkfs makes is in the way of the broker, which takes each folder for a partition
            Files.deleteIfExists(place.resolve("lost+found"));
            free(member);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A campaign that was killed leaves its disks mounted; on a place where none is this does nothing. */
    static void unmountLeftovers(List<Path> places) {
        for (var place : places) {
            if (Signals.run(List.of("mountpoint", "-q", place.toString()))) {
                Signals.run(List.of("umount", "-l", place.toString()));
            }
        }
    }

    boolean has(Member member) {
        return mounted.containsKey(member);
    }

    /** Leaves not a byte. */
    void fill(Member member) {
        var place = mounted.get(member);
        if (place != null) {
            var ballast = place.resolve(BALLAST).toString();
            // in ever smaller pieces, since one that does not fit is not made at all
            for (long piece = SIZE; piece >= 4096; piece /= 2) {
                Signals.run(List.of("sh", "-c", "fallocate -l " + piece + " '" + ballast + "." + piece + "'"));
            }
        }
    }

    void free(Member member) {
        var place = mounted.get(member);
        if (place == null) {
            return;
        }
        try (var files = Files.newDirectoryStream(place, BALLAST + "*")) {
            for (var file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (var place : new ArrayList<>(mounted.values())) {
            Signals.run(List.of("umount", "-l", place.toString()));
        }
        mounted.clear();
    }
}
