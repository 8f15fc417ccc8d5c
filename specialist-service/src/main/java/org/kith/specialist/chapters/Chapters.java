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
 * perpetrator in this family, and to perpetrators' workers who never worked with the survivor; and the other way round.
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

    /** Whose chapters this reader must not see. */
    @Transactional(readOnly = true)
    public Set<Discipline> hiddenFrom(UUID readerId, FamilyId family) {
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
    public List<InputRow> inputs(FamilyId family, Set<Discipline> hidden, int offset, int limit) {
        return inputs.page(family.value(), hidden, offset, limit).stream()
                .map(ChapterInput::row)
                .toList();
    }

    /** How much was written, without the hidden chapters. */
    @Transactional(readOnly = true)
    public long count(FamilyId family, Set<Discipline> hidden) {
        return inputs.count(family.value(), hidden);
    }

    @EventListener
    void on(FamiliesJoined joined) {
        inputs.join(joined.survivor().value(), joined.absorbed().value());
    }
}
