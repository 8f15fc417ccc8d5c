package org.kith.referral.drafts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.drafts.DraftForms;
import org.kith.referral.referrals.ReferralBook;

/** A decision is about the family of its referral; a worry is about the children it names so far. */
record BegunWorries(ReferralBook referrals) implements DraftForms.Subjects {

    /** As many as a form may name. */
    private static final int MOST_CHILDREN = 20;

    @Override
    public Map<UUID, UUID> families(Collection<UUID> about) {
        return referrals.familiesOf(about);
    }

    @Override
    public @Nullable String called(Map<String, List<String>> fields) {
        var names = IntStream.range(0, MOST_CHILDREN)
                .mapToObj(at -> Stream.of("givenName", "familyName")
                        .flatMap(part -> fields.getOrDefault("children[%d].%s".formatted(at, part), List.of()).stream())
                        .map(String::strip)
                        .filter(typed -> !typed.isEmpty())
                        .collect(Collectors.joining(" ")))
                .filter(name -> !name.isEmpty())
                .toList();
        return switch (names.size()) {
            case 0 -> null;
            case 1 -> names.getFirst();
            default -> names.getFirst() + " and " + (names.size() - 1) + " more";
        };
    }
}
