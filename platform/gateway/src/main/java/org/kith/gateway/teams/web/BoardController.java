package org.kith.gateway.teams.web;

import java.util.List;
import java.util.stream.Stream;
import org.kith.gateway.names.Names;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.teams.Teams;
import org.kith.gateway.teams.Teams.Family;
import org.kith.gateway.teams.Teams.Queue;
import org.kith.gateway.teams.Teams.Queued;
import org.kith.gateway.teams.Teams.Waiting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The teams, a team's board, and the families without a team. */
@Controller
class BoardController {

    private final Teams teams;
    private final Names names;
    private final Tokens tokens;

    BoardController(Teams teams, Names names, Tokens tokens) {
        this.teams = teams;
        this.names = names;
        this.tokens = tokens;
    }

    @GetMapping("/teams")
    String teams(Model model) {
        model.addAttribute("teams", teams.all(tokens.mine()).part());
        return "teams";
    }

    @GetMapping("/teams/{code}")
    String board(@PathVariable String code, @RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        var board = teams.board(token, code, offset, Listing.ROWS).answer();
        model.addAttribute("board", board);
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        Stream.concat(
                                        board.waiting().stream().map(Waiting::familyId),
                                        board.families().stream().map(Family::familyId))
                                .toList()));
        model.addAttribute("list", Listing.of(offset, board.total()));
        model.addAttribute("live", "team/" + code);
        return "board";
    }

    @GetMapping("/allocation")
    String queue(@RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        var askedTeams = teams.all(token);
        var queue = teams.queue(token, offset, Listing.ROWS).part();
        var items = queue.or(new Queue(0, List.of())).items();
        model.addAttribute("queue", queue);
        model.addAttribute("teams", TeamNames.of(askedTeams.part()));
        model.addAttribute(
                "titles",
                names.ofFamilies(token, items.stream().map(Queued::familyId).toList()));
        model.addAttribute(
                "list", Listing.of(offset, queue.or(new Queue(0, List.of())).total()));
        model.addAttribute("live", "allocation");
        return "allocation";
    }
}
