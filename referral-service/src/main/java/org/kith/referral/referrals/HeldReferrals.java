package org.kith.referral.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Households;
import org.kith.referral.households.Whereabouts;
import org.springframework.stereotype.Component;

/** Holds a referral and its families until the transaction ends: families first, in sorted order, as everywhere. */
@Component
class HeldReferrals {

    /** The rows are sorted before they are locked, and read as they are then. */
    static final String HOLD = """
            select referral.family_id, referral.provisional_family_id, family.id, family.survivor_id,
                   family.address_protected, family.area_code, family.district_code
              from referral
              join family on family.council = referral.council
               and family.id in (referral.family_id, referral.provisional_family_id)
             where referral.council = ? and referral.id = ?
             order by family.id for update of family
            """;

    private final Statements statements;
    private final Referrals referrals;
    private final Households households;

    HeldReferrals(Statements statements, Referrals referrals, Households households) {
        this.statements = statements;
        this.referrals = referrals;
        this.households = households;
    }

    private record Row(
            FamilyId family, FamilyId provisional, FamilyId held, FamilyId goesOnAs, Whereabouts whereabouts) {}

    /**
     * A referral that is held with its families.
     *
     * @param family what the family it is about goes on as
     * @param receivedUnder what the family made for it goes on as
     * @param whereabouts where that family may be said to live
     */
    record Held(Referral referral, FamilyId family, FamilyId receivedUnder, Optional<Whereabouts> whereabouts) {}

    /** The referral as it is while its families are held; everything asked before and not answered yet is asked with it. */
    Held hold(ReferralId id) {
        var rows = statements
                .ask(HOLD, HeldReferrals::row, Council.current().value(), id.value())
                .rows();
        if (rows.isEmpty()) {
            throw Refusal.notFound();
        }
        var said = rows.getFirst();
        var referral = unchanged(id, said.family());
        var goesOnAs = goesOnAs(rows, said.family());
        return new Held(
                referral,
                goesOnAs,
                goesOnAs(rows, said.provisional()),
                rows.stream()
                        .filter(row -> row.held().equals(goesOnAs))
                        .map(Row::whereabouts)
                        .findFirst());
    }

    /** The referral as it is while its families, and these, are held. */
    Referral holdWith(ReferralId id, FamilyId... others) {
        var family = referrals.familyOf(id.value()).map(FamilyId::new).orElseThrow(Refusal::notFound);
        var provisional =
                referrals.provisionalFamilyOf(id.value()).map(FamilyId::new).orElseThrow(Refusal::notFound);
        households.hold(
                Stream.concat(Stream.of(family, provisional), Stream.of(others)).toArray(FamilyId[]::new));
        return unchanged(id, family);
    }

    private Referral unchanged(ReferralId id, FamilyId family) {
        var referral = referrals.findById(id.value()).orElseThrow(Refusal::notFound);
        if (!referral.family().equals(family)) {
            throw new Refusal(
                    "referral-changed-meanwhile",
                    "Somebody else changed which family this referral is about",
                    "Open it again");
        }
        return referral;
    }

    private static FamilyId goesOnAs(List<Row> rows, FamilyId family) {
        return rows.stream()
                .filter(row -> row.held().equals(family))
                .map(Row::goesOnAs)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var held = new FamilyId(row.getObject(3, UUID.class));
        var survivor = row.getObject(4, UUID.class);
        return new Row(
                new FamilyId(row.getObject(1, UUID.class)),
                new FamilyId(row.getObject(2, UUID.class)),
                held,
                survivor == null ? held : new FamilyId(survivor),
                new Whereabouts(row.getBoolean(5), row.getString(6), row.getString(7)));
    }
}
