package org.kith.specialist.chapters;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.FamiliesJoined;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.RequestLists;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A family's chapters as one reader may see them. A survivor's chapter is closed to whoever works or ever worked with the
 * perpetrator in this family, and to perpetrators' workers who never worked with the survivor; and the other way round. Of the chapters
 * without a side, whoever works with the perpetrator sees that something was done, and the words if their writer opened them.
 */
@Component
public class Chapters {

    private final ChapterInputs inputs;
    private final RequestLists requests;
    private final Roster roster;

    Chapters(ChapterInputs inputs, RequestLists requests, Roster roster) {
        this.inputs = inputs;
        this.requests = requests;
        this.roster = roster;
    }

    /** What a worker may see of a family's chapters. */
    @Transactional(readOnly = true)
    public Reader reader(UUID readerId, FamilyId family) {
        return new Reader(readerId, hiddenFrom(readerId, family));
    }

    /** Whether a worker stands on a side of the abuse in any family, or is trained for one: nothing is hidden from anybody else. */
    @Transactional(readOnly = true)
    public boolean hasASide(UUID readerId) {
        return roster.disciplinesOf(readerId).stream()
                        .anyMatch(trained -> trained.otherSide().isPresent())
                || requests.hasASide(readerId);
    }

    private Set<Discipline> hiddenFrom(UUID readerId, FamilyId family) {
        var sides = requests.sidesOf(family, readerId);
        var trained = roster.disciplinesOf(readerId);
        var hidden = EnumSet.noneOf(Discipline.class);
        for (var discipline : Discipline.values()) {
            discipline
                    .otherSide()
                    .filter(other -> sides.contains(other) || (trained.contains(other) && !sides.contains(discipline)))
                    .ifPresent(other -> hidden.add(discipline));
        }
        return hidden;
    }

    /** A page of what was written, newest first, without the hidden chapters. */
    @Transactional(readOnly = true)
    public List<InputRow> inputs(FamilyId family, Reader reader, int offset, int limit) {
        return inputs.page(family.value(), reader.hidden(), offset, limit).stream()
                .map(input -> input.row(reader))
                .toList();
    }

    /** How much was written, without the hidden chapters. */
    @Transactional(readOnly = true)
    public long count(FamilyId family, Reader reader) {
        return inputs.count(family.value(), reader.hidden());
    }

    @EventListener
    void on(FamiliesJoined joined) {
        inputs.join(joined.survivor().value(), joined.absorbed().value());
    }
}
