package org.kith.launcher.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection to a door. A client that asks for less of the machine than the service does: on two cores whatever
 * the measuring takes is missing from what is measured.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    /** A server lets go of a connection that nobody used for long, so such a one is not used again. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private long usedAt;

    Wire(int port) {
        this.port = port;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, byte[] body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Reply get(String path, String token) throws IOException {
        return send("GET", path, token, null, null);
    }

    Reply post(String path, String token, byte[] body, @Nullable String key) throws IOException {
        return send("POST", path, token, body, key);
    }

    private Reply send(String method, String path, String token, byte @Nullable [] body, @Nullable String key)
            throws IOException {
        var head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\n");
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (key != null) {
            head.append("Idempotency-Key: ").append(key).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        var message = new ByteArrayOutputStream(1_024 + (body == null ? 0 : body.length));
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        if (body != null) {
            message.writeBytes(body);
        }
        try {
            connected().getOutputStream().write(message.toByteArray());
            var reply = read();
            usedAt = System.nanoTime();
            return reply;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connected() throws IOException {
        if (System.nanoTime() - usedAt > IDLE.toNanos()) {
            close();
        }
        var open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket = open;
            in = new BufferedInputStream(open.getInputStream(), 16_384);
        }
        return open;
    }

    private Reply read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.contains("close");
            }
        }
        var body = chunked ? chunks() : exactly(length);
        if (last) {
            // a server lets go of a connection after so many requests
            close();
        }
        return new Reply(status, body);
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            all.writeBytes(exactly(length));
            line();
            if (length == 0) {
                return all.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = stream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The service hung up in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        var text = new StringBuilder(80);
        while (true) {
            int next = stream().read();
            if (next < 0) {
                throw new EOFException("The service hung up");
            }
            if (next == '\n') {
                return text.toString();
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
    }

    private InputStream stream() throws IOException {
        var open = in;
        if (open == null) {
            throw new IOException("Not connected");
        }
        return open;
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // so it is closed
            }
        }
    }
}
