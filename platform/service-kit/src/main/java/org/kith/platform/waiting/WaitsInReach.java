package org.kith.platform.waiting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Role;

/**
 * What waits, as far as whoever acts may see it: counted and cut into pages by the database, however much waits. Families with a
 * list of who may see them are few, and are decided before that; whatever is shown is decided again before it is.
 */
class WaitsInReach {

    /** A page, and how much there is of it in all. */
    record Page(int total, List<Waiting.Item> items) {}

    /** Begins with what the teams hold, which is less than what waits anywhere. */
    static final String TEAMS =
            "waiting_item.family_id in (select t.family_id::text from family_team t where t.team_code = any(?))";

    private static final String INVOLVED = "exists (select from involvement i where i.family_id = " + JdbcWaiting.FAMILY
            + " and i.worker_id = ?::uuid and i.until is null)";

    private static final String UNHELD = JdbcWaiting.FAMILY + " is not null and not exists (select from family_team t"
            + " where t.family_id = " + JdbcWaiting.FAMILY + " and t.team_code is not null)";

    private final JdbcWaiting waiting;
    private final List<HiddenWaits> hidden;
    private final Access access;

    WaitsInReach(JdbcWaiting waiting, List<HiddenWaits> hidden, Access access) {
        this.waiting = waiting;
        this.hidden = List.copyOf(hidden);
        this.access = access;
    }

    /** A page of one kind, or of what is late of it, and how much there is of it, with nothing counted that is not shown. */
    Page of(String kind, boolean late, int offset, int limit) {
        var reached = reached(late);
        if (reached.terms().isEmpty()) {
            return new Page(0, List.of());
        }
        var kept = kept(kind, reached);
        int total = waiting.countReached(kind, reached, kept);
        var items = total == 0 ? List.<Waiting.Item>of() : waiting.reached(kind, reached, kept, offset, limit);
        var shown = allowed(items);
        return new Page(
                total - (items.size() - shown.size()),
                items.stream().filter(item -> shown.contains(item.key())).toList());
    }

    /** How far the roles of whoever acts reach among what waits; an upper bound. */
    private Reached reached(boolean late) {
        var families = access.reachOf(Act.SEE_FAMILY);
        var terms = new ArrayList<String>();
        var parameters = new ArrayList<@Nullable Object>();
        if (families.anywhere()) {
            terms.add(JdbcWaiting.FAMILY + " is not null");
        } else {
            if (!families.teams().isEmpty()) {
                terms.add(TEAMS);
                parameters.add(families.teams().toArray(String[]::new));
            }
            if (families.involved()) {
                terms.add(INVOLVED);
                parameters.add(Acting.who().subject());
            }
            if (families.unheld()) {
                terms.add(UNHELD);
            }
        }
        if (access.reachOf(Act.RESTRICT_FAMILY).anywhere()) {
            terms.add("owner_code = '" + Role.PRACTICE_LEAD.name() + "'");
        }
        if (access.may(Act.SETTLE_TASKS)) {
            terms.add(JdbcWaiting.FAMILY + " is null");
        } else if (access.may(Act.TRANSFER_FAMILY)) {
            terms.add(JdbcWaiting.FAMILY + " is null and owner_code = '" + Role.TEAM_MANAGER.name() + "'");
        }
        return new Reached(String.join(" or ", terms), parameters, late);
    }

    /** Keys of what is not shown although the reader's roles reach so far. */
    private Set<String> kept(String kind, Reached reached) {
        var listed = waiting.ofListedFamilies(kind);
        var open = allowed(listed);
        var kept = listed.stream()
                .map(Waiting.Item::key)
                .filter(key -> !open.contains(key))
                .collect(Collectors.toCollection(HashSet::new));
        for (var service : hidden) {
            if (service.mayHide(kind)) {
                kept.addAll(service.hidden(kind, waiting.reached(kind, reached, kept, 0, Integer.MAX_VALUE)));
            }
        }
        return kept;
    }

    /** Keys of those that whoever acts may see. What only the practice lead can settle is theirs also where they are not named. */
    private Set<String> allowed(Collection<Waiting.Item> items) {
        var families = access.mayForFamilies(Act.SEE_FAMILY, families(items, item -> true));
        var lists = access.mayForFamilies(Act.RESTRICT_FAMILY, families(items, WaitsInReach::isForThePracticeLead));
        boolean settles = access.may(Act.SETTLE_TASKS);
        boolean moves = access.may(Act.TRANSFER_FAMILY);
        return items.stream()
                .filter(item -> item.family()
                        .map(family ->
                                families.contains(family) || (isForThePracticeLead(item) && lists.contains(family)))
                        .orElse(settles || (moves && item.ownerCode().equals(Role.TEAM_MANAGER.name()))))
                .map(Waiting.Item::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isForThePracticeLead(Waiting.Item item) {
        return item.ownerCode().equals(Role.PRACTICE_LEAD.name());
    }

    private static List<UUID> families(Collection<Waiting.Item> items, Predicate<Waiting.Item> which) {
        return items.stream()
                .filter(which)
                .flatMap(item -> item.family().stream())
                .distinct()
                .toList();
    }
}
