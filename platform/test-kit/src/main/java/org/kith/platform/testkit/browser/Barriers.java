package org.kith.platform.testkit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kith.platform.infrastructure.Chromium.Tab;

/** What keeps somebody out of the page that is open, as far as axe finds it, and what does not fit on the screen. */
public final class Barriers {

    /** The rules of WCAG 2.2 AA. */
    private static final String EVERYTHING =
            "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: {'target-size': {enabled: true}}";

    /** What the same page can still break when it gets narrow: what is shown, what it stands on, what can be hit and scrolled. */
    private static final String WHAT_A_WIDTH_CHANGES =
            "runOnly: {type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block',"
                    + " 'aria-hidden-focus', 'bypass']}";

    private static final String AXE = axe();

    private Barriers() {}

    private static String axe() {
        try (var rules = Barriers.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(rules).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** By every rule. */
    public static List<String> on(Tab tab) {
        return found(tab, EVERYTHING);
    }

    /** By the rules that a page which was well at one width can break at another. */
    public static List<String> atThisWidth(Tab tab) {
        return found(tab, WHAT_A_WIDTH_CHANGES);
    }

    private static List<String> found(Tab tab, String rules) {
        if (!tab.ask("typeof axe !== 'undefined'").asBoolean()) {
            tab.ask(AXE + ";true");
        }
        var wrong = new ArrayList<String>();
        tab.ask("""
                axe.run(document, {%s, resultTypes: ['violations']})
                  .then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.html.slice(0, 160)).slice(0, 3).join(' | ')))
                """.formatted(rules)).forEach(barrier -> wrong.add(barrier.asString()));
        return wrong;
    }

    /** What reaches beyond the right edge, so that the page has to be scrolled sideways. */
    public static List<String> tooWide(Tab tab) {
        int by = tab.tooWide();
        return by == 0
                ? List.of()
                : List.of("wider than the screen by " + by + ": " + tab.ask("""
                        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > screen.width + 1)
                          .slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ')
                        """).asString());
    }
}
