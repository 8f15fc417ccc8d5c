package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.gateway.components.ComponentDialect;
import org.kith.gateway.components.Options;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/** Holds our fragments against the fixtures that the design system publishes with its components. */
class FixturesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SpringTemplateEngine ENGINE = engine();
    private static final Path LEFT_OUT = Path.of("../../docs/components.md");

    private static final Set<Object> NOTHING = Set.of(false, "", 0);
    private static final Set<String> BOOLEANS = Set.of("checked", "disabled", "selected", "open", "multiple", "hidden");

    /** Components by our fragment, and whether what is inside is the fragment's second argument. */
    private static final Map<String, Component> COMPONENTS = Stream.of(
                    new Component("back-link", "govukBackLink", false),
                    new Component("breadcrumbs", "govukBreadcrumbs", false),
                    new Component("button", "govukButton", false),
                    new Component("character-count", "govukCharacterCount", false),
                    new Component("checkboxes", "govukCheckboxes", false),
                    new Component("date-input", "govukDateInput", false),
                    new Component("details", "govukDetails", true),
                    new Component("error-message", "govukErrorMessage", false),
                    new Component("error-summary", "govukErrorSummary", false),
                    new Component("fieldset", "govukFieldset", true),
                    new Component("file-upload", "govukFileUpload", false),
                    new Component("hint", "govukHint", false),
                    new Component("input", "govukInput", false),
                    new Component("inset-text", "govukInsetText", true),
                    new Component("label", "govukLabel", false),
                    new Component("notification-banner", "govukNotificationBanner", true),
                    new Component("pagination", "govukPagination", false),
                    new Component("panel", "govukPanel", true),
                    new Component("phase-banner", "govukPhaseBanner", true),
                    new Component("radios", "govukRadios", false),
                    new Component("select", "govukSelect", false),
                    new Component("service-navigation", "govukServiceNavigation", false),
                    new Component("skip-link", "govukSkipLink", false),
                    new Component("summary-list", "govukSummaryList", true),
                    new Component("table", "govukTable", true),
                    new Component("tag", "govukTag", false),
                    new Component("task-list", "govukTaskList", false),
                    new Component("textarea", "govukTextarea", false),
                    new Component("warning-text", "govukWarningText", false))
            .collect(Collectors.toMap(Component::name, one -> one, (one, same) -> one, TreeMap::new));

    /** Options that no page of ours needs, and why. Everything else a fixture uses must come out the same. */
    private static final Map<Pattern, String> NOT_NEEDED = notNeeded();

    private static Map<Pattern, String> notNeeded() {
        var all = new LinkedHashMap<String, String>();
        all.put(
                ".*\\.(html|titleHtml|summaryHtml|descriptionHtml)|(titleHtml|summaryHtml|descriptionHtml)",
                "markup as text: ours is never put together from strings, so that nothing a person typed can become markup");
        all.put(".*(before|after)Inputs?.*", "content inside a form group: a page puts it beside the field");
        all.put(
                ".*conditional.*",
                "a question shown by a choice: we ask it on its own page, so that it works without a script");
        all.put("(day|month|year|values)(\\..*)?", "parts of a date said one by one: our pages always say `items`");
        all.put(
                "javascript|(.*\\.)?wrapper(Classes|Attributes)|multiple",
                "the drop zone for files: one file is sent at a time");
        all.put("(choose|noFile|multipleFiles|drop|entered|left)[A-Za-z]+Text.*", "texts of the drop zone for files");
        all.put(
                "(characters|words)[A-Z][A-Za-z]+Text.*|textareaDescriptionText",
                "own texts of the count of characters");
        all.put(".*\\[] absent", "holes in a list: our lists have none");
        all.put("slots.*", "markup in the service navigation");
        all.put("card.*", "summary cards");
        all.put("(titleHeadingLevel|headingLevel)", "other levels of heading: ours follow the page");
        all.put("items\\[]\\.error", "one part of a date marked: our messages are about the whole date");
        var compiled = new LinkedHashMap<Pattern, String>();
        all.forEach((path, why) -> compiled.put(Pattern.compile(path), why));
        return compiled;
    }

    /** Parts of one component alone that no page needs. */
    private static final Map<String, Map<Pattern, String>> NOT_NEEDED_OF = Map.of(
            "panel", Map.of(Pattern.compile("actions.*"), "the panel that interrupts"),
            "button", Map.of(Pattern.compile("html"), "markup as text"),
            "label", Map.of(Pattern.compile("html"), "markup as text"),
            "fieldset", Map.of());

    private record Component(String name, String fragment, boolean holds) {}

    record Fixture(String component, String name, Map<String, Object> options, String html) {

        @Override
        public String toString() {
            return component + ": " + name;
        }
    }

    private static SpringTemplateEngine engine() {
        var pages = new ClassLoaderTemplateResolver();
        pages.setPrefix("gateway/pages/");
        pages.setSuffix(".html");
        pages.setTemplateMode(TemplateMode.HTML);
        pages.setResolvablePatterns(Set.of("govuk"));
        pages.setOrder(1);
        var strings = new StringTemplateResolver();
        strings.setOrder(2);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolvers(Set.of(pages, strings));
        engine.addDialect(new ComponentDialect());
        return engine;
    }

    static List<Fixture> needed() throws IOException {
        return fixtures().stream()
                .filter(fixture -> notNeeded(fixture).isEmpty())
                .toList();
    }

    private static List<Fixture> fixtures() throws IOException {
        var all = new ArrayList<Fixture>();
        for (String component : COMPONENTS.keySet()) {
            try (var file = FixturesTest.class.getResourceAsStream("/govuk-frontend-6.6.0/" + component + ".json")) {
                for (var one : JSON.readTree(Objects.requireNonNull(file)).path("fixtures")) {
                    @SuppressWarnings("unchecked")
                    Map<String, Object> options = JSON.treeToValue(one.path("options"), Map.class);
                    all.add(new Fixture(
                            component,
                            one.path("name").asString(),
                            options,
                            one.path("html").asString()));
                }
            }
        }
        return all;
    }

    /** Which options of a fixture our pages do not need. */
    private static Set<String> notNeeded(Fixture fixture) {
        var paths = new TreeSet<String>();
        paths("", fixture.options(), paths);
        var component = Objects.requireNonNull(COMPONENTS.get(fixture.component()));
        return paths.stream()
                .filter(path -> !(component.holds() && path.equals("html")))
                .filter(path -> why(fixture.component(), path) != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String why(String component, String path) {
        if (path.equals("html")) {
            return "markup as text: ours is never put together from strings";
        }
        return Stream.concat(
                        NOT_NEEDED_OF.getOrDefault(component, Map.of()).entrySet().stream(),
                        NOT_NEEDED.entrySet().stream())
                .filter(one -> one.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void paths(String at, Object value, Set<String> found) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, inside) -> {
                    String path = at.isEmpty() ? name.toString() : at + "." + name;
                    found.add(path);
                    if (!name.equals("attributes")) {
                        paths(path, inside, found);
                    }
                });
            case List<?> list ->
                list.forEach(one -> {
                    if (one == null || NOTHING.contains(one)) {
                        found.add(at + "[] absent");
                    }
                    paths(at + "[]", one, found);
                });
            case null, default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("needed")
    void a_fragment_renders_what_the_design_system_renders(Fixture fixture) {
        assertThat(normalised(rendered(fixture))).isEqualTo(normalised(fixture.html()));
    }

    private static String rendered(Fixture fixture) {
        var component = Objects.requireNonNull(COMPONENTS.get(fixture.component()));
        var context = new Context();
        context.setVariable("options", Options.of(fixture.options()));
        context.setVariable("inside", fixture.options().get("html"));
        String inside = fixture.options().get("html") == null ? "~{}" : "~{::#inside}";
        return ENGINE.process(
                component.holds()
                        ? "<th:block th:replace=\"~{govuk :: %s(${options}, %s)}\"><i id=\"inside\" th:remove=\"tag\" th:utext=\"${inside}\">x</i></th:block>"
                                .formatted(component.fragment(), inside)
                        : "<th:block th:replace=\"~{govuk :: %s(${options})}\"></th:block>"
                                .formatted(component.fragment()),
                context);
    }

    /** The tree of the markup: elements, their attributes by name, and their words. */
    private static String normalised(String html) {
        var out = new StringBuilder();
        Jsoup.parseBodyFragment(html).body().childNodes().forEach(node -> {
            if (node instanceof Element element) {
                write(element, 0, out);
            } else if (node instanceof TextNode text && !text.isBlank()) {
                out.append(text.text().strip()).append('\n');
            }
        });
        return out.toString();
    }

    private static void write(Element element, int depth, StringBuilder out) {
        String indent = "  ".repeat(depth);
        out.append(indent).append('<').append(element.tagName());
        var attributes = new TreeMap<String, String>();
        element.attributes()
                .forEach(one -> attributes.put(
                        one.getKey(),
                        BOOLEANS.contains(one.getKey())
                                ? ""
                                : one.getKey().equals("class")
                                        ? String.join(
                                                " ",
                                                new TreeSet<>(List.of(
                                                        one.getValue().strip().split("\\s+"))))
                                        : one.getValue().strip()));
        attributes.forEach((name, value) ->
                out.append(' ').append(name).append("=\"").append(value).append('"'));
        out.append(">\n");
        element.childNodes().forEach(node -> {
            if (node instanceof Element child) {
                write(child, depth + 1, out);
            } else if (node instanceof TextNode text && !text.isBlank()) {
                out.append(indent)
                        .append("  ")
                        .append(
                                element.tagName().equals("textarea")
                                        ? text.getWholeText().strip()
                                        : text.text().strip())
                        .append('\n');
            }
        });
    }

    @Test
    void most_fixtures_are_held() throws IOException {
        assertThat(needed().size()).isGreaterThan(fixtures().size() * 2 / 3);
    }

    /** Written anew with -Dkith.write=true. */
    @Test
    void the_options_left_out_are_listed() throws IOException {
        String told = leftOut();
        if (Boolean.getBoolean("kith.write")) {
            Files.writeString(LEFT_OUT, told);
        }

        assertThat(Files.readString(LEFT_OUT)).isEqualTo(told);
    }

    private static String leftOut() throws IOException {
        var out = new StringBuilder("""
                # The design system's components

                Pages are put together from fragments (`gateway/pages/govuk.html`) of the GOV.UK Design System's components, with the released
                styles and scripts of `govuk-frontend` 6.6.0 and the Ministry of Justice's `moj-frontend` 11.1.0. `FixturesTest` renders each fragment with the
                options of each fixture that the design system publishes and wants the same markup, but for white space and the order of
                attributes and classes. Fixtures that use an option no page of ours needs are left out; this list is written by the test.

                | component | fixtures | held | left out, and by which options |
                |---|---|---|---|
                """);
        var all = fixtures();
        for (String component : COMPONENTS.keySet()) {
            var of = all.stream()
                    .filter(fixture -> fixture.component().equals(component))
                    .toList();
            var out1 =
                    of.stream().filter(fixture -> !notNeeded(fixture).isEmpty()).toList();
            out.append("| %s | %d | %d | %s |%n"
                    .formatted(
                            component,
                            of.size(),
                            of.size() - out1.size(),
                            out1.stream()
                                    .map(fixture ->
                                            fixture.name() + " (`" + String.join("`, `", notNeeded(fixture)) + "`)")
                                    .collect(Collectors.joining("; "))));
        }
        out.append("\nWhy these options are not needed:\n\n");
        all.stream()
                .flatMap(fixture ->
                        notNeeded(fixture).stream().map(path -> Objects.requireNonNull(why(fixture.component(), path))))
                .distinct()
                .sorted()
                .forEach(why -> out.append("- ").append(why).append('\n'));
        return out.toString();
    }
}
