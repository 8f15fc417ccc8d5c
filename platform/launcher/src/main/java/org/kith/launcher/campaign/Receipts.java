package org.kith.launcher.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What referrers hold in their hands: each receipt is on the disk before it counts as accepted. */
final class Receipts implements AutoCloseable {

    private final FileChannel channel;
    private final List<Receipt> all = new ArrayList<>();

    /**
     * One receipt.
     *
     * @param key the client's own name for the referral; a hyphen where a person has none
     * @param reference the reference; a hyphen where only the token is known
     * @param token opens the receipt
     * @param danger whether a child was said to be in danger
     */
    record Receipt(String key, String reference, String token, boolean danger) {

        private String line() {
            return String.join("\t", key, reference, token, Boolean.toString(danger)) + "\n";
        }

        private static Receipt of(String line) {
            var fields = line.split("\t", -1);
            return new Receipt(fields[0], fields[1], fields[2], Boolean.parseBoolean(fields[3]));
        }
    }

    Receipts(Path file) {
        try {
            if (Files.exists(file)) {
                // a last line without its end was never counted
                var text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .map(Receipt::of)
                        .forEach(all::add);
            }
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back when it is on the disk. */
    synchronized void keep(Receipt receipt) {
        try {
            var bytes = ByteBuffer.wrap(receipt.line().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.add(receipt);
    }

    synchronized List<Receipt> all() {
        return List.copyOf(all);
    }

    synchronized int count() {
        return all.size();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
