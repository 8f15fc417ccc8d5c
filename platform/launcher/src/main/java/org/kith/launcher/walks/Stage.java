package org.kith.launcher.walks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Part;

/** What has to be there before a journey begins: families that wait, and people who can sign in. */
final class Stage implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Doors doors;
    private final Tokens tokens;

    Stage(Doors doors) {
        this.doors = doors;
        this.tokens = new Tokens(doors, Secrets.of(doors.installation().home()));
    }

    /** The password of everybody made up. */
    String password() {
        return tokens.peoplesPassword();
    }

    String address() {
        return doors.installation().publicUrl();
    }

    /** The referral that this reference belongs to. */
    String referral(String reference) {
        return doors.get(Part.REFERRAL, "/referrals/by-reference/" + reference, tokens.person(Workforce.SCREENING))
                .required()
                .text("referralId");
    }

    /** The family of a referral. */
    String family(String reference) {
        return doors.get(Part.REFERRAL, "/referrals/by-reference/" + reference, tokens.person(Workforce.SCREENING))
                .required()
                .text("familyId");
    }

    /** So many accepted families whose address is protected, which a person has to place, with worries that call for a survivors' worker. */
    List<String> familiesToPlace(int count) {
        var families = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var receipt = doors.post(
                            Part.REFERRAL,
                            "/referrals",
                            tokens.intake(),
                            letter("Example-Heron-" + letters()),
                            Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                    .required()
                    .text("receiptToken");
            var reference = doors.get(Part.REFERRAL, "/receipts/" + receipt, tokens.intake())
                    .required()
                    .text("reference");
            var found = doors.get(
                            Part.REFERRAL, "/referrals/by-reference/" + reference, tokens.person(Workforce.SCREENING))
                    .required();
            doors.post(
                            Part.REFERRAL,
                            "/screening/" + found.text("referralId") + "/decision",
                            tokens.person(Workforce.SCREENING),
                            Map.of(
                                    "decision",
                                    "ACCEPT",
                                    "level",
                                    3,
                                    "reason",
                                    "Made-up example: it meets the threshold"))
                    .required();
            families.add(found.text("familyId"));
        }
        families.forEach(this::awaitInAllocation);
        return families;
    }

    private void awaitInAllocation(String family) {
        long until = System.nanoTime() + SOON.toNanos();
        while (!doors.get(Part.ALLOCATION, "/families/" + family, tokens.person(Workforce.DUTY))
                .isGood()) {
            if (System.nanoTime() > until) {
                throw new Obstacle("Allocation did not hear of family " + family, "See ./kith status");
            }
        }
    }

    /** A made-up name's last part that no other family has. */
    static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }

    /** Where somebody must not find the family; pages that show it give it away. */
    static final String STREET = "Otterholt";

    private static Map<String, Object> letter(String name) {
        return Map.of(
                "referrer",
                Map.of("name", "Robin Example-Wren", "sourceCode", "2A", "organisation", "Example School"),
                "children",
                List.of(Map.of("givenName", "Otto", "familyName", name, "ageYears", 7)),
                "adults",
                List.of(
                        Map.of("givenName", "Olga", "familyName", name),
                        Map.of("givenName", "Oleg", "familyName", name)),
                "relationships",
                List.of(
                        Map.of("from", "adults[0]", "to", "children[0]", "kind", "MOTHER"),
                        Map.of("from", "adults[1]", "to", "children[0]", "kind", "FATHER")),
                "address",
                Map.of("lines", List.of("3 " + STREET + " Close", "Preston"), "postcode", "PR1 4AA"),
                "worries",
                List.of("3B"),
                "mustNotKnow",
                List.of(Map.of("person", "adults[1]", "why", "Has been violent")),
                "whatWasSeen",
                "A made-up worry");
    }

    @Override
    public void close() {
        doors.close();
    }
}
