package org.kith.launcher.walks;

import java.time.Duration;
import java.util.regex.Pattern;
import org.kith.launcher.machine.Obstacle;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;

/**
 * One person at a browser, who sees only what is on the page: fields by their names, links by where they lead. Every key and every
 * click is really made, and what the pages take is measured. What the person takes is added by the keystroke-level model (Card,
 * Moran and Newell, 1983): 1.35 s to think before each act, 1.1 s to point and 0.2 s to press, letters by {@link Way}, and 238
 * words a minute (Brysbaert, 2019) for what is read.
 */
final class Walker implements AutoCloseable {

    private static final double THINK = 1.35;
    private static final double POINT = 1.1;
    private static final double PRESS = 0.2;
    private static final double WORDS_A_SECOND = 238 / 60.0;

    /** No page of ours has more places to go to. */
    private static final int MOST_TABS = 400;

    private static final Pattern WORD = Pattern.compile("\\S+");

    private final Tab tab;
    private final Way way;
    private final String address;
    private int pages;
    private int clicks;
    private int keys;
    private double person;
    private double reading;
    private double machine;
    private int marks;
    private boolean atTheTop;

    Walker(Chromium chromium, Way way, String address) {
        this.tab = chromium.strangersTab(way.width(), 900);
        this.way = way;
        this.address = address;
        if (!way.runsScripts()) {
            tab.scripts(false);
        }
    }

    Tab tab() {
        return tab;
    }

    /** Opens a page by its address, as from a bookmark. */
    Walker opens(String path) {
        arriving(() -> tab.open(address + path));
        return this;
    }

    private void arriving(Runnable act) {
        long begun = System.nanoTime();
        act.run();
        machine += (System.nanoTime() - begun) / 1e9;
        pages++;
        atTheTop = true;
        requireWell();
    }

    private void requireWell() {
        var complaints = tab.complaints();
        if (!complaints.isEmpty() && tab.status() < 400) {
            throw new Obstacle("The browser complains at " + tab.address() + ": " + complaints, "See that page");
        }
        if (tab.tooWide() > 0) {
            throw new Obstacle(
                    tab.address() + " is wider than the screen by " + tab.tooWide() + " pixels", "See that page");
        }
        if (tab.status() >= 500) {
            throw new Obstacle(
                    tab.address() + " was answered with " + tab.status(), "See the logs of the Kith that is walked");
        }
    }

    /** Signs in on the page that asks, and comes back to the page that was wanted. */
    Walker signsIn(String username, String password) {
        types("username", username);
        types("password", password);
        presses("form button[type=submit]");
        return this;
    }

    /** Follows a link. */
    Walker follows(String link) {
        var mark = mark(link);
        thinks();
        go(mark, "Enter");
        return this;
    }

    /** Presses the button that sends a form. */
    Walker presses(String button) {
        return follows(button);
    }

    private void go(String mark, String key) {
        if (way.isKeyboardAlone()) {
            reach(mark);
            arriving(() -> tab.leaving(() -> press(key)));
        } else {
            arriving(() -> tab.leaving(() -> click(mark)));
        }
    }

    /** Types into the field of that name, in place of what stands there. */
    Walker types(String field, String text) {
        var mark = mark("[name=" + Chromium.quoted(field) + "]:not([type=hidden])");
        thinks();
        if (way.isKeyboardAlone()) {
            reach(mark);
        } else {
            click(mark);
        }
        tab.ask(at(mark) + ".select?.(); true");
        tab.typeKeys(text);
        keys += text.length();
        person += text.length() * way.secondsForALetter();
        return this;
    }

    /** Chooses one of the radios of that name, or ticks the box, that has this value. */
    Walker chooses(String field, String value) {
        var mark = mark("[name=" + Chromium.quoted(field) + "][value=" + Chromium.quoted(value) + "]");
        thinks();
        if (!way.isKeyboardAlone()) {
            click(mark);
        } else if (tab.ask(at(mark) + ".type === 'radio'").asBoolean()) {
            reachGroup(mark);
            press(" ");
            for (int i = 0; i < MOST_TABS && !tab.hasFocus(mark); i++) {
                press("ArrowDown");
            }
            requireSeen(mark);
        } else {
            reach(mark);
            press(" ");
        }
        if (!tab.ask(at(mark) + ".checked").asBoolean()) {
            throw new Obstacle(field + " cannot be chosen on " + tab.address(), "Try it by hand");
        }
        return this;
    }

    /** Picks from the list of that name. */
    Walker picks(String field, String value) {
        var mark = mark("select[name=" + Chromium.quoted(field) + "]");
        thinks();
        int steps = tab.ask("[..." + at(mark) + ".options].findIndex(one => one.value === " + Chromium.quoted(value)
                        + ") - " + at(mark) + ".selectedIndex")
                .asInt();
        if (way.isKeyboardAlone()) {
            reach(mark);
            for (int i = 0; i < steps; i++) {
                press("ArrowDown");
            }
        } else {
            // the list that opens is the system's own and not of the page: counted, and chosen for it
            clicks += 2;
            person += 2 * (POINT + PRESS);
            tab.ask(at(mark) + ".value = " + Chromium.quoted(value) + "; " + at(mark)
                    + ".dispatchEvent(new Event('change', {bubbles: true})); true");
        }
        if (!tab.ask(at(mark) + ".value").asString().equals(value)) {
            throw new Obstacle(value + " cannot be picked in " + field + " on " + tab.address(), "Try it by hand");
        }
        return this;
    }

    /** Opens what is folded away. */
    Walker unfolds(String summary) {
        var mark = mark(summary);
        if (tab.ask(at(mark) + ".closest('details').open").asBoolean()) {
            return this;
        }
        thinks();
        if (way.isKeyboardAlone()) {
            reach(mark);
            press("Enter");
        } else {
            click(mark);
        }
        return this;
    }

    /** Reads every word of that part of the page which the eye sees. */
    Walker reads(String part) {
        return readsUpTo(part, "footer");
    }

    /** Reads what stands in that part of the page before something, such as the button that is pressed then. */
    Walker readsUpTo(String part, String stop) {
        var text = tab.ask("""
                (() => {
                  const part = document.querySelector(%s);
                  const stop = document.querySelector(%s);
                  const words = [];
                  const all = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
                  for (let node = all.nextNode(); node; node = all.nextNode()) {
                    const seen = node.parentElement.checkVisibility()
                      && !node.parentElement.closest('select, [aria-hidden=true], .govuk-visually-hidden');
                    if (seen && node.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) { words.push(node.data); }
                  }
                  return words.join(' ');
                })()""".formatted(Chromium.quoted(part), Chromium.quoted(stop)))
                .asString();
        double took = WORD.matcher(text).results().count() / WORDS_A_SECOND;
        reading += took;
        person += took;
        return this;
    }

    /** Waits until the page, opened again and again, has what is looked for. Waiting is not counted. */
    Walker awaits(String path, String what, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        tab.open(address + path);
        while (!has(what)) {
            if (System.nanoTime() > until) {
                throw new Obstacle(what + " did not come on " + path, "See the logs of the Kith that is walked");
            }
            tab.open(address + path);
        }
        atTheTop = true;
        return this;
    }

    boolean has(String what) {
        return tab.ask("!!document.querySelector(" + Chromium.quoted(what) + ")")
                .asBoolean();
    }

    /** The one text or attribute of the page that a test wants to know. */
    String says(String script) {
        try {
            return tab.ask(script).asString();
        } catch (IllegalStateException notThere) {
            throw new Obstacle(
                    tab.address() + " does not say " + script + " but: " + tab.text(), "Walk it by hand", notThere);
        }
    }

    /** The value of the first choice of that name. */
    String firstOf(String field) {
        return says("document.querySelector('[name=" + field + "]').value");
    }

    /** Stops the walk unless the page says this. */
    Walker sees(String text) {
        if (!tab.text().contains(text)) {
            throw new Obstacle(
                    "\"" + text + "\" is not on " + tab.address() + " but: " + tab.text(), "Walk it by hand");
        }
        return this;
    }

    /** Stops the walk if the page asks for what is known already. */
    Walker isNotAskedFor(String... fields) {
        for (String field : fields) {
            if (has("main [name=" + Chromium.quoted(field) + "]:not([type=hidden])")
                    && tab.ask("document.querySelector('main [name=" + Chromium.quoted(field) + "]').value")
                            .asString("")
                            .isEmpty()) {
                throw new Obstacle(field + " is asked for again on " + tab.address(), "Fill it in from what is known");
            }
        }
        return this;
    }

    private void thinks() {
        person += THINK;
    }

    private void press(String key) {
        tab.press(key);
        keys++;
        person += PRESS;
    }

    private void click(String mark) {
        clicks++;
        person += POINT + PRESS;
        tab.click(mark);
    }

    /** Marks an element, so that it can be found again. */
    private String mark(String selector) {
        var mark = "walked-" + ++marks;
        boolean found = tab.ask("(() => { const all = [...document.querySelectorAll(" + Chromium.quoted(selector)
                        + ")]; const it = all.find(one => one.getClientRects().length > 0"
                        + " && !one.hasAttribute('aria-hidden')); if (!it) { return false; } it.setAttribute('data-walked', '"
                        + mark + "'); return true; })()")
                .asBoolean();
        if (!found) {
            throw new Obstacle(
                    "There is no " + selector + " on " + tab.address() + ", which says: " + tab.text(),
                    "Walk it by hand");
        }
        return "[data-walked=\"" + mark + "\"]";
    }

    private static String at(String mark) {
        return "document.querySelector(" + Chromium.quoted(mark) + ")";
    }

    /** Comes to an element with the keyboard alone, past what stands on every page by the link that skips it. */
    private void reach(String mark) {
        skip(mark);
        for (int i = 0; i < MOST_TABS; i++) {
            if (tab.hasFocus(mark)) {
                requireSeen(mark);
                return;
            }
            press("Tab");
        }
        throw new Obstacle("The keyboard alone does not reach " + mark + " on " + tab.address(), "Try it by hand");
    }

    /** The first of its radios that takes the focus. */
    private void reachGroup(String mark) {
        skip(mark);
        for (int i = 0; i < MOST_TABS; i++) {
            if (tab.ask("document.activeElement.name === " + at(mark) + ".name").asBoolean()) {
                return;
            }
            press("Tab");
        }
        throw new Obstacle("The keyboard alone does not reach " + mark + " on " + tab.address(), "Try it by hand");
    }

    private void skip(String mark) {
        if (!atTheTop || !tab.ask("!!" + at(mark) + ".closest('main')").asBoolean()) {
            return;
        }
        atTheTop = false;
        if (tab.hasFocus("main *, .govuk-error-summary")) {
            return;
        }
        press("Tab");
        if (!tab.hasFocus("a[href='#main']")) {
            throw new Obstacle("The first thing on " + tab.address() + " is not the skip link", "Try it by hand");
        }
        requireSeen("a[href='#main']");
        press("Enter");
        if (!tab.hasFocus("#main")) {
            throw new Obstacle("The skip link of " + tab.address() + " does not lead to the page", "Try it by hand");
        }
    }

    /** The focus shows, and nothing hides it. */
    private void requireSeen(String mark) {
        boolean seen = tab.ask("""
                (() => {
                  const it = %s;
                  const shows = style => style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none';
                  const label = it.labels && it.labels[0];
                  const box = (label || it).getBoundingClientRect();
                  return (shows(getComputedStyle(it)) || label && shows(getComputedStyle(label, '::before')))
                    && box.bottom > 0 && box.top < innerHeight;
                })()""".formatted(at(mark))).asBoolean();
        if (!seen) {
            throw new Obstacle("The focus on " + mark + " of " + tab.address() + " is not seen", "Look at it");
        }
    }

    Walked done(String key, String journey) {
        return new Walked(key, journey, way, pages, clicks, keys, person, reading, machine);
    }

    /** Starts to count anew, such as after signing in. */
    Walker fromHere() {
        pages = 1;
        clicks = 0;
        keys = 0;
        person = 0;
        reading = 0;
        machine = 0;
        return this;
    }

    @Override
    public void close() {
        tab.close();
    }
}
