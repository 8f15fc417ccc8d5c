package org.kith.platform.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.springframework.messaging.Message;

/**
 * One topic as a service reads it: which facts it acts on, and that it lets the rest pass. Reactions run inside the inbox's
 * transaction, with the fact's council bound and this service acting.
 */
public final class Feed implements Consumer<Message<List<byte[]>>> {

    /** What happens when a fact of one type is heard. */
    record Reaction<T extends Announcement>(Class<T> fact, BiConsumer<T, Envelope> act) {}

    private final Map<String, List<Reaction<?>>> reactions = new LinkedHashMap<>();
    private final List<Consumer<List<? extends Announcement>>> ahead = new ArrayList<>();
    private final String publisher;
    private final String consumer;
    private final BiConsumer<Feed, Message<List<byte[]>>> inbox;

    /** A feed that no binding calls unless it is one of {@link Feeds}. */
    public Feed(String publisher, String consumer, BiConsumer<Feed, Message<List<byte[]>>> inbox) {
        this.publisher = publisher;
        this.consumer = consumer;
        this.inbox = inbox;
    }

    public <T extends Announcement> Feed on(Class<T> fact, Consumer<T> reaction) {
        return on(fact, (heard, envelope) -> reaction.accept(heard));
    }

    /** Several reactions to one fact run in the order they were added. */
    public <T extends Announcement> Feed on(Class<T> fact, BiConsumer<T, Envelope> reaction) {
        WireName wireName = fact.getAnnotation(WireName.class);
        if (wireName == null) {
            throw new IllegalArgumentException(fact + " has no @WireName");
        }
        reactions.computeIfAbsent(wireName.value(), name -> new ArrayList<>()).add(new Reaction<>(fact, reaction));
        return this;
    }

    /**
     * Something done once for all facts of a transaction, before the first has its effect: rows that their reactions will need are
     * read, and locked in one order, in one statement. It must change nothing, and reactions must be right without it: a fact
     * that was parked comes alone, and one that cannot be read is not among these.
     */
    public Feed ahead(Consumer<List<? extends Announcement>> preparation) {
        ahead.add(preparation);
        return this;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        inbox.accept(this, batch);
    }

    public String publisher() {
        return publisher;
    }

    public String consumer() {
        return consumer;
    }

    /** The facts it acts on. */
    public Set<String> wireNames() {
        return Set.copyOf(reactions.keySet());
    }

    List<Consumer<List<? extends Announcement>>> ahead() {
        return ahead;
    }

    /** The reactions to a wire name; empty for a fact that passes by. */
    List<Reaction<?>> reactionsTo(String wireName) {
        return reactions.getOrDefault(wireName, List.of());
    }
}
