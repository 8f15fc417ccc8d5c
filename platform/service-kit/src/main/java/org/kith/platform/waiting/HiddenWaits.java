package org.kith.platform.waiting;

import java.util.Collection;
import java.util.Set;

/** What a service keeps from an asker's list of what waits, although they may see the family. */
public interface HiddenWaits {

    /** Whether there can be anything of this kind that whoever acts is not shown; asked first, since it is seldom so. */
    boolean mayHide(String kind);

    /**
     * Keys of the items that whoever acts is not shown.
     *
     * @param kind what waits
     * @param items those of families the asker may see
     */
    Set<String> hidden(String kind, Collection<Waiting.Item> items);
}
