package org.kith.gateway.worries.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One page of the journey of a worry: one thing is asked on each. */
enum JourneyStep {
    YOU("About you", "So that we can ask you more, and tell you what happens", "referrer."),
    CHILDREN(
            "The child",
            "Brothers and sisters too, if you worry about them. Leave empty what you do not know",
            "children["),
    ADULTS("The adults at home", "Leave it empty if you do not know who lives there", "adults["),
    WHERE("Where the family lives", "", "address."),
    SEEN("What you saw or heard", "", "whatWasSeen"),
    WORRIES("What you are worried about", "", "worries"),
    SAFETY("Keeping people safe", "", "mustNotKnow[", "safeContact", "familyKnows");

    private final String title;
    private final String says;
    /** How the names of its fields begin, one a line. */
    private final String names;

    JourneyStep(String title, String says, String... names) {
        this.title = title;
        this.says = says;
        this.names = String.join("\n", names);
    }

    public String title() {
        return title;
    }

    public String says() {
        return says;
    }

    public String path() {
        return name().toLowerCase(Locale.UK);
    }

    static Optional<JourneyStep> at(String path) {
        return List.of(values()).stream()
                .filter(step -> step.path().equals(path))
                .findFirst();
    }

    /** Whether a field is asked for on this page. */
    boolean asks(String field) {
        return names.lines().anyMatch(field::startsWith);
    }

    /** Where a field is asked for; the first page if it is asked nowhere. */
    static JourneyStep asking(String field) {
        return List.of(values()).stream()
                .filter(step -> step.asks(field))
                .findFirst()
                .orElse(YOU);
    }

    /** The page after this one; absent after the last, where the answers are checked. */
    Optional<JourneyStep> next() {
        var all = List.of(values());
        int at = all.indexOf(this) + 1;
        return at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    /** Its place on the way, from 1. */
    int number() {
        return List.of(values()).indexOf(this) + 1;
    }
}
