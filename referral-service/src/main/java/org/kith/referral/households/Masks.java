package org.kith.referral.households;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the protected addresses of some families out of whatever anybody wrote about them. */
public final class Masks {

    private final List<Mask> masks;

    Masks(List<Mask> masks) {
        this.masks = masks;
    }

    /** The same words without those addresses. */
    public String over(String words) {
        var masked = words;
        for (var mask : masks) {
            masked = mask.over(masked);
        }
        return masked;
    }

    /** Whether one of those addresses stands in the words. */
    public boolean standIn(@Nullable String words) {
        return words != null && !over(words).equals(words);
    }

    /** The same words without those addresses, if there are any words. */
    public @Nullable String overAny(@Nullable String words) {
        return words == null ? null : over(words);
    }

    /** The same household, with those addresses taken out of everything that was written about it. */
    public Household over(Household household) {
        return new Household(
                household.id(),
                household.title(),
                household.addressProtected(),
                household.people().stream().map(this::over).toList(),
                household.relationships(),
                household.addresses(),
                household.mustNotKnow().stream()
                        .map(one ->
                                new MustNotKnow(one.person(), overAny(one.name()), overAny(one.why()), one.saidAt()))
                        .toList(),
                overAny(household.safeContact()));
    }

    private Person over(Person person) {
        return person.school() == null ? person : person.goingTo(over(person.school()));
    }

    @Override
    public String toString() {
        return "Masks[not shown]";
    }
}
