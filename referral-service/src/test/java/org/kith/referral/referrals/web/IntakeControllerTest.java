package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.kith.referral.areas.Areas;
import org.kith.referral.referrals.ReceiveReferralHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class IntakeControllerTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ReceiveReferralHandler receive;

    @Autowired
    private Areas areas;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private Waiting waiting;

    @Autowired
    private OwnerAccess owner;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
    }

    @Test
    void a_worry_becomes_a_referral_with_a_receipt() {
        var worry = Worry.aboutAFamily();

        var answer = door.raise(worry).is(201);

        var receipt = answer.json();
        assertThat(receipt.path("reference").asString()).matches("[2-9A-HJKMNP-Z]{3}(-[2-9A-HJKMNP-Z]{3}){2}");
        assertThat(receipt.path("receiptToken").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.location())
                .isEqualTo("/receipts/" + receipt.path("receiptToken").asString());
        var referral = door.opened(door.idOf(receipt.path("reference").asString()));
        var fact = topics.announced(
                        ReferralReceivedV1.class,
                        referral.path("provisionalFamilyId").asString())
                .getFirst();
        assertThat(fact.sourceCode()).isEqualTo("2A");
        assertThat(fact.childIds()).hasSize(1);
    }

    @Test
    void an_accepted_referral_says_where_the_family_is_and_whom_it_needs() {
        var worry = Worry.aboutAFamily().says("worries", List.of("3B", "4B", "2B"));
        var referral = door.raised(worry);

        var family = door.accept(referral);

        var fact = topics.announced(ReferralAcceptedV1.class, family.toString()).getFirst();
        assertThat(fact.areaCode()).isEqualTo("E07000117:BB11 3");
        assertThat(fact.districtCode()).isEqualTo("E07000117");
        assertThat(fact.addressProtected()).isFalse();
        assertThat(fact.neededDisciplines())
                .containsExactly(
                        "SUBSTANCE_MISUSE", "DOMESTIC_ABUSE_SURVIVOR", "DOMESTIC_ABUSE_PERPETRATOR", "MENTAL_HEALTH");
    }

    @Test
    void a_referral_its_fact_and_its_audit_row_are_one_transaction() {
        var reference = door.raise(Worry.aboutAFamily().says("safeContact", "Ring the school"))
                .is(201)
                .json()
                .path("reference")
                .asString();

        assertThat(owner.jdbc().sql("""
                                with r as (select xmin, * from referral where reference = ?)
                                select count(distinct told.xmin::text) || ' of ' || count(*) from (
                                    select xmin from r
                                    union all select k.xmin from receipt_key k join r on k.referral_id = r.id
                                    union all select f.xmin from family f join r on f.id = r.provisional_family_id
                                    union all select p.xmin from person p join r on p.referral_id = r.id
                                    union all select v.xmin from vault v join r on v.referral_id = r.id
                                    union all select c.xmin from safe_contact c join r on c.referral_id = r.id
                                    union all select t.xmin from timeline_entry t join r on t.referral_id = r.id
                                    union all select w.xmin from waiting_item w join r on w.key = r.id::text
                                    union all select e.xmin from event_journal e join r on e.key = r.provisional_family_id::text
                                    union all select a.xmin from audit_row a join r on r.id::text = any(a.subjects)) told
                                """).param(reference).query(String.class).single())
                .isEqualTo("1 of 11");
    }

    @Test
    void a_decision_its_fact_and_its_audit_row_are_one_transaction() {
        var referral = door.raised(Worry.aboutAFamily());

        var family = door.accept(referral);

        assertThat(owner.jdbc()
                        .sql("""
                                select count(distinct told.xmin::text) || ' of ' || count(*) from (
                                    select xmin from referral where id = :referral and state = 'ACCEPTED'
                                    union all select xmin from timeline_entry
                                        where referral_id = :referral and code = 'REFERRAL_ACCEPTED'
                                    union all select xmin from event_journal
                                        where key = :family::text and type = 'referral.accepted.v1'
                                    union all select xmin from audit_row
                                        where family_ids @> array[:family] and 'referral.decided' = any(acts)) told
                                """)
                        .param("referral", referral)
                        .param("family", family)
                        .query(String.class)
                        .single())
                .isEqualTo("1 of 4");
        assertThat(waiting(referral)).isZero();
    }

    private long waiting(UUID referral) {
        return owner.jdbc()
                .sql("select count(*) from waiting_item where key = ?")
                .param(referral.toString())
                .query(Long.class)
                .single();
    }

    @Test
    void the_same_key_and_body_give_the_same_receipt() {
        var body = Worry.aboutAFamily().json();
        var key = UUID.randomUUID().toString();
        var first = door.raise(Tokens.agency("POLICE"), key, body).is(201);

        var second = door.raise(Tokens.agency("POLICE"), key, "  " + body + "\n");

        assertThat(second.is(201).json()).isEqualTo(first.json());
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        var key = UUID.randomUUID().toString();
        door.raise(Tokens.agency("POLICE"), key, Worry.aboutAFamily().json()).is(201);

        var second =
                door.raise(Tokens.agency("POLICE"), key, Worry.aboutAFamily().json());

        second.refusedWith(422, "idempotency-key-reused");
    }

    @Test
    void two_agencies_may_use_the_same_key() {
        var key = UUID.randomUUID().toString();
        door.raise(Tokens.agency("POLICE"), key, Worry.aboutAFamily().json()).is(201);

        var second =
                door.raise(Tokens.agency("HEALTH"), key, Worry.aboutAFamily().json());

        second.is(201);
    }

    @Test
    void a_key_is_needed() {
        var answer =
                door.raise(Tokens.agency("POLICE"), null, Worry.aboutAFamily().json());

        answer.is(422);
        assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_key_with_a_tab_in_it_is_not_called_too_long() {
        var answer = door.raise(
                Tokens.agency("POLICE"), "our\tkey", Worry.aboutAFamily().json());

        answer.is(422);
        assertThat(answer.json().path("errors").get(0).path("code").asString()).isEqualTo("control-character");
    }

    @Test
    void a_missing_key_hides_nothing_else_that_is_wrong() {
        var answer = door.raise(Tokens.agency("POLICE"), null, "{\"worries\":[]}");

        answer.is(422);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .contains("Idempotency-Key", "whatWasSeen", "worries", "referrer");
    }

    @Test
    void a_misspelt_field_is_named_and_never_passed_over() {
        var body = Worry.aboutAFamily().json();
        var misspelt = "{\"immediatDanger\":true,\"mustNotKnows\":[{\"name\":\"Oleg\"}],"
                + body.substring(1).replaceFirst("\"dateOfBirth\"", "\"birthday\":1,\"dateOfBirth\"");

        var answer = door.raise(Tokens.agency("POLICE"), UUID.randomUUID().toString(), misspelt);

        answer.is(422);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("code").asString()))
                .containsExactlyInAnyOrder(
                        "immediatDanger unknown-field",
                        "mustNotKnows unknown-field",
                        "children[0].birthday unknown-field");
        assertThat(answer.body()).doesNotContain("Oleg");
    }

    @Test
    void what_is_of_another_kind_is_named_together_with_everything_else() {
        var body = Worry.aboutAFamily()
                .json()
                .replaceFirst("\"children\":\\[\\{", "\"children\":[{\"ageYears\":\"nine or so\",")
                .replaceFirst("\"whatWasSeen\":\"[^\"]*\"", "\"whatWasSeen\":\" \"")
                .replaceFirst("\"immediateDanger\":(true|false)", "\"immediateDanger\":{\"level\":\"high\"}")
                .replaceFirst("\"worries\":\\[[^]]*]", "\"worries\":\"3B\"");

        var answer = door.raise(Tokens.agency("POLICE"), UUID.randomUUID().toString(), body);

        answer.is(422);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("code").asString()))
                .containsExactlyInAnyOrder(
                        "children[0].ageYears wrong-type",
                        "immediateDanger wrong-type",
                        "worries wrong-type",
                        "whatWasSeen required");
        assertThat(answer.body()).doesNotContain("nine", "high");
    }

    @Test
    void an_age_is_taken_as_it_was_said_or_not_at_all() {
        var broken = door.raise(Tokens.agency("POLICE"), UUID.randomUUID().toString(), withChild("\"ageYears\":7.9"));
        var other = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild("\"ageYears\":15,\"dateOfBirth\":\""
                        + LocalDate.now(ZoneOffset.UTC).minusYears(8) + "\""));

        assertThat(broken.is(422).body()).contains("children[0].ageYears", "wrong-type");
        assertThat(other.is(422).body()).contains("children[0].ageYears", "contradiction");
    }

    @Test
    void a_child_who_is_expected_needs_no_first_name() {
        var body = withChild("\"expectedOn\":\"" + LocalDate.now(ZoneOffset.UTC).plusMonths(2) + "\"");

        var raised = door.raise(Tokens.agency("POLICE"), UUID.randomUUID().toString(), body);

        raised.is(201);
    }

    @Test
    void a_child_is_named_once_and_twins_are_two() {
        String born = LocalDate.now(ZoneOffset.UTC).minusYears(8).toString();
        String robin = "\"givenName\":\"Robin\",\"dateOfBirth\":\"" + born + "\"";
        String expected = "\"expectedOn\":\"" + LocalDate.now(ZoneOffset.UTC).plusMonths(2) + "\"";
        var twice = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild(robin + "},{\"familyName\":\"EXAMPLE-HERON\"," + robin));
        var oneNumber = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild(robin
                        + ",\"nhsNumber\":\"9434765919\"},{\"familyName\":\"Example-Heron\",\"givenName\":\"Wren\","
                        + "\"nhsNumber\":\"943 476 5919\""));
        var twins = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild(robin + "},{\"familyName\":\"Example-Heron\",\"givenName\":\"Wren\",\"dateOfBirth\":\"" + born
                        + "\"},{\"familyName\":\"Example-Heron\"," + expected + "},{\"familyName\":\"Example-Heron\","
                        + expected));

        var lookAlike = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild(robin + "},{\"familyName\":\"Ex\u0430mple\u200b-Heron\"," + robin));

        for (String other : new String[] {"\"givenName\":\"R0bin\",\"ageYears\":8", "\"givenName\":\"Robin\""}) {
            assertThat(door.raise(
                                    Tokens.agency("POLICE"),
                                    UUID.randomUUID().toString(),
                                    withChild(robin + "},{\"familyName\":\"Example-Heron\"," + other))
                            .is(422)
                            .body())
                    .contains("children[1].givenName", "said-twice");
        }
        door.raise(
                        Tokens.agency("POLICE"),
                        UUID.randomUUID().toString(),
                        withChild(robin + "},{\"familyName\":\"Example-Heron\",\"givenName\":\"Robin\",\"ageYears\":3"))
                .is(201);
        assertThat(twice.is(422).body()).contains("children[1].givenName", "said-twice", "child 1");
        assertThat(lookAlike.is(422).body()).contains("children[1].givenName", "said-twice");
        assertThat(oneNumber.is(422).body()).contains("children[1].nhsNumber", "said-twice");
        twins.is(201);
    }

    @Test
    void signs_that_turn_the_order_of_letters_do_not_make_another_name() {
        var raised = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                withChild("\"givenName\":\"\u202eniboR\u202c \u05e9\u05dc\u05d5\u05dd\",\"ageYears\":8"));

        var kept = door.opened(door.idOf(raised.is(201).json().path("reference").asString()));
        assertThat(kept.toString()).contains("niboR \u05e9\u05dc\u05d5\u05dd").doesNotContain("\u202e", "\u202c");
    }

    /** A referral about one child of whom no more is said than this. */
    private static String withChild(String said) {
        return Worry.aboutAFamily()
                .json()
                .replaceFirst("\"children\":\\[.*?]", "\"children\":[{\"familyName\":\"Example-Heron\"," + said + "}]");
    }

    @Test
    void whoever_sends_it_again_when_the_child_has_come_of_age_has_the_receipt_all_the_same() {
        var body = Worry.aboutAFamily().json();
        var key = UUID.randomUUID().toString();
        var first = door.raise(Tokens.agency("POLICE"), key, body).is(201);
        var years = Clock.offset(Clock.systemUTC(), Duration.ofDays(20 * 365));
        var form = json.readValue(body, ReferralForm.class);

        var again = Council.in(
                new CouncilCode("E10000017"),
                () -> new Intake(receive, areas, years, json).take(form, List.of(), "agency:POLICE", key));

        assertThat(again.token().value())
                .isEqualTo(first.json().path("receiptToken").asString());
        // and nothing new is taken that is not good on its day
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Council.in(
                        new CouncilCode("E10000017"),
                        () -> new Intake(receive, areas, years, json)
                                .take(form, List.of(), "agency:POLICE", key + "x")));
    }

    @Test
    void twenty_presses_of_send_at_once_make_one_referral() throws InterruptedException {
        var body = Worry.aboutAFamily().json();
        var key = UUID.randomUUID().toString();
        // whom a busy door asks to come back does, with the same key
        Callable<FrontDoor.Answer> press = () -> await().pollDelay(Duration.ZERO)
                .until(() -> door.raise(Tokens.agency("POLICE"), key, body), answer -> answer.status() != 503);

        List<FrontDoor.Answer> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> press).toList()).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers).extracting(FrontDoor.Answer::status).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.json()).distinct()).hasSize(1);
    }

    @Test
    void everything_wrong_with_a_form_is_said_at_once() {
        var worry = Worry.aboutAFamily()
                .childSays(0, "dateOfBirth", "2999-01-01")
                .childSays(0, "nhsNumber", "9990000019")
                .childSays(0, "sex", "X")
                .childSays(0, "givenName", " ")
                .adultSays(0, "telephone", "call me")
                .related("adults[3]", "children[0]", "MOTHER")
                .related("adults[0]", "children[0]", "BOSS")
                .livingAt("1 Example Way", "ZZ99 9ZZ9")
                .says("worries", List.of("16A", "99Z"))
                .says("whatWasSeen", "seen\u0000here")
                .says("receivedAt", "2999-01-01T00:00:00Z")
                .says("referrer", Map.of("name", "x".repeat(101), "sourceCode", "77", "email", "nowhere"));

        var answer = door.raise(worry).is(422);

        var errors = StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.path("field").asString() + " "
                        + error.path("code").asString())
                .toList();
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "receivedAt time-in-the-future",
                        "referrer.sourceCode unknown-code",
                        "referrer.name too-long",
                        "referrer.email not-an-email",
                        "children[0].dateOfBirth date-in-the-future",
                        "children[0].nhsNumber not-an-nhs-number",
                        "children[0].givenName required",
                        "children[0].sex unknown-code",
                        "adults[0].telephone not-a-telephone-number",
                        "relationships[1].from no-such-person",
                        "relationships[2].kind unknown-code",
                        "address.postcode impossible-postcode",
                        "worries[1] unknown-code",
                        "whatWasSeen control-characters");
    }

    @Test
    void an_empty_form_names_every_required_field() {
        var answer = door.raise(Tokens.agency("POLICE"), "empty-" + UUID.randomUUID(), "{}");

        answer.is(422);
        var fields = StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.path("field").asString())
                .toList();
        assertThat(fields).containsExactlyInAnyOrder("referrer", "children", "address", "worries", "whatWasSeen");
    }

    @Test
    void a_postcode_outside_the_county_is_taken_as_one_of_no_district_of_the_county() {
        var referral = door.raised(Worry.aboutAFamily().livingAt("1 Example Way", "sw1a1aa"));

        var family = door.accept(referral);

        var fact = topics.announced(ReferralAcceptedV1.class, family.toString()).getFirst();
        assertThat(fact.areaCode()).isNull();
        assertThat(fact.districtCode()).isEqualTo("E99999999");
    }

    @Test
    void a_time_in_the_past_needs_the_scope_for_it() {
        var past = Instant.now().minus(Duration.ofDays(30)).toString();

        var without = door.raise(
                Tokens.agency("POLICE"),
                UUID.randomUUID().toString(),
                Worry.aboutAFamily().says("receivedAt", past).json());
        var with = door.raise(
                Tokens.agency("POLICE", "backfill"),
                UUID.randomUUID().toString(),
                Worry.aboutAFamily().says("receivedAt", past).json());

        without.refusedWith(403, "backfill-scope-needed");
        assertThat(Instant.parse(with.is(201).json().path("receivedAt").asString()))
                .isEqualTo(Instant.parse(past));
    }

    @Test
    void a_child_in_danger_is_a_duty_task_of_one_hour() {
        var referral = door.raised(Worry.aboutAFamily().says("immediateDanger", true));

        var task = waiting("DANGER_REFERRAL", referral);

        assertThat(Duration.between(task.since(), task.limitAt())).isEqualTo(Duration.ofHours(1));
        assertThat(task.urgent()).isTrue();
        assertThat(waiting("REFERRAL_DECISION", referral).ownerCode()).isEqualTo("SCREENING_WORKER");
    }

    private Waiting.Item waiting(String kind, UUID referral) {
        var found = new ArrayList<Waiting.Item>();
        roles.inLancashire(() -> waiting.open(kind, 0, 500).stream()
                .filter(item -> item.key().equals(referral.toString()))
                .forEach(found::add));
        return found.getFirst();
    }

    @Test
    void a_decided_referral_waits_no_more() {
        var referral = door.raised(Worry.aboutAFamily().says("immediateDanger", true));

        door.accept(referral);

        var still = new ArrayList<Waiting.Item>();
        roles.inLancashire(() -> {
            still.addAll(waiting.open("DANGER_REFERRAL", 0, 500));
            still.addAll(waiting.open("REFERRAL_DECISION", 0, 500));
        });
        assertThat(still).extracting(Waiting.Item::key).doesNotContain(referral.toString());
    }

    @Test
    void anybody_at_the_public_intake_may_raise_a_worry_and_a_client_without_the_scope_may_not() {
        var body = Worry.aboutAFamily().json();

        door.raise(Tokens.publicIntake(), UUID.randomUUID().toString(), body).is(201);
        door.raise(
                        Tokens.of("agency-X", "E10000017", "agency", "X", "other"),
                        UUID.randomUUID().toString(),
                        body)
                .is(403);
    }

    @Test
    void a_receipt_shows_the_stage_and_nothing_of_the_family() {
        var worry = Worry.aboutAFamily();
        var token = door.raise(worry).is(201).json().path("receiptToken").asString();

        var answer = door.get(Tokens.publicIntake(), "/receipts/" + token).is(200);

        assertThat(answer.json().path("stage").asString()).isEqualTo("RECEIVED");
        assertThat(answer.json().path("ownerText").asString()).isNotEmpty();
        assertThat(answer.json().path("stageText").asString()).contains("within one working day");
        assertThat(answer.json().path("history")).hasSize(1);
        assertThat(answer.body()).doesNotContain(worry.familyName, "Robin", "BB11");
    }

    @Test
    void a_receipt_for_a_child_in_danger_does_not_speak_of_a_working_day() {
        var token = door.raise(Worry.aboutAFamily().says("immediateDanger", true))
                .is(201)
                .json()
                .path("receiptToken")
                .asString();

        var words = door.get(Tokens.publicIntake(), "/receipts/" + token)
                .is(200)
                .json()
                .path("stageText")
                .asString();

        assertThat(words).contains("within the hour").doesNotContain("working day");
    }

    @Test
    void a_token_that_opens_nothing_and_a_reference_are_both_not_found() {
        var reference = door.raise(Worry.aboutAFamily())
                .is(201)
                .json()
                .path("reference")
                .asString();

        door.get(Tokens.publicIntake(), "/receipts/" + "0".repeat(32)).refusedWith(404, "not-found");
        door.get(Tokens.publicIntake(), "/receipts/" + reference).refusedWith(404, "not-found");
        door.get(Tokens.publicIntake(), "/referrals/by-reference/" + reference).is(403);
        door.get(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T42")), "/referrals/by-reference/" + reference)
                .refusedWith(404, "not-found");
    }

    @Test
    void a_reference_is_found_however_it_is_typed() {
        var reference = door.raise(Worry.aboutAFamily())
                .is(201)
                .json()
                .path("reference")
                .asString();

        var typed = reference.toLowerCase(Locale.ROOT).replace("-", " ");

        assertThat(door.idOf(typed)).isEqualTo(door.idOf(reference));
    }

    @Test
    void the_doors_are_described() {
        var document = door.get(Tokens.operator(), "/v3/api-docs").is(200);

        assertThat(document.json().path("paths").propertyNames())
                .contains(
                        "/referrals",
                        "/referrals/csv",
                        "/receipts/{token}",
                        "/screening",
                        "/screening/{referralId}/decision",
                        "/families/{familyId}",
                        "/families/{familyId}/address/reveal",
                        "/families/{survivor}/join");
        assertThat(document.json()
                        .path("paths")
                        .path("/referrals")
                        .path("post")
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("name").asString().equals("Idempotency-Key")))
                .singleElement()
                .satisfies(parameter ->
                        assertThat(parameter.path("required").asBoolean()).isTrue());
    }
}
