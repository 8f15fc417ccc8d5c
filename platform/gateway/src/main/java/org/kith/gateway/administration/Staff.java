package org.kith.gateway.administration;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks team allocation for workers, roles and teams, and the issuer for accounts; each decides itself who may. */
@Component
public class Staff {

    private final Neighbours neighbours;
    private final JdbcClient sessions;

    Staff(Neighbours neighbours, JdbcClient sessions) {
        this.neighbours = neighbours;
        this.sessions = sessions;
    }

    public Asked<Register> register(String token, String name, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.ALLOCATION,
                token,
                Register.class,
                "/workers/register?name={name}&offset={offset}&limit={limit}",
                Map.of("name", name, "offset", offset, "limit", limit)));
    }

    public Asked<Entry> worker(String token, UUID id) {
        return neighbours.ask(
                Question.get(Neighbour.ALLOCATION, token, Entry.class, "/workers/{id}", Map.of("id", id)));
    }

    /** Says what somebody holds from a day on; the roles that are not named end then. */
    public Asked<Line> hold(String token, UUID id, String name, Collection<Role> roles, @Nullable LocalDate from) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("workerId", id);
        body.put("name", name);
        body.put(
                "roles",
                roles.stream()
                        .map(role -> Map.of("role", role.role(), "teamCode", role.teamCode()))
                        .toList());
        body.put("joinedOn", from);
        return neighbours.ask(Question.post(Neighbour.ALLOCATION, token, Line.class, "/workers", Map.of(), body));
    }

    /** Ends every role, now or on a day ahead. */
    public Asked<Line> leave(String token, UUID id, @Nullable LocalDate on) {
        return neighbours.ask(Question.post(
                Neighbour.ALLOCATION, token, Line.class, "/workers/{id}/leave", Map.of("id", id), said("leftOn", on)));
    }

    public Asked<Entry> giveUpPlan(String token, UUID id) {
        return neighbours.ask(Question.post(
                Neighbour.ALLOCATION, token, Entry.class, "/workers/{id}/plan/cancel", Map.of("id", id), Map.of()));
    }

    public Asked<Accounts> accounts(String token, Collection<UUID> ids) {
        return neighbours.ask(Question.post(
                Neighbour.IDENTITY, token, Accounts.class, "/people/accounts", Map.of(), Map.of("ids", ids)));
    }

    /** Makes an account; the link is shown once. */
    public Asked<Link> letIn(String token, UUID id, String username, String name, String kind) {
        return neighbours.ask(Question.post(
                Neighbour.IDENTITY,
                token,
                Link.class,
                "/people",
                Map.of(),
                Map.of("accountId", id, "username", username, "displayName", name, "kind", kind)));
    }

    public Asked<Link> newLink(String token, UUID id) {
        return neighbours.ask(
                Question.post(Neighbour.IDENTITY, token, Link.class, "/people/{id}/link", Map.of("id", id), Map.of()));
    }

    /** Disables an account, now or on a day ahead. Whoever is put out now is signed out of every browser. */
    public Account putOut(String token, UUID id, @Nullable LocalDate on) {
        var account = neighbours
                .ask(Question.post(
                        Neighbour.IDENTITY,
                        token,
                        Account.class,
                        "/people/{id}/leave",
                        Map.of("id", id),
                        said("on", on)))
                .answer();
        if (account.disabled()) {
            sessions.sql("delete from spring_session where principal_name = ?")
                    .param(id.toString())
                    .update();
        }
        return account;
    }

    public Asked<Account> letInAgain(String token, UUID id) {
        return neighbours.ask(Question.post(
                Neighbour.IDENTITY, token, Account.class, "/people/{id}/return", Map.of("id", id), Map.of()));
    }

    public Asked<Team> makeTeam(String token, Map<String, Object> team) {
        return neighbours.ask(Question.post(Neighbour.ALLOCATION, token, Team.class, "/teams", Map.of(), team));
    }

    public Asked<Team> changeTeam(String token, String code, Map<String, Object> change) {
        return neighbours.ask(new Question<>(
                Neighbour.ALLOCATION,
                token,
                HttpMethod.PUT,
                "/teams/{code}",
                Map.of("code", code),
                change,
                Map.of(),
                ParameterizedTypeReference.forType(Team.class)));
    }

    private static Map<String, @Nullable Object> said(String field, @Nullable LocalDate day) {
        var body = new HashMap<String, @Nullable Object>();
        body.put(field, day);
        return body;
    }

    /** One page of everybody who works or worked here. */
    public record Register(long total, List<Line> items) {}

    /** One of them, with the roles held now. */
    public record Line(
            UUID workerId,
            String name,
            List<Role> roles,
            @Nullable Plan planned) {}

    /** A role, in a team or for the county. */
    public record Role(
            String role, String teamCode, @Nullable String teamName) {

        /** As a form sends it. */
        public String value() {
            return role + "/" + teamCode;
        }

        /** Where it is held. */
        public String where() {
            return teamCode.equals("COUNTY") ? "the county" : teamName == null ? teamCode : teamName;
        }
    }

    /** What is planned. */
    public record Plan(LocalDate from, boolean leaves, List<Role> roles) {}

    /** Everything about one worker. */
    public record Entry(
            UUID workerId,
            String name,
            List<Role> roles,
            List<Held> history,
            @Nullable Plan planned) {}

    /** A role with its days. */
    public record Held(
            String role,
            String teamCode,
            @Nullable String teamName,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn) {

        /** Where it is or was held. */
        public String where() {
            return new Role(role, teamCode, teamName).where();
        }
    }

    /** Accounts of those asked for; somebody without one is left out. */
    public record Accounts(List<Account> items) {

        /** Of one of them; absent if there is none. */
        public @Nullable Account of(UUID id) {
            return items.stream()
                    .filter(account -> account.accountId().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Whether somebody can sign in. */
    public record Account(
            UUID accountId,
            String username,
            String displayName,
            String kind,
            boolean disabled,
            @Nullable LocalDate leavesOn,
            boolean invited) {

        /** In words. */
        public String state() {
            return disabled ? "Cannot sign in" : invited ? "Has a link to sign in for the first time" : "Can sign in";
        }
    }

    /** A link by which somebody chooses a password, once. */
    public record Link(URI link, Instant endsAt) {

        @Override
        public String toString() {
            return "Link[until " + endsAt + "]";
        }
    }

    /** A team as it was made or changed. */
    public record Team(String code, String name) {}
}
