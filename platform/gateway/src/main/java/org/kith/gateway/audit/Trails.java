package org.kith.gateway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Away.Missing;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.springframework.stereotype.Component;

/**
 * Puts together who looked at a family from what each service kept. Reading it is kept too, so a list is read up to one moment:
 * otherwise every page turned would push the next one down.
 */
@Component
public class Trails {

    /** The services give no more at once. */
    private static final int MOST_AT_ONCE = 200;

    private final Neighbours neighbours;

    Trails(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /**
     * One page, newest first.
     *
     * @param until nothing later than this; absent for everything so far
     * @throws SaidNo if no service shows its part
     */
    public Trail of(String token, UUID familyId, @Nullable Instant until, int offset, int limit) {
        var asked = new EnumMap<Neighbour, Asked<Kept>>(Neighbour.class);
        for (var service : Neighbour.OF_FAMILIES) {
            asked.put(service, ask(token, service, familyId, 0));
        }
        var looks = new ArrayList<Look>();
        var missing = new ArrayList<Missing>();
        var withheld = new ArrayList<Neighbour>();
        Said refusal = null;
        long total = 0;
        for (var each : asked.entrySet()) {
            try {
                var read = read(token, each.getKey(), each.getValue(), familyId, until, offset + limit);
                looks.addAll(read.looks());
                total += read.total();
            } catch (Away away) {
                missing.add(away.missing());
            } catch (SaidNo no) {
                withheld.add(each.getKey());
                refusal = no.said();
            }
        }
        if (refusal != null && withheld.size() + missing.size() == asked.size()) {
            throw new SaidNo(refusal);
        }
        looks.sort(Comparator.comparing(Look::at).reversed().thenComparing(Look::service));
        var newest = until != null || looks.isEmpty() ? until : looks.getFirst().at();
        return new Trail(
                total,
                newest,
                looks.stream().skip(offset).limit(limit).toList(),
                missing,
                missing.size() == Neighbour.OF_FAMILIES.size(),
                withheld.stream().map(Neighbour::words).toList());
    }

    /** Reads as much of one service's part as a page can need. */
    private Read read(
            String token, Neighbour service, Asked<Kept> first, UUID familyId, @Nullable Instant until, int needed) {
        var looks = new ArrayList<Look>();
        int later = 0;
        var kept = first.answer();
        int from = 0;
        while (true) {
            for (var row : kept.items()) {
                if (until != null && row.at().isAfter(until)) {
                    later++;
                } else {
                    looks.add(Look.of(service, row));
                }
            }
            from += kept.items().size();
            if (looks.size() >= needed || kept.items().isEmpty() || from >= kept.total()) {
                return new Read(looks, kept.total() - later);
            }
            kept = ask(token, service, familyId, from).answer();
        }
    }

    private Asked<Kept> ask(String token, Neighbour service, UUID familyId, int offset) {
        return neighbours.ask(Question.get(
                service,
                token,
                Kept.class,
                "/audit/families/{id}?offset={offset}&limit={limit}",
                Map.of("id", familyId, "offset", offset, "limit", MOST_AT_ONCE)));
    }

    private record Read(List<Look> looks, long total) {}

    /** One service's part. */
    record Kept(long total, List<Row> items) {}

    /** One request as a service kept it. */
    record Row(
            Instant at,
            String who,
            String kind,
            @Nullable String agency,
            String door,
            int status,
            List<String> acts,
            List<UUID> personIds,
            @Nullable String reason,
            @Nullable String trace) {}

    /**
     * A page of who looked.
     *
     * @param until the moment up to which it was read
     * @param missing services that are away
     * @param nobody whether no service that keeps a part of it answered
     * @param withheld services that did not show their part
     */
    public record Trail(
            long total,
            @Nullable Instant until,
            List<Look> looks,
            List<Missing> missing,
            boolean nobody,
            List<String> withheld) {

        /** The looks, those together that one page took. */
        public List<List<Look>> pages() {
            var pages = new ArrayList<List<Look>>();
            for (var look : looks) {
                if (!pages.isEmpty() && pages.getLast().getFirst().isOfTheSamePage(look)) {
                    pages.getLast().add(look);
                } else {
                    pages.add(new ArrayList<>(List.of(look)));
                }
            }
            return pages;
        }
    }
}
