package org.kith.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people do at the front door, over HTTP, for tests. */
public final class FrontDoor {

    private final MockMvc mvc;
    private final Roles roles;
    private @Nullable UUID screener;

    public FrontDoor(MockMvc mvc, Roles roles) {
        this.mvc = mvc;
        this.roles = roles;
    }

    /** What was answered. */
    public record Answer(
            int status,
            String body,
            @Nullable String location,
            @Nullable String retryAfter) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public Answer is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public Answer refusedWith(int expected, String code) {
            is(expected);
            assertThat(json().path("code").asString()).as(body).isEqualTo(code);
            return this;
        }
    }

    public UUID screener() {
        var worker = screener;
        if (worker == null) {
            worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
            screener = worker;
        }
        return worker;
    }

    public Answer raise(RequestPostProcessor who, @Nullable String key, String body) {
        var request = MockMvcRequestBuilders.post("/referrals")
                .with(who)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return answer(request);
    }

    /** Raised by the police, under a key of its own. */
    public Answer raise(Worry worry) {
        return raise(Tokens.agency("POLICE"), UUID.randomUUID().toString(), worry.json());
    }

    /** The id of a referral just raised. */
    public UUID raised(Worry worry) {
        return idOf(raise(worry).is(201).json().path("reference").asString());
    }

    public UUID idOf(String reference) {
        return UUID.fromString(get(Tokens.staff(screener()), "/referrals/by-reference/" + reference)
                .is(200)
                .json()
                .path("referralId")
                .asString());
    }

    public Answer get(RequestPostProcessor who, String path) {
        return answer(MockMvcRequestBuilders.get(path).with(who));
    }

    public Answer post(RequestPostProcessor who, String path, Map<String, ?> body) {
        return answer(MockMvcRequestBuilders.post(path)
                .with(who)
                .contentType(MediaType.APPLICATION_JSON)
                .content(JsonMapper.shared().writeValueAsString(body)));
    }

    /** One referral as the screening worker sees it. */
    public JsonNode opened(UUID referral) {
        return get(Tokens.staff(screener()), "/screening/" + referral).is(200).json();
    }

    public Answer decide(UUID referral, Map<String, ?> decision) {
        return post(Tokens.staff(screener()), "/screening/" + referral + "/decision", decision);
    }

    /** Accepts it; the family it is bound to. */
    public UUID accept(UUID referral) {
        return UUID.fromString(decide(referral, Map.of("decision", "ACCEPT", "reason", "Help is needed."))
                .is(200)
                .json()
                .path("familyId")
                .asString());
    }

    private Answer answer(AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            return new Answer(
                    response.getStatus(),
                    response.getContentAsString(),
                    response.getHeader("Location"),
                    response.getHeader("Retry-After"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
