package org.kith.gateway.worries.web;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The census's words for worries, put so that anybody understands them. What it does not know it leaves as it is. */
final class PlainWorry {

    private static final Pattern ABUSE = Pattern.compile("Abuse or neglect - '([A-Z ]+)'(?: \\((\\w+) on child\\))?");
    private static final Pattern LONG_WAY_ROUND = Pattern.compile("^concerns about (?:an? |the )?");

    private static final Map<String, String> PLAINER = Map.of(
            "UASC", "A child who seeks asylum without their parents",
            "Missing", "Going missing",
            "Gangs", "Drawn into gangs",
            "Trafficking", "Trafficked or made to work",
            "Socially unacceptable behaviour", "The child's own behaviour harms others",
            "Privately fostered", "Living with people who are not family",
            "Young carer", "A child who cares for somebody",
            "Other", "Something else");

    private PlainWorry() {}

    /** What stands over worries of one kind. */
    static String heading(String text) {
        String heading = text.split(": | - concerns", 2)[0];
        var abuse = ABUSE.matcher(heading);
        if (!abuse.matches()) {
            return PLAINER.getOrDefault(heading, heading);
        }
        String kind = sentence(abuse.group(1).toLowerCase(Locale.UK));
        if (abuse.group(2) == null) {
            return kind;
        }
        return kind + (abuse.group(2).equals("child") ? " by another child" : " by an adult");
    }

    /** What stands beside one box to tick. */
    static String choice(String text) {
        var halves = text.split(": ", 2);
        String choice = LONG_WAY_ROUND.matcher(halves[halves.length - 1]).replaceFirst("");
        return sentence(choice.replaceFirst("^.* privately fostered child - ", ""));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
