package org.kith.launcher.doors;

import org.kith.launcher.machine.Obstacle;
import tools.jackson.databind.JsonNode;

/**
 * What a door answered.
 *
 * @param question method and path, for messages
 * @param status HTTP status
 * @param body the JSON; missing if there was none
 */
public record Answer(String question, int status, JsonNode body) {

    /** Whether it was done. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** The code of the refusal; empty if it was none. */
    public String code() {
        return body.path("code").asString("");
    }

    /** The answer itself, if it was done. */
    public Answer required() {
        if (!isGood()) {
            throw new Obstacle(
                    question + " was answered with " + status + " " + code() + " "
                            + body.path("detail").asString("") + body.path("errors"),
                    "See ./kith status and the logs in Kith's folder");
        }
        return this;
    }

    /** A field of the answer as text. */
    public String text(String field) {
        return body.path(field).asString("");
    }
}
