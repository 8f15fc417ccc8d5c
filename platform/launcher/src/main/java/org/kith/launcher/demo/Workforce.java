package org.kith.launcher.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.services.Part;

/** The made-up people who work here: the same for every county, each with a sign-in. */
public final class Workforce {

    public static final String COUNCIL = "E10000017";

    public static final String SCREENING = "screening";
    public static final String PRACTICE = "practice";
    public static final String DUTY = "duty";
    public static final String PERFORMANCE = "performance";

    private static final int SOCIAL_WORKERS = 6;

    /** Twice a practitioner's usual load, since a demo year has few endings. */
    private static final int CAPACITY = 40;

    private static final Map<String, String> DISCIPLINES = disciplines();

    private final Doors doors;
    private final Tokens tokens;

    public Workforce(Doors doors, Tokens tokens) {
        this.doors = doors;
        this.tokens = tokens;
    }

    /**
     * One made-up worker.
     *
     * @param team the team's code, or COUNTY
     * @param discipline for a specialist
     * @param signsIn whether there is an account; most social workers have none, since nobody plays them
     */
    record Worker(
            UUID id,
            String username,
            String name,
            String role,
            String team,
            @Nullable String discipline,
            boolean signsIn) {}

    private static Map<String, String> disciplines() {
        var names = new LinkedHashMap<String, String>();
        names.put("substance", "SUBSTANCE_MISUSE");
        names.put("survivor", "DOMESTIC_ABUSE_SURVIVOR");
        names.put("perpetrator", "DOMESTIC_ABUSE_PERPETRATOR");
        names.put("mental", "MENTAL_HEALTH");
        return names;
    }

    /** User name of the team's manager. */
    public static String manager(String team) {
        return "manager-" + team.toLowerCase(Locale.ROOT);
    }

    /** One of the team's social workers, in turn. */
    public static UUID socialWorker(String team, int turn) {
        return id("worker-" + team.toLowerCase(Locale.ROOT) + "-" + (1 + Math.floorMod(turn, SOCIAL_WORKERS)));
    }

    static List<String> specialists(String team) {
        return DISCIPLINES.keySet().stream()
                .map(shortName -> shortName + "-" + team.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Everybody of the county and of these teams. */
    static List<Worker> of(List<String> teams) {
        var workers = new ArrayList<Worker>();
        workers.add(worker(SCREENING, "SCREENING_WORKER", "COUNTY", null, true));
        workers.add(worker(DUTY, "ALLOCATION_DUTY", "COUNTY", null, true));
        workers.add(worker(PRACTICE, "PRACTICE_LEAD", "COUNTY", null, true));
        workers.add(worker(PERFORMANCE, "PERFORMANCE_ANALYST", "COUNTY", null, true));
        workers.add(worker("admin", "ADMINISTRATOR", "COUNTY", null, true));
        for (var team : teams) {
            var suffix = "-" + team.toLowerCase(Locale.ROOT);
            workers.add(worker("manager" + suffix, "TEAM_MANAGER", team, null, true));
            for (int i = 1; i <= SOCIAL_WORKERS; i++) {
                workers.add(worker("worker" + suffix + "-" + i, "SOCIAL_WORKER", team, null, i == 1));
            }
            DISCIPLINES.forEach((shortName, discipline) ->
                    workers.add(worker(shortName + suffix, "SPECIALIST", team, discipline, true)));
        }
        return workers;
    }

    private static Worker worker(
            String username, String role, String team, @Nullable String discipline, boolean signsIn) {
        int number = Math.floorMod(username.hashCode(), 10_000);
        var givenNames = number % 2 == 0 ? MadeUpNames.WOMEN : MadeUpNames.MEN;
        var name = givenNames.get(number / 2 % givenNames.size()) + " "
                + MadeUpNames.family(number % MadeUpNames.FAMILY.size());
        return new Worker(id(username), username, name, role, team, discipline, signsIn);
    }

    /** The same id for the same person in every run. */
    public static UUID id(String username) {
        return UUID.nameUUIDFromBytes(("kith demo worker " + username).getBytes(StandardCharsets.UTF_8));
    }

    /** Registers everybody; said again it changes nothing. */
    public void hire(List<String> teams, Runnable eachHired) {
        var workers = of(teams);
        InParallel.forEach(workers, worker -> {
            doors.post(
                            Part.ALLOCATION,
                            "/workers",
                            tokens.operator(),
                            Map.of(
                                    "workerId", worker.id(),
                                    "name", worker.name(),
                                    "roles", List.of(Map.of("role", worker.role(), "teamCode", worker.team()))))
                    .required();
            if (worker.discipline() != null) {
                doors.post(
                                Part.SPECIALIST,
                                "/practitioners",
                                tokens.operator(),
                                Map.of(
                                        "workerId", worker.id(),
                                        "discipline", worker.discipline(),
                                        "teamCode", worker.team(),
                                        "capacity", CAPACITY,
                                        "email", worker.username() + "@example.org"))
                        .required();
            }
            if (worker.signsIn()) {
                doors.post(
                                Part.IDENTITY,
                                "/accounts",
                                tokens.operator(),
                                Map.of(
                                        "accountId", worker.id(),
                                        "username", worker.username(),
                                        "password", tokens.peoplesPassword(),
                                        "displayName", worker.name(),
                                        "council", COUNCIL,
                                        "kind", "staff"))
                        .required();
            }
            eachHired.run();
        });
    }
}
