package org.kith.outcomes.streams;

import java.io.IOException;
import org.kith.outcomes.measures.MeasureMoved;

/** Somebody who listens. An exception means that they are gone. */
public interface MoveListener {

    /** A count moved. */
    void moved(MeasureMoved move) throws IOException;

    /** What was missed is no longer kept: the figures must be read anew; moves go on after this one. */
    void startAgain(long moveSequence) throws IOException;

    /** Nothing moved for a while. */
    void beat() throws IOException;

    /** The stream ends; they may come back. */
    void end();

    /** Whether they still listen. */
    boolean listens();
}
