package org.kith.launcher.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out which process listens on a port, as far as this machine tells. */
final class PortHolder {

    /** State LISTEN in /proc/net/tcp. */
    private static final String LISTENING = "0A";

    private static final int SHOWN = 90;

    /** lsof can take its time on a machine with many mounts. */
    private static final int ASK_SECONDS = 5;

    private PortHolder() {}

    static String of(int port) {
        var pid = Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
        return pid.flatMap(ProcessHandle::of).map(PortHolder::describe).orElse("a process of somebody else");
    }

    private static String describe(ProcessHandle process) {
        var command =
                process.info().commandLine().or(() -> process.info().command()).orElse("unknown");
        return "process " + process.pid() + ": "
                + (command.length() > SHOWN ? command.substring(0, SHOWN) + "..." : command);
    }

    private static Optional<Long> fromProc(int port) {
        var hexPort = String.format(Locale.ROOT, ":%04X", port);
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (var line : Files.readAllLines(Path.of(table))) {
                    var fields = line.trim().split("\\s+", -1);
                    if (fields.length > 9 && fields[1].endsWith(hexPort) && fields[3].equals(LISTENING)) {
                        return holderOfSocket("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException noSuchTable) {
                // this machine has no such table
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> holderOfSocket(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try (var open = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
                        for (var descriptor : open) {
                            if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                                return true;
                            }
                        }
                        return false;
                    } catch (IOException notOurs) {
                        return false;
                    }
                })
                .map(ProcessHandle::pid)
                .findFirst();
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            var lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!lsof.waitFor(ASK_SECONDS, TimeUnit.SECONDS)) {
                lsof.destroyForcibly();
                return Optional.empty();
            }
            var said = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return said.matches("\\d+(\\s+\\d+)*")
                    ? Optional.of(Long.parseLong(said.split("\\s+", -1)[0]))
                    : Optional.empty();
        } catch (IOException noLsof) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
