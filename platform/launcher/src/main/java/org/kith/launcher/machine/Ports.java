package org.kith.launcher.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of one Kith, all on loopback and all next to each other.
 *
 * @param base the gateway's; the others follow it
 */
public record Ports(int base) {

    /** Where Kith lives unless told otherwise. */
    public static final Ports USUAL = new Ports(7600);

    /** The highest offset in use. */
    private static final int SPAN = 14;

    private static final int HIGHEST = 65535;

    /** Between a part's port and that of a second instance of it; behind all others, within a row's hundred. */
    private static final int SECOND = 20;

    private static final int LOWEST = 1024;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    public Ports {
        if (base < LOWEST || base + SPAN > HIGHEST) {
            throw new Obstacle(
                    "Port base " + base + " is out of range",
                    "Choose one from " + LOWEST + " to " + (HIGHEST - SPAN) + ", such as 8600");
        }
    }

    public int gateway() {
        return base;
    }

    public int identity() {
        return base + 1;
    }

    public int referral() {
        return base + 2;
    }

    public int allocation() {
        return base + 3;
    }

    public int specialist() {
        return base + 4;
    }

    public int outcomes() {
        return base + 5;
    }

    /** The page that says whether Kith works, from a process of its own. */
    public int statusPage() {
        return base + 6;
    }

    public int postgres() {
        return base + 10;
    }

    public int kafka() {
        return base + 11;
    }

    public int kafkaController() {
        return base + 12;
    }

    /** Where a second instance listens of the part that has this port. */
    public static int ofASecond(int port) {
        return port + SECOND;
    }

    public int smtp() {
        return base + 13;
    }

    public int mailbox() {
        return base + SPAN;
    }

    private Map<String, Integer> named() {
        var named = new LinkedHashMap<String, Integer>();
        named.put("gateway", gateway());
        named.put("identity", identity());
        named.put("referral", referral());
        named.put("allocation", allocation());
        named.put("specialist", specialist());
        named.put("outcomes", outcomes());
        named.put("status page", statusPage());
        named.put("PostgreSQL", postgres());
        named.put("Kafka", kafka());
        named.put("Kafka's controller", kafkaController());
        named.put("mail", smtp());
        named.put("mailbox page", mailbox());
        return named;
    }

    /** Comes back when all are free, and after this long in any case. */
    public void awaitFree(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (System.nanoTime() < until && !named().values().stream().allMatch(Ports::isFree)) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops with all taken ports at once, and who holds each where the machine tells. */
    public void requireFree() {
        var taken = new ArrayList<String>();
        named().forEach((purpose, port) -> {
            if (!isFree(port)) {
                taken.add("  " + port + " (" + purpose + ") is held by " + PortHolder.of(port));
            }
        });
        if (!taken.isEmpty()) {
            throw new Obstacle(
                    "Kith cannot have these ports:\n" + String.join("\n", taken),
                    "Stop what holds them, or start elsewhere: ./kith up --port-base " + nextFree(base));
        }
    }

    /**
     * A row of free ports, for tests. It lies below those that an operating system gives to whoever calls somebody (from 32768
     * on Linux), and two processes that ask at once look at different rows.
     */
    public static Ports free() {
        return new Ports(nextFree(20_000 + (int) (ProcessHandle.current().pid() % 600) * 20));
    }

    private static int nextFree(int after) {
        for (int candidate = after + 100; candidate + SPAN < HIGHEST; candidate += 100) {
            if (new Ports(candidate).named().values().stream().allMatch(Ports::isFree)) {
                return candidate;
            }
        }
        throw new Obstacle("No row of " + SPAN + " free ports was found above " + after, "Stop something first");
    }

    private static boolean isFree(int port) {
        // both forms of loopback, and any address: a listener on one of them would shadow or be shadowed
        return List.of("127.0.0.1", "0.0.0.0").stream().allMatch(address -> {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
                return true;
            } catch (IOException taken) {
                return false;
            }
        });
    }
}
