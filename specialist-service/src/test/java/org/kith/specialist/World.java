package org.kith.specialist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens around the specialist service in a test: families, teams and practitioners of its own, gone afterwards. */
public final class World {

    /** When everything in these tests happens, unless said otherwise. */
    @SuppressWarnings("TimeInStaticInitializer") // an hour ago is near enough for a whole run
    public static final Instant AT =
            Instant.now(java.time.Clock.systemUTC()).minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    private static final AtomicInteger TEAMS = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc;
    private final Topics topics;
    private final Roles roles;
    private final Set<UUID> families = new LinkedHashSet<>();
    private final List<UUID> practitioners = new ArrayList<>();

    public World(MockMvc mvc, Topics topics, Roles roles) {
        this.mvc = mvc;
        this.topics = topics;
        this.roles = roles;
    }

    /** A team that no other test knows. */
    public static String newTeam() {
        return "TX" + TEAMS.incrementAndGet();
    }

    public UUID newFamily() {
        var family = UUID.randomUUID();
        families.add(family);
        return family;
    }

    /** A practitioner with a role and a sign-in; pooled without a team. */
    public UUID practitioner(String discipline, @Nullable String team, int capacity) throws Exception {
        return practitioner(discipline, team, capacity, null);
    }

    public UUID practitioner(String discipline, @Nullable String team, int capacity, @Nullable String email)
            throws Exception {
        var worker = roles.worker(Role.SPECIALIST, team == null ? Roles.COUNTY : team);
        register(worker, discipline, team, capacity, email);
        return worker;
    }

    public void register(UUID worker, String discipline, @Nullable String team, int capacity, @Nullable String email)
            throws Exception {
        practitioners.add(worker);
        var answer = post("/practitioners", Tokens.operator(), """
                {"workerId": "%s", "discipline": "%s", "teamCode": %s, "capacity": %d, "email": %s}""".formatted(
                        worker, discipline, quoted(team), capacity, quoted(email)));
        if (answer.getResponse().getStatus() >= 300) {
            throw new AssertionError("Not registered: " + answer.getResponse().getContentAsString());
        }
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** A referral of the family is accepted; answers the referral. */
    public UUID accepted(UUID family, String... disciplines) {
        var referral = UUID.randomUUID();
        accepted(family, referral, false, disciplines);
        return referral;
    }

    public void accepted(UUID family, UUID referral, boolean danger, String... disciplines) {
        topics.tell(
                "referral",
                new ReferralAcceptedV1(
                        referral,
                        family,
                        family,
                        List.of(UUID.randomUUID()),
                        "E07000117:BB11 3",
                        "E07000117",
                        false,
                        List.of(disciplines),
                        danger,
                        AT,
                        AT));
    }

    public void allocated(UUID family, UUID referral, String team) {
        topics.tell("allocation", new FamilyAllocatedV1(family, referral, team, "AREA", AT.plusSeconds(60)));
    }

    /** A new family that a team holds and that needs these disciplines. */
    public UUID heldFamily(String team, String... disciplines) {
        var family = newFamily();
        var referral = accepted(family, disciplines);
        allocated(family, referral, team);
        return family;
    }

    public void transferred(UUID family, String from, String to) {
        topics.tell("allocation", new FamilyTransferredV1(family, from, to, "MOVED", AT.plusSeconds(120)));
    }

    public void closed(UUID family, String team) {
        topics.tell("allocation", new FamilyClosedV1(family, team, "NEEDS_MET", AT.plusSeconds(180)));
    }

    public void joined(UUID survivor, UUID absorbed) {
        topics.tell("referral", new FamilyJoinedV1(absorbed, survivor, absorbed, 1, AT.plusSeconds(90)));
        topics.tell("referral", new FamilyJoinedV1(survivor, survivor, absorbed, 1, AT.plusSeconds(90)));
    }

    public void workerJoined(UUID worker, String team) {
        topics.tell("allocation", new WorkerJoinedTeamV1(worker, team, "SPECIALIST", LocalDate.of(2026, 2, 2)));
    }

    public void workerLeft(UUID worker, String team) {
        topics.tell("allocation", new WorkerLeftV1(worker, team, "SPECIALIST", LocalDate.of(2026, 2, 2)));
    }

    /** Takes every family and practitioner of this test out of the way of the next. */
    public void clear() throws Exception {
        for (var family : families) {
            closed(family, "TX0");
        }
        for (var worker : Set.copyOf(practitioners)) {
            register(worker, "MENTAL_HEALTH", "TX0", 0, null);
        }
    }

    public MvcResult post(String door, RequestPostProcessor as, String body) throws Exception {
        return mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(door)
                        .with(as)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn();
    }

    public MvcResult get(String door, RequestPostProcessor as) throws Exception {
        return mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(door)
                        .with(as))
                .andReturn();
    }

    /** What a door that must answer 200 says. */
    public JsonNode read(String door, RequestPostProcessor as) throws Exception {
        var answer = get(door, as).getResponse();
        if (answer.getStatus() != 200) {
            throw new AssertionError(
                    "GET " + door + " answered " + answer.getStatus() + " " + answer.getContentAsString());
        }
        return JSON.readTree(answer.getContentAsString());
    }

    /** Status and code of an answer, such as {@code 409 request-ended}. */
    public static String answerOf(MvcResult result) throws Exception {
        var answer = result.getResponse();
        var body = answer.getContentAsString();
        if (answer.getStatus() < 400) {
            return Integer.toString(answer.getStatus());
        }
        var problem = JSON.readTree(body);
        var errors = new ArrayList<String>();
        problem.path("errors")
                .forEach(error -> errors.add(error.path("field").asString() + ":"
                        + error.path("code").asString()));
        return answer.getStatus() + " "
                + (errors.isEmpty() ? problem.path("code").asString() : String.join(",", errors));
    }

    /** The open request of a family for a discipline, as a manager of its team reads it. */
    public JsonNode request(UUID family, String team, String discipline) throws Exception {
        for (var request : family(family, team).path("requests")) {
            if (request.path("discipline").asString().equals(discipline)
                    && request.path("endedAt").isNull()) {
                return request;
            }
        }
        throw new AssertionError("No open request for " + discipline);
    }

    public UUID requestId(UUID family, String team, String discipline) throws Exception {
        return UUID.fromString(
                request(family, team, discipline).path("requestId").asString());
    }

    /** The family's page as a manager of its team reads it. */
    public JsonNode family(UUID family, String team) throws Exception {
        return read("/families/" + family, Tokens.staff(manager(team)));
    }

    public UUID manager(String team) {
        return roles.worker(Role.TEAM_MANAGER, team);
    }
}
