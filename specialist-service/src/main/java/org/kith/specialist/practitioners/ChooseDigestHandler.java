package org.kith.specialist.practitioners;

import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the practitioner's own choice about the digest. */
@Service
public class ChooseDigestHandler {

    private final Practitioners practitioners;

    ChooseDigestHandler(Practitioners practitioners) {
        this.practitioners = practitioners;
    }

    @Transactional
    public void handle(ChooseDigest command) {
        practitioners
                .lock(command.practitioner().value())
                .orElseThrow(Refusal::notFound)
                .wantsDigest(command.wanted());
    }
}
