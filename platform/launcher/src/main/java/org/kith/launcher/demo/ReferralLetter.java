package org.kith.launcher.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A made-up referral as its sender would write it: the body of {@code POST /referrals}. */
final class ReferralLetter {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final Map<Character, String> SENDERS = Map.of(
            '2', "Example Primary School",
            '3', "Example Health Centre",
            '4', "Example Housing",
            '5', "Example Council",
            '6', "Example Police",
            '7', "Example Family Court",
            '8', "Example Voluntary Trust");

    private ReferralLetter() {}

    /** Which agency's client sends it; PUBLIC for a person without one. */
    static String agency(Episode episode) {
        if (episode.sourceCode().equals("10")) {
            return "PUBLIC";
        }
        return switch (episode.sourceCode().charAt(0)) {
            case '2' -> "SCHOOLS";
            case '3' -> "HEALTH";
            case '4' -> "HOUSING";
            case '5' -> "COUNCIL";
            case '6' -> "POLICE";
            case '7' -> "COURTS";
            case '8' -> "VOLUNTARY";
            default -> "PUBLIC";
        };
    }

    /** With the time it was received when it is told of the past; without for now. */
    static Map<String, Object> of(Episode episode, boolean inThePast) {
        var family = episode.family();
        var letter = new LinkedHashMap<String, Object>();
        if (inThePast) {
            letter.put("receivedAt", episode.receivedAt().toString());
        }
        letter.put("referrer", referrer(episode));
        var today = episode.receivedAt().atZone(ENGLAND).toLocalDate();
        letter.put(
                "children",
                family.children().stream().map(child -> child(child, today)).toList());
        letter.put("adults", family.adults().stream().map(ReferralLetter::adult).toList());
        letter.put("relationships", relationships(family));
        letter.put(
                "address",
                Map.of("lines", List.of(family.addressLine(), family.district()), "postcode", family.postcode()));
        letter.put("worries", episode.worries());
        letter.put(
                "whatWasSeen",
                "Made-up example, number " + episode.number()
                        + ": what was seen and heard at first hand, in a few plain sentences.");
        letter.put("immediateDanger", episode.immediateDanger());
        if (family.protectedAddress()) {
            letter.put(
                    "mustNotKnow",
                    List.of(Map.of(
                            "person", "adults[1]", "why", "Has been violent and must not learn where they live")));
            letter.put("safeContact", "Through the school office, mornings only");
            letter.put("familyKnows", "UNSAFE_TO_TELL");
        }
        return letter;
    }

    private static Map<String, Object> referrer(Episode episode) {
        var referrer = new LinkedHashMap<String, Object>();
        var code = episode.sourceCode();
        referrer.put("sourceCode", code);
        if (!code.equals("9")) {
            referrer.put("name", "Robin " + MadeUpNames.family(episode.number()));
        }
        var organisation = code.equals("10") ? null : SENDERS.get(code.charAt(0));
        if (organisation != null) {
            referrer.put("organisation", organisation);
            referrer.put("email", "referrals@example.org");
        }
        return referrer;
    }

    private static Map<String, Object> child(DemoChild child, LocalDate today) {
        var told = new LinkedHashMap<String, Object>();
        told.put("givenName", child.givenName());
        told.put("familyName", child.familyName());
        told.put(
                child.born().isAfter(today) ? "expectedOn" : "dateOfBirth",
                child.born().toString());
        told.put("sex", child.sex());
        if (child.nhsNumber() != null) {
            told.put("nhsNumber", child.nhsNumber());
        }
        return told;
    }

    private static Map<String, Object> adult(DemoAdult adult) {
        var told = new LinkedHashMap<String, Object>();
        told.put("givenName", adult.givenName());
        told.put("familyName", adult.familyName());
        if (adult.born() != null) {
            told.put("dateOfBirth", adult.born().toString());
        }
        if (adult.telephone() != null) {
            told.put("telephone", adult.telephone());
        }
        return told;
    }

    private static List<Map<String, String>> relationships(DemoFamily family) {
        var told = new ArrayList<Map<String, String>>();
        for (int adult = 0; adult < family.adults().size(); adult++) {
            for (int child = 0; child < family.children().size(); child++) {
                told.add(Map.of(
                        "from", "adults[" + adult + "]",
                        "to", "children[" + child + "]",
                        "kind", family.adults().get(adult).kind()));
            }
        }
        return told;
    }
}
