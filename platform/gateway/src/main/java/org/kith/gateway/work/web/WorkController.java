package org.kith.gateway.work.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.operations.Tasks;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Reader;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.screening.Screening;
import org.kith.gateway.signin.SignInEnded;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.specialists.SpecialistRequests;
import org.kith.gateway.teams.Teams;
import org.kith.gateway.work.Waiting;
import org.kith.gateway.work.Waiting.Kind;
import org.kith.gateway.work.Waits;
import org.kith.gateway.workers.Workers.RoleIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** My work: one list of what waits for the reader in any service, the oldest clock first. */
@Controller
class WorkController {

    /** The services give no more at once; whoever has more waiting works from the queues themselves. */
    private static final int MOST_OF_A_KIND = 200;

    /** Offered as a filter only where there is some of it. */
    private static final Set<Kind> SELDOM =
            EnumSet.of(Kind.CLOSING, Kind.UNMANAGED, Kind.UNACCEPTED, Kind.INSTALLATION);

    private static final Set<Kind> NOT_ABOUT_A_FAMILY =
            EnumSet.of(Kind.SCREENING, Kind.CLOSED, Kind.CLOSING, Kind.INSTALLATION);

    /** Whoever has more work than this besides finds the tasks of the installation by the link: a page asks eight questions at most. */
    private static final int MOST_BESIDE_TASKS = 3;

    /** Where the session keeps the sorts of work that were chosen, so that they are still chosen on the way back. */
    private static final String CHOSEN = "kith.work-kinds";

    private final Readers readers;
    private final Screening screening;
    private final Teams teams;
    private final SpecialistRequests requests;
    private final Waits waits;
    private final Tasks tasks;
    private final Names names;
    private final Tokens tokens;
    private final Clock clock;

    WorkController(
            Readers readers,
            Screening screening,
            Teams teams,
            SpecialistRequests requests,
            Waits waits,
            Tasks tasks,
            Names names,
            Tokens tokens,
            Clock clock) {
        this.readers = readers;
        this.screening = screening;
        this.teams = teams;
        this.requests = requests;
        this.waits = waits;
        this.tasks = tasks;
        this.names = names;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping("/work")
    String work(
            @RequestParam(required = false) @Nullable List<String> kind,
            @RequestParam(required = false) @Nullable String filtered,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletRequest request,
            Model model) {
        var reader = readers.of(request);
        if (reader == null) {
            throw new SignInEnded();
        }
        var chosen = chosen(kind, filtered != null, request);
        var token = tokens.mine();
        var asked = asked(reader, token);
        var parts = asked.stream().map(Asking::waiting).toList();
        var all = parts.stream()
                .flatMap(part -> part.or(Found.none()).waiting().stream())
                .sorted(Waiting.OLDEST_CLOCK_FIRST)
                .toList();
        var shown = all.stream()
                .filter(one -> chosen.isEmpty() || chosen.contains(one.kind()))
                .toList();
        int start = Math.clamp(offset, 0, Math.max(0, shown.size() - 1));
        var page = shown.stream().skip(start).limit(Listing.ROWS).toList();
        var led = parts.stream()
                .flatMap(part -> part.or(Found.none()).led().stream())
                .toList();
        var called = names.ofFamilies(
                token,
                Stream.concat(page.stream().flatMap(one -> family(one).stream()), led.stream())
                        .toList());
        model.addAttribute(
                "waiting",
                page.stream()
                        .map(one -> new Line(
                                one,
                                one.kind().words(),
                                family(one).isPresent() ? called.or(one.subject(), "A family") : one.subject()))
                        .toList());
        model.addAttribute("list", Listing.of(start, shown.size()));
        var unknown = unknown(asked, parts);
        long notShown = parts.stream()
                .mapToLong(part -> part.or(Found.none()).notShown())
                .sum();
        model.addAttribute("says", says(all.size() + notShown, !unknown.isEmpty()));
        model.addAttribute("notShown", notShown);
        model.addAttribute("all", all.size());
        model.addAttribute("kinds", kinds(asked, all, unknown, chosen));
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "parts",
                parts.stream()
                        .filter(part -> part.missing() != null)
                        .collect(Collectors.toMap(
                                part -> String.valueOf(part.missing()),
                                part -> part,
                                (one, same) -> one,
                                LinkedHashMap::new))
                        .values());
        model.addAttribute("places", places(reader, parts));
        model.addAttribute(
                "led",
                led.stream()
                        .map(family -> new Led("/families/" + family, called.or(family, "A family")))
                        .sorted(Comparator.comparing(Led::title))
                        .toList());
        model.addAttribute("live", "work");
        return "work";
    }

    /** What is chosen now; a page opened without a choice has the last one. */
    private static Set<Kind> chosen(@Nullable List<String> kind, boolean filtered, HttpServletRequest request) {
        var session = request.getSession();
        if (filtered) {
            var now = EnumSet.noneOf(Kind.class);
            for (var one : Kind.values()) {
                if (kind != null && kind.contains(one.name().toLowerCase(Locale.UK))) {
                    now.add(one);
                }
            }
            session.setAttribute(
                    CHOSEN, String.join(",", now.stream().map(Enum::name).toList()));
            return now;
        }
        var kept = EnumSet.noneOf(Kind.class);
        if (session.getAttribute(CHOSEN) instanceof String before && !before.isEmpty()) {
            for (String name : before.split(",", -1)) {
                kept.add(Kind.valueOf(name));
            }
        }
        return kept;
    }

    private List<Asking> asked(Reader reader, String token) {
        var asked = new ArrayList<Asking>();
        if (reader.is("SCREENING_WORKER", "PRACTICE_LEAD")) {
            var queue = screening.queue(token, 0, MOST_OF_A_KIND);
            if (reader.is("SCREENING_WORKER")) {
                asked.add(Asking.of(Kind.SCREENING, queue, WorkController::toScreen));
            }
            if (reader.is("PRACTICE_LEAD")) {
                asked.add(Asking.of(Kind.CLOSED, queue, WorkController::toOpen));
            }
        }
        if (reader.is("PRACTICE_LEAD")) {
            asked.add(Asking.of(
                    Kind.UNMANAGED,
                    waits.of(token, Waits.Kind.FAMILY_WITHOUT_MANAGER, 0, MOST_OF_A_KIND),
                    WorkController::toOpenToManagers));
        }
        if (reader.is("ALLOCATION_DUTY")) {
            asked.add(Asking.of(Kind.ALLOCATION, teams.queue(token, 0, MOST_OF_A_KIND), WorkController::toPlace));
        }
        if (reader.is("SPECIALIST")) {
            asked.add(Asking.of(Kind.TRAY, requests.tray(token, 0, MOST_OF_A_KIND), this::inTray));
        }
        if (reader.is("TEAM_MANAGER", "ALLOCATION_DUTY")) {
            asked.add(Asking.of(Kind.SPECIALIST, requests.queue(token, 0, MOST_OF_A_KIND), WorkController::toAssign));
        }
        if (reader.is("TEAM_MANAGER")) {
            asked.add(Asking.of(
                    Kind.UNACCEPTED,
                    waits.late(token, Waits.Kind.SPECIALIST_ACCEPTANCE, MOST_OF_A_KIND),
                    WorkController::notAccepted));
        }
        if (reader.is("ADMINISTRATOR") && asked.size() + reader.teams().size() <= MOST_BESIDE_TASKS) {
            for (var service : Neighbour.OF_FAMILIES) {
                asked.add(Asking.of(Kind.INSTALLATION, tasks.open(token, service, 1), open -> toLookAt(service, open)));
            }
        }
        for (RoleIn team : reader.teams()) {
            asked.add(Asking.of(
                    Kind.LEAD,
                    teams.board(token, team.teamCode(), 0, MOST_OF_A_KIND),
                    board -> onBoard(board, reader)));
        }
        return asked;
    }

    private static Found toScreen(Screening.Queue queue) {
        return new Found(
                queue.total(),
                queue.items().stream()
                        .map(one -> new Waiting(
                                Kind.SCREENING,
                                one.restricted() ? "/screening" : "/screening/" + one.referralId(),
                                one.reference(),
                                toDecide(one),
                                one.receivedAt(),
                                one.decisionDueAt(),
                                one.overdue(),
                                one.immediateDanger()))
                        .toList());
    }

    private static String toDecide(Screening.Item one) {
        if (one.restricted()) {
            return one.closedToScreening()
                    ? "Restricted: the practice lead names who may decide"
                    : "Restricted: a colleague who is named decides";
        }
        return one.children() == 1 ? "Decide about 1 child" : "Decide about " + one.children() + " children";
    }

    /** Nobody could decide these, and nobody but the practice lead can change that. */
    private static Found toOpen(Screening.Queue queue) {
        var closed = queue.items().stream()
                .filter(Screening.Item::closedToScreening)
                .map(one -> new Waiting(
                        Kind.CLOSED,
                        "/families/" + one.familyId() + "/access",
                        one.reference(),
                        "Name a screening worker who may see the family, so that this is decided",
                        one.receivedAt(),
                        one.decisionDueAt(),
                        one.overdue(),
                        one.immediateDanger()))
                .toList();
        return new Found(closed.size(), closed);
    }

    /** Nobody could name a lead, transfer or close, and nobody but the practice lead can change that. */
    private static Found toOpenToManagers(Waits.Page page) {
        return aboutFamilies(
                page.items(),
                Kind.UNMANAGED,
                "/access",
                "Its lists keep every manager of its team from it: name one of them, or have somebody else made manager of the team");
    }

    /** As long as there is time it is the practitioner's to answer; after that their manager knows. */
    private static Found notAccepted(Waits.Page page) {
        return aboutFamilies(
                page.items(),
                Kind.UNACCEPTED,
                "",
                "A specialist has not accepted in time: ask them, or give it to somebody else");
    }

    private static Found aboutFamilies(List<Waits.Item> items, Kind kind, String page, String says) {
        var waiting = items.stream()
                .filter(one -> one.familyId() != null)
                .map(one -> new Waiting(
                        kind,
                        "/families/" + one.familyId() + page,
                        String.valueOf(one.familyId()),
                        says,
                        one.since(),
                        one.limitAt(),
                        one.overdue(),
                        one.urgent()))
                .toList();
        return new Found(waiting.size(), waiting);
    }

    /** One line for each kind in each service: there may be thousands after a restore. */
    private static Found toLookAt(Neighbour service, Tasks.Open open) {
        var waiting = open.kinds().stream()
                .flatMap(kind -> kind.items().stream()
                        .limit(1)
                        .map(first -> new Waiting(
                                Kind.INSTALLATION,
                                "/operate/tasks",
                                service.words(),
                                kind.kind().words() + (kind.total() == 1 ? "" : ": " + kind.total() + " times"),
                                first.since(),
                                first.limitAt(),
                                first.overdue(),
                                false)))
                .toList();
        return new Found(waiting.size(), waiting);
    }

    private static Found toPlace(Teams.Queue queue) {
        return new Found(
                queue.total(),
                queue.items().stream()
                        .map(one -> new Waiting(
                                Kind.ALLOCATION,
                                "/families/" + one.familyId() + "/place",
                                one.familyId().toString(),
                                one.reasonText(),
                                one.since(),
                                one.limitAt(),
                                one.overdue(),
                                one.urgent()))
                        .toList());
    }

    private boolean past(@Nullable Instant limit) {
        return limit != null && limit.isBefore(clock.instant());
    }

    private Found inTray(SpecialistRequests.Tray tray) {
        var unread = tray.items().stream()
                .filter(item -> !item.accepted() || item.closed())
                .toList();
        return new Found(
                unread.size(),
                unread.stream()
                        .map(one -> new Waiting(
                                Kind.TRAY,
                                "/tray",
                                one.familyId().toString(),
                                one.closed()
                                        ? "Hand it back, you may not see this family any more: " + one.disciplineText()
                                        : "Accept, or hand back: " + one.disciplineText(),
                                one.assignedAt(),
                                one.acceptBy(),
                                past(one.acceptBy()),
                                one.urgent()))
                        .toList());
    }

    private static Found toAssign(SpecialistRequests.Queue queue) {
        return new Found(
                queue.total(),
                queue.items().stream()
                        .map(one -> new Waiting(
                                Kind.SPECIALIST,
                                "/requests/" + one.requestId() + "/assign",
                                one.familyId().toString(),
                                "Find somebody: " + one.disciplineText(),
                                one.since(),
                                one.limitAt(),
                                one.overdue(),
                                one.urgent()))
                        .toList());
    }

    private Found onBoard(Teams.Board board, Reader reader) {
        var without = board.families().stream()
                .filter(one -> one.leadWorkerId() == null)
                .toList();
        var found = new ArrayList<Waiting>();
        if (reader.is("TEAM_MANAGER")) {
            var closing = board.closing();
            if (closing != null && manages(reader, board.team().code())) {
                found.add(new Waiting(
                        Kind.CLOSING,
                        "/teams/" + board.team().code(),
                        board.team().name(),
                        closing.text(),
                        closing.since(),
                        closing.limitAt(),
                        closing.overdue(),
                        false));
            }
            without.forEach(one -> found.add(new Waiting(
                    Kind.LEAD,
                    "/families/" + one.familyId() + "/lead",
                    one.familyId().toString(),
                    "Name the lead practitioner in " + board.team().name(),
                    one.since(),
                    one.leadBy(),
                    past(one.leadBy()),
                    false)));
            board.families().forEach(one -> {
                var task = one.afterJoin();
                if (task != null) {
                    found.add(new Waiting(
                            Kind.JOINED,
                            "/families/" + one.familyId(),
                            one.familyId().toString(),
                            task.text(),
                            task.since(),
                            task.limitAt(),
                            task.overdue(),
                            false));
                }
            });
            board.waiting()
                    .forEach(one -> found.add(new Waiting(
                            Kind.ALLOCATION,
                            "/families/" + one.familyId() + "/place",
                            one.familyId().toString(),
                            board.team().name() + ": " + one.reasonText(),
                            one.since(),
                            one.limitAt(),
                            one.overdue(),
                            one.urgent())));
        }
        var led = board.families().stream()
                .filter(one -> one.leadWorkerId() != null
                        && one.leadWorkerId().toString().equals(reader.id()))
                .map(Teams.Family::familyId)
                .toList();
        return new Found(board.held(), found, led, 0);
    }

    private static boolean manages(Reader reader, String teamCode) {
        return reader.roles().stream()
                .anyMatch(role ->
                        role.role().equals("TEAM_MANAGER") && role.teamCode().equals(teamCode));
    }

    /** The family that something is about, which is called by its title; other things have a reference. */
    private static Optional<UUID> family(Waiting one) {
        return NOT_ABOUT_A_FAMILY.contains(one.kind()) ? Optional.empty() : Optional.of(UUID.fromString(one.subject()));
    }

    /** Sorts of work of which a service that does not answer may have more. */
    private static Set<Kind> unknown(List<Asking> asked, List<Part<Found>> parts) {
        var unknown = EnumSet.noneOf(Kind.class);
        for (int at = 0; at < asked.size(); at++) {
            if (parts.get(at).missing() != null) {
                unknown.add(asked.get(at).kind());
            }
        }
        return unknown;
    }

    /** How much needs the reader. That nothing does is said only where everybody was asked and answered. */
    private static String says(long all, boolean partUnknown) {
        if (all == 0) {
            return partUnknown ? "Nothing that is known now needs you. There may be more." : "Nothing needs you now.";
        }
        return (all == 1 ? "1 thing needs you." : all + " things need you.")
                + (partUnknown ? " There may be more." : "");
    }

    private static String howMany(long count, boolean unknown) {
        if (unknown) {
            return count == 0 ? "not known now" : count + ", may be more";
        }
        return Long.toString(count);
    }

    /** The sorts of work that the reader has, each with how much of it waits. */
    private static List<Map<String, Object>> kinds(
            List<Asking> asked, List<Waiting> all, Set<Kind> unknown, Set<Kind> chosen) {
        var kinds = EnumSet.noneOf(Kind.class);
        asked.stream().map(Asking::kind).filter(kind -> !SELDOM.contains(kind)).forEach(kinds::add);
        all.forEach(one -> kinds.add(one.kind()));
        return kinds.stream()
                .map(kind -> Map.<String, Object>of(
                        "value",
                        kind.name().toLowerCase(Locale.UK),
                        "text",
                        kind.words() + " ("
                                + howMany(
                                        all.stream()
                                                .filter(one -> one.kind() == kind)
                                                .count(),
                                        unknown.contains(kind))
                                + ")",
                        "checked",
                        chosen.contains(kind)))
                .toList();
    }

    /** Where the reader works besides, with how much is there. */
    private static List<Place> places(Reader reader, List<Part<Found>> parts) {
        var places = new ArrayList<Place>();
        int boards = parts.size() - reader.teams().size();
        for (int at = 0; at < reader.teams().size(); at++) {
            var team = reader.teams().get(at);
            var board = parts.get(boards + at);
            if (board.value() != null) {
                long held = board.value().total();
                places.add(new Place(
                        "/teams/" + team.teamCode(), team.team(), held == 1 ? "1 family" : held + " families"));
            }
        }
        return places;
    }

    /** One line of the list. */
    record Line(Waiting one, String kind, String subject) {}

    /** A place to work. */
    record Place(String path, String title, String says) {}

    /** A family whose lead practitioner the reader is. */
    record Led(String path, String title) {}

    /**
     * What one service has waiting, and the families in it that the reader leads.
     *
     * @param total how much there is in all: of a team's families, those it holds
     * @param notShown how much more of it waits than is listed
     */
    private record Found(long total, List<Waiting> waiting, List<UUID> led, long notShown) {

        Found(long total, List<Waiting> waiting) {
            this(total, waiting, List.of(), Math.max(0, total - waiting.size()));
        }

        static Found none() {
            return new Found(0, List.of());
        }
    }

    /** A question on its way, and what its answer holds for the list. */
    private record Asking(Kind kind, Supplier<Part<Found>> answer) {

        static <T> Asking of(Kind kind, Asked<T> asked, Function<T, Found> found) {
            return new Asking(kind, () -> asked.part().as(found));
        }

        Part<Found> waiting() {
            return answer.get();
        }
    }
}
