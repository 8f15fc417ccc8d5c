package org.kith.platform.drafts;

import java.util.UUID;

/** Closes what was typed before it is kept, and opens it for its owner. A service whose forms ask for addresses has a seal of its own. */
public interface DraftSeal {

    /** What is kept in place of the text. */
    byte[] close(UUID draft, byte[] text);

    /** The text again. */
    byte[] open(UUID draft, byte[] kept);

    /** For a service that keeps the same words in clear once they are sent. */
    static DraftSeal none() {
        return new DraftSeal() {
            @Override
            public byte[] close(UUID draft, byte[] text) {
                return text;
            }

            @Override
            public byte[] open(UUID draft, byte[] kept) {
                return kept;
            }
        };
    }
}
