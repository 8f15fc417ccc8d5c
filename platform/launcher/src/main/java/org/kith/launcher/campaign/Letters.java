package org.kith.launcher.campaign;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up worries, each about the same people every time its seed and number are drawn. */
final class Letters {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final List<String> POSTCODES =
            List.of("PR1 4AA", "PR2 6AA", "PR1 8AA", "PR2 3AA", "BB10 2AA", "BB11 3AA", "BB12 0AA");

    private static final List<String> GIVEN =
            List.of("Otto", "Olga", "Ada", "Bilal", "Chloe", "Dawit", "Erin", "Farah", "Gus", "Hana");

    private static final List<String> WORRIES = List.of("3B", "1B", "16A", "3A", "1A", "2A");

    private static final int CHILDHOOD_DAYS = 16 * 365;

    private final long seed;

    /** An episode that was stopped is played again on the same data, and whose turn it is is not drawn from the seed. */
    private final String played = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    Letters(long seed) {
        this.seed = seed;
    }

    /**
     * A worry about one household.
     *
     * @param number which of this seed's worries
     * @param household which of this seed's households; two worries about one household are about siblings
     */
    record Worry(long number, long household, boolean danger, Map<String, Object> letter) {}

    /** The key under which whoever gets no answer asks again; another each time the seed is played. */
    String key(long number) {
        return "campaign-" + seed + "-" + played + "-" + number;
    }

    /** The words that only this worry has, by which it is known among the referrals. */
    private String marking(long number) {
        return "Made-up worry " + seed + "-" + played + "-" + number + " of the campaign";
    }

    Worry worry(long number, long household) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var home = new SplittableRandom(seed * 7_919 + household);
        var name = "Example-" + word(seed) + "-" + word(household * 31 + 7);
        var today = LocalDate.now(ENGLAND);
        boolean danger = random.nextInt(12) == 0;
        var letter = new LinkedHashMap<String, Object>();
        letter.put(
                "referrer", Map.of("name", "Robin Example-Wren", "sourceCode", "2A", "organisation", "Example School"));
        letter.put(
                "children",
                List.of(Map.of(
                        "givenName",
                        GIVEN.get(random.nextInt(GIVEN.size())),
                        "familyName",
                        name,
                        "dateOfBirth",
                        today.minusDays(30 + random.nextInt(CHILDHOOD_DAYS)).toString())));
        letter.put(
                "adults",
                List.of(
                        Map.of(
                                "givenName",
                                "Olga",
                                "familyName",
                                name,
                                "dateOfBirth",
                                today.minusDays(9_000 + home.nextInt(5_000)).toString()),
                        Map.of("givenName", "Oleg", "familyName", name)));
        letter.put(
                "relationships",
                List.of(
                        Map.of("from", "adults[0]", "to", "children[0]", "kind", "MOTHER"),
                        Map.of("from", "adults[1]", "to", "children[0]", "kind", "FATHER")));
        letter.put(
                "address",
                Map.of(
                        "lines",
                        List.of((1 + home.nextInt(400)) + " Otterholt Close", "Preston"),
                        "postcode",
                        POSTCODES.get(home.nextInt(POSTCODES.size()))));
        letter.put("worries", List.of(WORRIES.get(random.nextInt(WORRIES.size())), "4B"));
        letter.put("whatWasSeen", marking(number));
        letter.put("immediateDanger", danger);
        if (random.nextInt(15) == 0) {
            letter.put("mustNotKnow", List.of(Map.of("person", "adults[1]", "why", "Made-up reason")));
            letter.put("safeContact", "Through the school office");
            letter.put("familyKnows", "UNSAFE_TO_TELL");
        }
        return new Worry(number, household, danger, letter);
    }

    /** What somebody without an account types. */
    Map<String, String> typed(long number) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var name = "Example-" + word(seed) + "-" + word(number * 31 + 11);
        var typed = new LinkedHashMap<String, String>();
        typed.put("action", "send");
        typed.put("referrer.name", "Robin Example-Wren");
        typed.put("referrer.sourceCode", "1B");
        typed.put("children[0].givenName", GIVEN.get(random.nextInt(GIVEN.size())));
        typed.put("children[0].familyName", name);
        typed.put("children[0].ageYears", Integer.toString(random.nextInt(17)));
        typed.put("adults[0].givenName", "Olga");
        typed.put("adults[0].familyName", name);
        typed.put("adults[0].relation", "MOTHER");
        typed.put("address.lines[0]", (1 + random.nextInt(400)) + " Otterholt Close");
        typed.put("address.postcode", POSTCODES.get(random.nextInt(POSTCODES.size())));
        typed.put("worries", "3B,1B");
        typed.put("whatWasSeen", marking(number));
        return typed;
    }

    /** Letters for a number, since names have no digits. */
    private static String word(long number) {
        var mixed = number * 0x9E3779B97F4A7C15L;
        var word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + Math.floorMod(mixed, 26)));
            mixed = mixed / 26 ^ mixed >>> 40;
        }
        return word.toString();
    }
}
