package org.kith.launcher.walks;

/**
 * What a journey took.
 *
 * @param key its short name
 * @param journey in words
 * @param way how it was walked
 * @param pages that were opened
 * @param clicks with the mouse or the finger; no keys
 * @param keys that were pressed
 * @param person seconds that a person takes to read, think, point and type, by the model of {@link Walker}
 * @param reading how many of them go to reading
 * @param machine seconds that the pages took, measured
 */
public record Walked(
        String key,
        String journey,
        Way way,
        int pages,
        int clicks,
        int keys,
        double person,
        double reading,
        double machine) {

    /** From the first page to the last answer. */
    public double seconds() {
        return person + machine;
    }
}
