package org.kith.specialist.practitioners;

/**
 * A practitioner who might be given a request.
 *
 * @param id who
 * @param embedded in the team that asks; false for the pool
 * @param capacity how many requests they can hold
 * @param held how many they hold, over all teams and disciplines
 * @param away on leave today
 */
public record Candidate(PractitionerId id, boolean embedded, int capacity, int held, boolean away) {

    /** Whether one more fits. */
    public boolean hasRoom() {
        return held < capacity;
    }
}
