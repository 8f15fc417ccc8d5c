package org.kith.gateway.families;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.FieldError;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps protected addresses out of what people write beside a family's team, specialists and outcomes. The services that keep those words
 * know of no address, so the one that does is asked before they are sent.
 */
@Component
public class KeptWords {

    private static final Logger LOG = LoggerFactory.getLogger(KeptWords.class);

    private static final String TAKE_IT_OUT =
            "The family's address is protected and stands in these words: take it out. Whoever needs it opens it on the family's page";

    private final Families families;

    KeptWords(Families families) {
        this.families = families;
    }

    /**
     * Lets a form with free words through. While the service that knows addresses is away, or does not know the family, words go through
     * as they are: the work with the family does not wait for it.
     *
     * @param form what was typed
     * @param fields those of its fields that hold free words
     * @throws SaidNo 422 if a protected address of the family stands in one of them; it names the fields
     */
    public void holdNoAddress(String token, UUID family, Map<String, Object> form, String... fields) {
        var words = Stream.of(fields)
                .filter(field -> form.get(field) instanceof String)
                .collect(Collectors.toMap(field -> field, field -> String.valueOf(form.get(field))));
        if (words.isEmpty()) {
            return;
        }
        var found = found(token, family, words);
        if (!found.isEmpty()) {
            throw new SaidNo(new Said(
                    422,
                    "protected-address",
                    null,
                    null,
                    found.stream()
                            .map(field -> new FieldError(field, "protected-address", TAKE_IT_OUT))
                            .toList()));
        }
    }

    private List<String> found(String token, UUID family, Map<String, String> words) {
        try {
            return families.addressIn(token, family, words).answer().fields();
        } catch (SaidNo no) {
            return List.of();
        } catch (Away away) {
            LOG.warn(
                    "Words about family {} were kept unread: no service could say whether an address is in them",
                    family);
            return List.of();
        }
    }
}
