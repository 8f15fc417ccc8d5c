package org.kith.specialist.chapters;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kith.specialist.practitioners.Discipline;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ChapterInputs extends Repository<ChapterInput, UUID> {

    ChapterInput save(ChapterInput input);

    Optional<ChapterInput> findByInputId(UUID inputId);

    @Query("""
            select i from ChapterInput i
            where i.familyId = :familyId and i.discipline not in :hidden
            order by i.happenedAt desc, i.inputId desc
            limit :limit offset :offset""")
    List<ChapterInput> page(UUID familyId, Collection<Discipline> hidden, int offset, int limit);

    @Query("select count(i) from ChapterInput i where i.familyId = :familyId and i.discipline not in :hidden")
    long count(UUID familyId, Collection<Discipline> hidden);

    @Modifying(flushAutomatically = true, clearAutomatically = false)
    @Query("update ChapterInput i set i.familyId = :survivor where i.familyId = :absorbed")
    int join(UUID survivor, UUID absorbed);
}
