package org.kith.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.services.Part;

/** Looks that people take while others write. */
final class Reads {

    static final double A_SECOND = 8;

    private final Town town;
    private final List<Town.Open> families;
    private final List<String> kinds;
    private final List<Latencies> byKind;

    Reads(Town town, List<Town.Open> families) {
        this.town = town;
        this.families = families;
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

    /** Whether a worker who looks sees which team has the family. */
    boolean seesTeam(Town.Open open) {
        return sees(Part.ALLOCATION, open, "\"teamCode\":\"T");
    }

    /** Whether a worker who looks sees which practitioners have it in their trays. */
    boolean seesPractitioner(Town.Open open) {
        return sees(Part.SPECIALIST, open, "\"practitioners\":[{");
    }

    private boolean sees(Part part, Town.Open open, String sign) {
        var reply = town.get(part, "/families/" + open.family(), town.worker(Workforce.PRACTICE));
        return reply.isGood() && reply.text().contains(sign);
    }
}
