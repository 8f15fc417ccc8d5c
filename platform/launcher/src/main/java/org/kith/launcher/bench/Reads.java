package org.kith.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.services.Part;

/** Looks that people take while others write, and the looks that tell when something can be seen. */
final class Reads {

    static final double A_SECOND = 8;

    private static final Duration LOOK = Duration.ofMillis(5);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Town town;
    private final List<Town.Open> families;
    private final Databases databases;
    private final List<String> kinds;
    private final List<Latencies> byKind;

    Reads(Town town, List<Town.Open> families, Databases databases) {
        this.town = town;
        this.families = families;
        this.databases = databases;
        this.kinds = List.of(
                "screening list",
                "one referral",
                "a family",
                "its timeline",
                "allocation queue",
                "a team's board",
                "a tray",
                "figures",
                "front page");
        this.byKind = kinds.stream().map(kind -> new Latencies()).toList();
    }

    /** So many looks of each kind, one after another. */
    void ofEachKind(int times) {
        for (int number = 0; number < times * kinds.size(); number++) {
            read(number);
        }
    }

    boolean read(int number) {
        var open = families.get(number % families.size());
        int kind = number % kinds.size();
        long begun = System.nanoTime();
        var reply = switch (kind) {
            case 0 -> town.get(Part.REFERRAL, "/screening?limit=50", town.worker(Workforce.SCREENING));
            case 1 -> town.get(Part.REFERRAL, "/screening/" + open.referral(), town.worker(Workforce.SCREENING));
            case 2 -> town.get(Part.REFERRAL, "/families/" + open.family(), town.worker(Workforce.PRACTICE));
            case 3 ->
                town.get(Part.REFERRAL, "/families/" + open.family() + "/timeline", town.worker(Workforce.PRACTICE));
            case 4 -> town.get(Part.ALLOCATION, "/allocation-queue", town.worker(Workforce.DUTY));
            case 5 -> town.get(Part.ALLOCATION, "/teams/T16/board?limit=50", town.worker(Workforce.manager("T16")));
            case 6 -> town.get(Part.SPECIALIST, "/tray", town.worker("survivor-t16"));
            case 7 -> town.get(Part.OUTCOMES, "/figures", town.worker(Workforce.PERFORMANCE));
            default -> town.get(Part.GATEWAY, "/", "");
        };
        byKind.get(kind).add(System.nanoTime() - begun);
        return reply.isGood();
    }

    /** Each kind's own slowest tenth, where it is slow. */
    List<String> slowest() {
        var said = new ArrayList<String>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            said.add(String.format(
                    Locale.ROOT,
                    "read: %-18s p50 %6.1f ms, p95 %6.1f ms",
                    kinds.get(kind),
                    byKind.get(kind).at(0.5),
                    byKind.get(kind).at(0.95)));
        }
        return said;
    }

    void untilOnBoard(Town.Open open) {
        until(Part.ALLOCATION, open, "family_place where team_code is not null", "\"teamCode\":\"T");
    }

    void untilInTray(Town.Open open) {
        until(Part.SPECIALIST, open, "specialist_request where practitioner_id is not null", "\"practitioners\":[{");
    }

    /**
     * Until a worker who looks sees it. Whether a look is worth while is asked of the database, in one row by its key: a worker's
     * look asks for rights and is put on record, and a dozen of them for each family would be a good part of the load.
     */
    private void until(Part part, Town.Open open, String rows, String sign) {
        long until = System.nanoTime() + LIMIT.toNanos();
        var query = "select count(*) from " + rows + " and council = '" + Workforce.COUNCIL + "' and family_id = '"
                + open.family() + "'";
        while (System.nanoTime() < until) {
            if (databases.number(part, query) > 0) {
                var reply = town.get(part, "/families/" + open.family(), town.worker(Workforce.PRACTICE));
                if (reply.isGood() && reply.text().contains(sign)) {
                    return;
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
