package org.kith.specialist.requests;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On which side of the abuse somebody ever worked with a family. A row is never taken back, so a survivor's worker can never
 * become the perpetrator's, also years later. The table's key decides between two who try at once.
 */
@Component
class DomesticAbuseSides {

    private static final String NEITHER = "NEITHER";

    private final JdbcClient jdbc;

    DomesticAbuseSides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts somebody on the side of that discipline; false if they stand elsewhere. True where there are no sides. */
    boolean takes(FamilyId family, PractitionerId practitioner, Discipline discipline) {
        if (discipline.otherSide().isEmpty()) {
            return true;
        }
        jdbc.sql("""
                        insert into domestic_abuse_side (council, family_id, practitioner_id, side)
                        values (current_setting('kith.council'), :family, :practitioner, :side)
                        on conflict do nothing""")
                .param("family", family.value())
                .param("practitioner", practitioner.value())
                .param("side", side(discipline))
                .update();
        return side(discipline)
                .equals(jdbc.sql("""
                        select side from domestic_abuse_side
                        where council = current_setting('kith.council')
                          and family_id = :family and practitioner_id = :practitioner""")
                        .param("family", family.value())
                        .param("practitioner", practitioner.value())
                        .query(String.class)
                        .single());
    }

    /** Who may never be asked for this discipline by this family. */
    Set<PractitionerId> barredFrom(FamilyId family, Discipline discipline) {
        if (discipline.otherSide().isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql("""
                        select practitioner_id from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :family and side <> :side""")
                .param("family", family.value())
                .param("side", side(discipline))
                .query((row, number) -> new PractitionerId(row.getObject("practitioner_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The side somebody stands on, or stood on. */
    Set<Discipline> sidesOf(FamilyId family, UUID workerId) {
        return jdbc
                .sql("""
                        select side from domestic_abuse_side
                        where council = current_setting('kith.council')
                          and family_id = :family and practitioner_id = :worker""")
                .param("family", family.value())
                .param("worker", workerId)
                .query((row, number) -> disciplines(row.getString("side")))
                .list()
                .stream()
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Two families became one; answers who was on both sides and is now on neither. */
    List<PractitionerId> join(FamilyId survivor, FamilyId absorbed) {
        jdbc.sql("""
                        insert into domestic_abuse_side as known (council, family_id, practitioner_id, side)
                        select council, :survivor, practitioner_id, side from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :absorbed
                        on conflict (council, family_id, practitioner_id) do update
                        set side = case when known.side = excluded.side then known.side else 'NEITHER' end""")
                .param("survivor", survivor.value())
                .param("absorbed", absorbed.value())
                .update();
        return jdbc.sql("""
                        select practitioner_id from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :family and side = 'NEITHER'""")
                .param("family", survivor.value())
                .query((row, number) -> new PractitionerId(row.getObject("practitioner_id", UUID.class)))
                .list();
    }

    private static String side(Discipline discipline) {
        return discipline == Discipline.DOMESTIC_ABUSE_SURVIVOR ? "SURVIVOR" : "PERPETRATOR";
    }

    private static Set<Discipline> disciplines(String side) {
        return switch (side) {
            case "SURVIVOR" -> Set.of(Discipline.DOMESTIC_ABUSE_SURVIVOR);
            case "PERPETRATOR" -> Set.of(Discipline.DOMESTIC_ABUSE_PERPETRATOR);
            case NEITHER -> Set.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR);
            default -> throw new IllegalStateException("Not a side: " + side);
        };
    }
}
