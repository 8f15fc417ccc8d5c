package org.kith.specialist.digests.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.specialist.practitioners.ChooseDigest;
import org.kith.specialist.practitioners.ChooseDigestHandler;
import org.kith.specialist.practitioners.PractitionerId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A practitioner turns their own digest on or off. */
@RestController
class DigestController {

    private final ChooseDigestHandler choose;
    private final Access access;
    private final Audit audit;

    DigestController(ChooseDigestHandler choose, Access access, Audit audit) {
        this.choose = choose;
        this.access = access;
        this.audit = audit;
    }

    /** Whether the digest is wanted. */
    record DigestForm(@Nullable Boolean wanted) {}

    @PostMapping("/tray/digest")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(@RequestBody DigestForm form) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        if (form.wanted() == null) {
            throw new Invalid(List.of(new FieldProblem("wanted", "missing", "Say true or false")));
        }
        var me = PractitionerId.acting();
        audit.notes("digest.chosen", me.value().toString(), List.of());
        choose.handle(new ChooseDigest(me, form.wanted()));
    }
}
