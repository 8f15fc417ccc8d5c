package org.kith.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Involvements;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at this family, as far as this service knows. */
@RestController
class AuditDoor {

    private static final int LONGEST_PAGE = 200;

    record Page(long total, List<Row> items) {}

    /**
     * One request that touched the family.
     *
     * @param trace the same for what one page asked of several services
     */
    record Row(
            Instant at,
            String who,
            String kind,
            @Nullable String agency,
            String door,
            int status,
            List<String> acts,
            List<UUID> personIds,
            @Nullable String reason,
            @Nullable String trace) {}

    private final AuditStore rows;
    private final AuditChain chain;
    private final Involvements involvements;
    private final Access access;
    private final Audit audit;

    AuditDoor(AuditStore rows, AuditChain chain, Involvements involvements, Access access, Audit audit) {
        this.rows = rows;
        this.chain = chain;
        this.involvements = involvements;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/audit/families/{familyId}")
    Page aboutFamily(
            @PathVariable UUID familyId,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        Invalid.unlessPage(offset, limit, LONGEST_PAGE);
        access.requireForFamily(Act.SEE_AUDIT, familyId);
        audit.touches("audit.seen", familyId, List.of());
        var family = involvements.survivorOf(familyId);
        return new Page(
                rows.countAboutFamily(family),
                rows.aboutFamily(family, offset, limit).stream()
                        .map(row -> new Row(
                                row.at(),
                                row.subject(),
                                row.kind(),
                                row.agency(),
                                row.door(),
                                row.status(),
                                row.acts(),
                                row.personIds(),
                                row.reason(),
                                row.traceId()))
                        .toList());
    }

    @GetMapping("/audit/verification")
    AuditChain.Finding verify() {
        access.require(Act.SEE_AUDIT);
        return chain.verify();
    }
}
