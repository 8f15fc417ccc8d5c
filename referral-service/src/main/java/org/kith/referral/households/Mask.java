package org.kith.referral.households;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a protected address out of free text, in whichever usual way it was written there. */
record Mask(List<Pattern> spellings) {

    /** What stands where the address was. */
    static final String STANDS_FOR = "[protected address]";

    static Mask of(@Nullable AddressTold address) {
        return new Mask(address == null ? List.of() : Spellings.of(address));
    }

    String over(String text) {
        if (spellings.isEmpty()) {
            return text;
        }
        var found = foundIn(text);
        var masked = new StringBuilder();
        int end = 0;
        for (int at = found.nextSetBit(0); at >= 0; at = found.nextSetBit(end)) {
            masked.append(text, end, at).append(STANDS_FOR);
            end = found.nextClearBit(at);
        }
        return masked.append(text, end, text.length()).toString();
    }

    /** Every place that belongs to a spelling: several may overlap, and together they cover the whole written form. */
    private BitSet foundIn(String text) {
        var letters = Letters.of(text);
        var plain = letters.plain();
        var found = new BitSet(text.length());
        for (var spelling : spellings) {
            for (var match = spelling.matcher(plain); match.find(); ) {
                found.set(letters.start(match.start()), letters.end(match.end() - 1));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "Mask[not shown]";
    }
}
