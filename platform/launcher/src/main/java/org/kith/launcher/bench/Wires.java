package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/** Connections that wait for their next use, by part. */
final class Wires implements AutoCloseable {

    private final Ports ports;
    private final Map<Part, Queue<Wire>> idle = new ConcurrentHashMap<>();

    Wires(Ports ports) {
        this.ports = ports;
    }

    /** One exchange over a connection. */
    interface Exchange {

        Wire.Reply over(Wire wire) throws IOException;
    }

    Wire.Reply to(Part part, Exchange exchange) {
        var waiting = idle.computeIfAbsent(part, one -> new ConcurrentLinkedQueue<>());
        var wire = waiting.poll();
        if (wire == null) {
            wire = new Wire(part.port(ports));
        }
        try {
            return exchange.over(wire);
        } catch (IOException e) {
            throw new UncheckedIOException(part.configuration() + " did not answer", e);
        } finally {
            waiting.add(wire);
        }
    }

    @Override
    public void close() {
        idle.values().forEach(waiting -> waiting.forEach(Wire::close));
    }
}
