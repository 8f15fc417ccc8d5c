package org.kith.gateway.drafts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Typed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What pages with a form do with drafts: take up the one there is, read the form that is saved, and forget it once it is sent. */
@Component
public class DraftDesk {

    private static final Logger LOG = LoggerFactory.getLogger(DraftDesk.class);

    /** Drafts one looks through for the one about a record; nobody has more. */
    private static final int MOST = 100;

    private final Drafts drafts;

    DraftDesk(Drafts drafts) {
        this.drafts = drafts;
    }

    /** One's newest draft of a form about a record; absent if there is none, or if its keeper is away. */
    public @Nullable Draft about(String token, DraftForm form, @Nullable UUID about) {
        var mine = drafts.mine(token, form, 0, MOST).part().value();
        if (mine == null) {
            return null;
        }
        return mine.items().stream()
                .filter(draft -> draft.form() == form && java.util.Objects.equals(draft.about(), about))
                .findFirst()
                .map(draft -> drafts.open(token, form, draft.key()).part().value())
                .orElse(null);
    }

    /** The fields of a form as they were sent, without those that begin with an underscore, which are the page's own. */
    public static Map<String, List<String>> typed(HttpServletRequest request) {
        var fields = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.startsWith("_")) {
                fields.put(name, new ArrayList<>(List.of(values)));
            }
        });
        return fields;
    }

    /** A draft as if it had just been sent, so that a form shows it as it shows what was typed. */
    public static Typed asTyped(HttpServletRequest request, Draft draft) {
        return Typed.in(new HttpServletRequestWrapper(request) {
            @Override
            public Map<String, String[]> getParameterMap() {
                var fields = new LinkedHashMap<String, String[]>();
                draft.fields().forEach((name, values) -> fields.put(name, values.toArray(String[]::new)));
                return fields;
            }
        });
    }

    /** The form was sent, so its draft is thrown away; if its keeper is away just then, it is gone by itself later. */
    public void sent(String token, DraftForm form, HttpServletRequest request) {
        var key = request.getParameter("_draft");
        if (key == null || key.isEmpty()) {
            return;
        }
        try {
            drafts.throwAway(token, form, key).answer();
        } catch (SaidNo | Away notNow) {
            LOG.warn("A draft whose form was sent is still there: {}", notNow.getMessage());
        }
    }
}
