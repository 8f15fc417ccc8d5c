package org.kith.gateway.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Does what a form asks for: goes on if it was done, and shows the form again with what was typed if it was not. */
@Component
public class Acts {

    private static final int ASK_AGAIN = 401;
    private static final int GONE = 404;

    private final Words words;

    Acts(Words words) {
        this.words = words;
    }

    /**
     * Asks a service to do something.
     *
     * @param act asks
     * @param done where to go on
     * @param again shows the form again with these problems
     */
    public <T> String tried(
            HttpServletResponse response,
            Supplier<Asked<T>> act,
            Function<T, String> done,
            Function<Problems, String> again) {
        try {
            return "redirect:" + done.apply(act.get().answer());
        } catch (SaidNo no) {
            if (no.status() == ASK_AGAIN || no.status() == GONE) {
                throw no;
            }
            response.setStatus(no.status());
            return again.apply(Problems.of(no.said()));
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return again.apply(Problems.away(away.missing(), words));
        }
    }

    /**
     * Asks a service to do something and, once it is done, says so on the next page.
     *
     * @param then the next page
     * @param done what it says there
     * @param again shows the form again with these problems
     */
    public <T> String told(
            HttpServletResponse response,
            RedirectAttributes flash,
            Supplier<Asked<T>> act,
            String then,
            String done,
            Function<Problems, String> again) {
        return tried(
                response,
                act,
                yes -> {
                    flash.addFlashAttribute("done", done);
                    return then;
                },
                again);
    }

    /** Shows the form again because of something we found ourselves. */
    public String again(HttpServletResponse response, Problems problems, Function<Problems, String> again) {
        response.setStatus(422);
        return again.apply(problems);
    }
}
