package org.kith.referral.corrections;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kith.referral.corrections.Corrected.Clash;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.matching.Matching;
import org.kith.referral.names.NameBook;
import org.kith.referral.names.NameBook.Name;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects a person. A field counts as changed by the corrector if it differs from what they had before them; what others changed
 * meanwhile in other fields stays. Where both changed the same field to different values, nothing is done and both values are
 * given back.
 */
@Service
public class CorrectPersonHandler {

    private final PersonFiles files;
    private final Households households;
    private final HouseholdBook book;
    private final NameBook names;
    private final Matching matching;
    private final Timelines timelines;
    private final Clock clock;

    CorrectPersonHandler(
            PersonFiles files,
            Households households,
            HouseholdBook book,
            NameBook names,
            Matching matching,
            Timelines timelines,
            Clock clock) {
        this.files = files;
        this.households = households;
        this.book = book;
        this.names = names;
        this.matching = matching;
        this.timelines = timelines;
        this.clock = clock;
    }

    @Transactional
    public Corrected handle(CorrectPerson command) {
        var file = files.hold(command.person());
        var wanted = new EnumMap<PersonField, Optional<String>>(PersonField.class);
        var clashes = new ArrayList<Clash>();
        command.values().forEach((field, value) -> {
            var before = file.valueAt(field, command.version());
            var now = file.values().get(field);
            var yours = value.orElse(null);
            boolean changed = !Objects.equals(yours, before);
            if (changed && !Objects.equals(yours, now)) {
                if (Objects.equals(before, now)) {
                    wanted.put(field, value);
                } else {
                    clashes.add(new Clash(field, before, now, yours, by(file, field)));
                }
            }
        });
        if (!clashes.isEmpty()) {
            return new Corrected(file, List.copyOf(clashes));
        }
        if (wanted.isEmpty()) {
            return new Corrected(file, List.of());
        }
        var at = clock.instant();
        wanted.computeIfPresent(
                PersonField.SCHOOL, (field, words) -> words.map(households.masksOf(file.family())::over));
        files.change(file, wanted, command.trueFrom(), command.by(), at);
        var corrected = files.open(command.person());
        names.add(List.of(new Name(
                command.person().value(),
                corrected.family().value(),
                corrected.values().getOrDefault(PersonField.GIVEN_NAME, ""),
                corrected.values().getOrDefault(PersonField.FAMILY_NAME, ""))));
        boolean hidden = book.whereabouts(corrected.family()).addressProtected();
        matching.remember(book.toldIn(corrected.referral(), hidden), corrected.referral(), corrected.family(), hidden);
        timelines.note(Entry.of(corrected.family().value(), Happening.PERSON_CORRECTED, null, command.by(), at));
        return new Corrected(corrected, List.of());
    }

    private static String by(PersonFile file, PersonField field) {
        return file.changes().stream()
                .filter(change -> change.field() == field)
                .findFirst()
                .map(PersonFile.Change::by)
                .orElse("");
    }
}
