package org.kith.platform.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kith.platform.documents.Facts.Fact;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI 3.0 document of one service: what it says, what it hears, and the form of every fact. */
final class AsyncApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String service;
    private final String title;

    AsyncApi(String service, String title) {
        this.service = service;
        this.title = title;
    }

    /**
     * Makes it.
     *
     * @param heard wire names the service acts on
     */
    Map<String, Object> document(Set<String> heard) {
        var sent = new ArrayList<Fact>();
        var received = new ArrayList<Fact>();
        for (var fact : Facts.all()) {
            if (fact.publisher().equals(service)) {
                sent.add(fact);
            }
            if (heard.contains(fact.wireName())) {
                received.add(fact);
            }
        }
        var all = new ArrayList<>(sent);
        received.stream().filter(fact -> !all.contains(fact)).forEach(all::add);
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        title,
                        "version",
                        "1",
                        "description",
                        "Facts as CloudEvents 1.0 in binary mode on Kafka; the key is the stream, in order within it."));
        document.put("defaultContentType", "application/json");
        document.put("channels", channels(all));
        document.put("operations", operations(sent, received));
        document.put("components", Map.of("messages", messages(all), "schemas", schemas(all)));
        return document;
    }

    private static Map<String, Object> channels(List<Fact> facts) {
        var channels = new LinkedHashMap<String, Object>();
        for (var fact : facts) {
            var channel = child(channels, channelId(fact));
            channel.put("address", fact.topic());
            if (fact.topic().contains("{council}")) {
                channel.put("parameters", Map.of("council", Map.of("description", "ONS code of the council")));
            }
            child(channel, "messages").put(fact.wireName(), ref("#/components/messages/" + fact.wireName()));
        }
        return channels;
    }

    private static Map<String, Object> operations(List<Fact> sent, List<Fact> received) {
        var operations = new LinkedHashMap<String, Object>();
        sent.forEach(fact -> operate(operations, "send", fact));
        received.forEach(fact -> operate(operations, "receive", fact));
        return operations;
    }

    private static void operate(Map<String, Object> operations, String action, Fact fact) {
        var operation = child(operations, action + "-" + channelId(fact));
        operation.put("action", action);
        operation.put("channel", ref("#/channels/" + channelId(fact)));
        @SuppressWarnings("unchecked")
        var messages = (List<Object>) operation.computeIfAbsent("messages", none -> new ArrayList<>());
        messages.add(ref("#/channels/" + channelId(fact) + "/messages/" + fact.wireName()));
    }

    private static Map<String, Object> messages(List<Fact> facts) {
        var messages = new LinkedHashMap<String, Object>();
        for (var fact : facts) {
            var message = child(messages, fact.wireName());
            message.put("name", fact.wireName());
            message.put("title", fact.title());
            message.put("contentType", "application/json");
            message.put("headers", ref("#/components/schemas/envelope"));
            message.put("payload", ref("#/components/schemas/" + fact.wireName()));
            message.put("examples", List.of(Map.of("payload", JSON.readValue(fact.example(), Map.class))));
        }
        return messages;
    }

    private static Map<String, Object> schemas(List<Fact> facts) {
        var schemas = new LinkedHashMap<String, Object>();
        schemas.put("envelope", envelope());
        facts.forEach(fact -> schemas.put(fact.wireName(), FactSchema.of(fact.type())));
        return schemas;
    }

    private static Map<String, Object> envelope() {
        var text = Map.of("type", "string");
        var properties = new LinkedHashMap<String, Object>();
        for (var header : List.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject")) {
            properties.put(header, text);
        }
        properties.put("ce_time", Map.of("type", "string", "format", "date-time"));
        for (var header : List.of("ce_council", "ce_sequence", "ce_correlationid", "ce_causationid", "traceparent")) {
            properties.put(header, text);
        }
        return Map.of("type", "object", "properties", properties);
    }

    private static String channelId(Fact fact) {
        return fact.topic().replace(".{council}", "").replace('.', '-');
    }

    private static Map<String, Object> ref(String to) {
        return Map.of("$ref", to);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, none -> new LinkedHashMap<>());
    }
}
