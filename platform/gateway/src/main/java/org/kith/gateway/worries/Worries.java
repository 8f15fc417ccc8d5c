package org.kith.gateway.worries;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Sends worries to the front door, and asks how far they have come. */
@Component
public class Worries {

    private final Neighbours neighbours;

    Worries(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Sends one; the same key and words give the same receipt however often they are sent. */
    public Asked<Sent> raise(String token, String key, Map<String, Object> worry) {
        return neighbours.ask(Question.post(Neighbour.REFERRAL, token, Sent.class, "/referrals", Map.of(), worry)
                .with("Idempotency-Key", key));
    }

    public Asked<Receipt> receipt(String token, String receiptToken) {
        return neighbours.ask(Question.get(
                Neighbour.REFERRAL, token, Receipt.class, "/receipts/{receipt}", Map.of("receipt", receiptToken)));
    }

    /** What comes back at once. */
    public record Sent(String reference, String receiptToken) {}

    /** How far it has come, without the family's business. */
    public record Receipt(
            String reference,
            Instant receivedAt,
            String stage,
            String stageText,
            String ownerText,
            Instant decisionDueAt,
            int workingDaysLeft,
            boolean overdue,
            List<Step> history) {

        /** Whether it is still to be decided. */
        public boolean undecided() {
            return stage.equals("RECEIVED") || stage.equals("BEING_LOOKED_AT");
        }
    }

    /** One step of its road. */
    public record Step(Instant at, String text) {}
}
