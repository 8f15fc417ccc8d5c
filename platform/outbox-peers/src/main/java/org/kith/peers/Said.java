package org.kith.peers;

import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A fact that is measured, about as long as facts are.
 *
 * @param number its place among the facts of its family, from 1
 */
@WireName(value = "peer.said.v1", topic = Said.TOPIC)
public record Said(String familyId, int number, String content) implements Announcement {

    static final String TOPIC = "kith.peers";

    @Override
    public String key() {
        return familyId;
    }
}
