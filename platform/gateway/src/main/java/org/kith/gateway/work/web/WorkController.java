package org.kith.gateway.work.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.screening.Screening;
import org.kith.gateway.signin.SignInEnded;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.specialists.SpecialistRequests;
import org.kith.gateway.teams.Teams;
import org.kith.gateway.workers.Workers.RoleIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** My work: what needs me, by my roles. */
@Controller
class WorkController {

    private final Readers readers;
    private final Screening screening;
    private final Teams teams;
    private final SpecialistRequests requests;
    private final Tokens tokens;

    WorkController(Readers readers, Screening screening, Teams teams, SpecialistRequests requests, Tokens tokens) {
        this.readers = readers;
        this.screening = screening;
        this.teams = teams;
        this.requests = requests;
        this.tokens = tokens;
    }

    @GetMapping("/work")
    String work(HttpServletRequest request, Model model) {
        var token = tokens.mine();
        var reader = readers.of(request);
        if (reader == null) {
            throw new SignInEnded();
        }
        var asked = new ArrayList<Asking>();
        if (reader.is("SCREENING_WORKER")) {
            asked.add(Asking.of(screening.queue(token, 0, 1), WorkController::toScreen));
        }
        if (reader.is("ALLOCATION_DUTY")) {
            asked.add(Asking.of(teams.queue(token, 0, 1), WorkController::toPlace));
        }
        if (reader.is("SPECIALIST")) {
            asked.add(Asking.of(requests.tray(token, 0, 200), WorkController::inTray));
        }
        if (reader.is("TEAM_MANAGER", "ALLOCATION_DUTY")) {
            asked.add(Asking.of(requests.queue(token, 0, 1), WorkController::toAssign));
        }
        for (RoleIn team : reader.teams()) {
            asked.add(Asking.of(teams.board(token, team.teamCode(), 0, 200), board -> onBoard(board, team)));
        }
        var needs = asked.stream().map(Asking::need).toList();
        model.addAttribute(
                "needs",
                needs.stream().filter(Part::here).map(part -> part.value()).toList());
        model.addAttribute(
                "parts", needs.stream().filter(part -> part.missing() != null).toList());
        return "work";
    }

    private static Need toScreen(Screening.Queue queue) {
        boolean danger = queue.items().stream().anyMatch(Screening.Item::immediateDanger);
        boolean late = queue.items().stream().anyMatch(Screening.Item::overdue);
        return new Need(
                "/screening",
                "Screening",
                counted(queue.total(), "referral waits to be decided", "referrals wait to be decided"),
                danger ? "Danger" : late ? "Late" : "",
                queue.total() > 0);
    }

    private static Need toPlace(Teams.Queue queue) {
        boolean urgent = queue.items().stream().anyMatch(Teams.Queued::urgent);
        boolean late = queue.items().stream().anyMatch(Teams.Queued::overdue);
        return new Need(
                "/allocation",
                "Families without a team",
                counted(queue.total(), "family waits for a team", "families wait for a team"),
                urgent ? "Danger" : late ? "Late" : "",
                queue.total() > 0);
    }

    private static Need inTray(SpecialistRequests.Tray tray) {
        long unread = tray.items().stream().filter(item -> !item.accepted()).count();
        return new Need(
                "/tray",
                "My tray",
                counted(unread, "request to accept", "requests to accept") + ", "
                        + counted(tray.total() - unread, "family you work with", "families you work with"),
                "",
                unread > 0);
    }

    private static Need toAssign(SpecialistRequests.Queue queue) {
        boolean late = queue.items().stream().anyMatch(SpecialistRequests.QueueItem::overdue);
        return new Need(
                "/requests",
                "Specialist requests",
                counted(queue.total(), "request has nobody yet", "requests have nobody yet"),
                late ? "Late" : "",
                queue.total() > 0);
    }

    private static Need onBoard(Teams.Board board, RoleIn team) {
        long withoutLead = board.families().stream()
                .filter(one -> one.leadWorkerId() == null)
                .count();
        return new Need(
                "/teams/" + team.teamCode(),
                board.team().name(),
                counted(board.held(), "family", "families") + ", "
                        + counted(board.waiting().size(), "waits for the team", "wait for the team") + ", "
                        + counted(withoutLead, "has no lead", "have no lead"),
                board.waiting().stream().anyMatch(Teams.Waiting::overdue) ? "Late" : "",
                withoutLead > 0 || !board.waiting().isEmpty());
    }

    private static String counted(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    /** One thing that may need the reader. */
    record Need(String path, String title, String says, String tag, boolean now) {}

    /** A question on its way, and what its answer needs. */
    private record Asking(Supplier<Part<Need>> answer) {

        static <T> Asking of(Asked<T> asked, Function<T, Need> need) {
            return new Asking(() -> asked.part().as(need));
        }

        Part<Need> need() {
            return answer.get();
        }
    }
}
