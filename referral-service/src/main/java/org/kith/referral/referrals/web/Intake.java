package org.kith.referral.referrals.web;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.referral.areas.Areas;
import org.kith.referral.referrals.Receipt;
import org.kith.referral.referrals.ReceiveReferral;
import org.kith.referral.referrals.ReceiveReferralHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes a form, whichever way it came. */
@Component
class Intake {

    private final ReceiveReferralHandler receive;
    private final Areas areas;
    private final Clock clock;
    private final JsonMapper json;

    Intake(ReceiveReferralHandler receive, Areas areas, Clock clock, JsonMapper json) {
        this.receive = receive;
        this.areas = areas;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The receipt: a new one, or the one the key already stands for. What was good when it was first sent may be so no longer, as
     * when a child has come of age since: whoever sends it again has the receipt all the same.
     *
     * @param known what is already known to be wrong with it
     * @throws Invalid with every problem of the form and its key
     */
    Receipt take(ReferralForm form, List<FieldProblem> known, String client, @Nullable String key) {
        var body = json.writeValueAsString(form);
        ReceiveReferral told;
        try {
            told = new ReferralFormCheck(areas, clock).read(form, known, client, key, body);
        } catch (Invalid invalid) {
            if (key == null || !known.isEmpty()) {
                throw invalid;
            }
            return receive.receiptOf(client, key, body).orElseThrow(() -> invalid);
        }
        return receive.handle(told);
    }
}
