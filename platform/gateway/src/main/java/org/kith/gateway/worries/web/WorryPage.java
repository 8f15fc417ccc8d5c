package org.kith.gateway.worries.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.worries.Codes.Code;
import org.kith.gateway.worries.Codes.Lists;
import org.kith.gateway.worries.web.WorryForm.Address;
import org.kith.gateway.worries.web.WorryForm.Referrer;

/** The form as the page shows it: fields in groups, with what was typed in them. */
record WorryPage(
        String key,
        boolean danger,
        List<Field> you,
        List<Person> children,
        List<Person> adults,
        List<Field> address,
        boolean addressUnknown,
        List<Worries> worries,
        Field seen,
        List<Field> careful,
        Field familyKnows) {

    /** One person's fields; the first two are their names. */
    record Person(int number, List<Field> fields, boolean mustNotKnow) {

        /** What was told of them in one line, such as Robin Example-Otter, aged 7; empty if nothing was. */
        String told() {
            var name = fields.stream()
                    .limit(NAMES)
                    .map(Field::told)
                    .filter(one -> !one.isBlank())
                    .collect(Collectors.joining(" "));
            var more = fields.stream().skip(NAMES).map(Person::inTheLine);
            var hidden = Stream.of(mustNotKnow ? "must not know where the family is, or that you told us" : "");
            return Stream.of(Stream.of(name), more, hidden)
                    .flatMap(all -> all)
                    .filter(one -> !one.isBlank())
                    .collect(Collectors.joining(", "));
        }

        private static String inTheLine(Field field) {
            var told = field.told();
            if (told.isBlank()) {
                return "";
            }
            return switch (field.name().substring(field.name().lastIndexOf('.') + 1)) {
                case "dateOfBirth" -> "born " + told;
                case "ageYears" -> "aged " + told;
                case "expectedOn" -> "expected on " + told;
                default -> told;
            };
        }
    }

    private static final int NAMES = 2;

    /** Worries of one kind. */
    record Worries(String title, boolean open, List<Worry> worries) {}

    /** One worry to tick. */
    record Worry(String code, String text, boolean ticked) {}

    private static final int ADDRESS_LINES = 3;

    /** What an assessment says that found nothing; whoever has a worry does not say it. */
    private static final String NOTHING_FOUND = "21";

    static WorryPage of(WorryForm form, Lists lists) {
        return new WorryPage(
                form.key() == null ? "" : form.key(),
                form.inDanger(),
                you(form, lists),
                children(form, lists),
                adults(form, lists),
                address(form),
                form.address() != null && form.address().unknown() != null,
                worries(form, lists),
                form.field("area", "whatWasSeen", "What did you see or hear?", form.whatWasSeen())
                        .hinted("In your own words: what happened, when, and what the child said"),
                List.of(
                        form.field(
                                        "text",
                                        "mustNotKnow[0].name",
                                        "Somebody else who must not know where the family is, or that you told us",
                                        form.mustNotKnowName())
                                .hinted("For example somebody who has hurt them. Leave it empty if there is nobody"),
                        form.field("text", "mustNotKnow[0].why", "Why must they not know?", form.mustNotKnowWhy()),
                        form.field("text", "safeContact", "A safe way to reach the family", form.safeContact())
                                .hinted("For example: ring the school office, not the home")),
                form.choice(
                        "radios",
                        "familyKnows",
                        "Does the family know that you are telling us?",
                        form.familyKnows(),
                        lists.familyKnows()));
    }

    private static List<Field> you(WorryForm form, Lists lists) {
        var who = form.referrer() == null ? new Referrer(null, null, null, null, null, null) : form.referrer();
        return List.of(
                form.field("text", "referrer.name", "Your name", who.name()),
                form.choice(
                        "select",
                        "referrer.sourceCode",
                        "How do you come to know of this?",
                        who.sourceCode(),
                        lists.referralSources()),
                form.field("text", "referrer.organisation", "Where you work", who.organisation())
                        .hinted("If you know of this through your work"),
                form.field("text", "referrer.role", "What you do there", who.role()),
                form.field("text", "referrer.telephone", "Telephone number", who.telephone())
                        .hinted("So that we can ask you more"),
                form.field("text", "referrer.email", "E-mail address", who.email()));
    }

    private static List<Person> children(WorryForm form, Lists lists) {
        var people = new ArrayList<Person>();
        for (var child : form.childList()) {
            String path = "children[" + people.size() + "].";
            people.add(new Person(
                    people.size() + 1,
                    List.of(
                            form.field("text", path + "givenName", "First name", child.givenName()),
                            form.field("text", path + "familyName", "Family name", child.familyName()),
                            form.field(
                                    "date",
                                    path + "dateOfBirth",
                                    "Date of birth, if you know it",
                                    child.dateOfBirth() == null
                                            ? "//"
                                            : child.dateOfBirth().asTyped()),
                            form.field("text", path + "ageYears", "Or about how old, in years", child.ageYears()),
                            form.field(
                                            "date",
                                            path + "expectedOn",
                                            "Or when the birth is expected, if the child is not born yet",
                                            child.expectedOn() == null
                                                    ? "//"
                                                    : child.expectedOn().asTyped())
                                    .hinted("As far as you know. A child who is not born yet needs no first name"),
                            form.choice("select", path + "sex", "Sex", child.sex(), lists.sexes()),
                            form.field("text", path + "school", "School or nursery", child.school())),
                    false));
        }
        return people;
    }

    private static List<Person> adults(WorryForm form, Lists lists) {
        var people = new ArrayList<Person>();
        for (var adult : form.adultList()) {
            String path = "adults[" + people.size() + "].";
            people.add(new Person(
                    people.size() + 1,
                    List.of(
                            form.field("text", path + "givenName", "First name", adult.givenName()),
                            form.field("text", path + "familyName", "Family name", adult.familyName()),
                            form.choice(
                                    "select",
                                    path + "relation",
                                    "What they are to the children",
                                    adult.relation(),
                                    lists.relationships()),
                            form.field("text", path + "telephone", "Telephone number", adult.telephone())),
                    adult.mustNotKnow() != null));
        }
        return people;
    }

    private static List<Field> address(WorryForm form) {
        var where = form.address() == null ? new Address(null, null, null) : form.address();
        var fields = new ArrayList<Field>();
        for (int line = 0; line < ADDRESS_LINES; line++) {
            String typed = where.lines() != null && line < where.lines().size()
                    ? where.lines().get(line)
                    : null;
            fields.add(form.field(
                    "text",
                    "address.lines[" + line + "]",
                    line == 0 ? "House and street" : "Address line " + (line + 1),
                    typed));
        }
        fields.add(form.field("text", "address.postcode", "Postcode", where.postcode()));
        return fields;
    }

    private static List<Worries> worries(WorryForm form, Lists lists) {
        var groups = new LinkedHashMap<String, List<Worry>>();
        var ticked = form.worries() == null ? List.of() : form.worries();
        for (Code code : lists.worries()) {
            if (!code.code().equals(NOTHING_FOUND)) {
                var halves = code.text().split(": ", 2);
                groups.computeIfAbsent(halves[0], title -> new ArrayList<>())
                        .add(new Worry(code.code(), sentence(halves[halves.length - 1]), ticked.contains(code.code())));
            }
        }
        return groups.entrySet().stream()
                .map(group -> new Worries(
                        group.getKey(), group.getValue().stream().anyMatch(Worry::ticked), group.getValue()))
                .toList();
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The problems in the order in which their fields stand on the page. */
    Problems inOrder(Problems problems) {
        var fields = Stream.of(
                        you.stream(),
                        children.stream().flatMap(person -> person.fields().stream()),
                        adults.stream().flatMap(person -> person.fields().stream()),
                        address.stream(),
                        Stream.of(seen, new Field("", "worries", "", null, "", List.of())),
                        careful.stream(),
                        Stream.of(familyKnows))
                .flatMap(all -> all)
                .map(Field::name)
                .toList();
        return new Problems(problems.items().stream()
                .sorted(Comparator.comparingInt(item -> fields.indexOf(item.field())))
                .toList());
    }

    /** Where on the page a field of the front door stands. */
    static String onThePage(String field, Map<Integer, Integer> adultOfRelationship) {
        if (field.startsWith("relationships[")) {
            int relationship = Integer.parseInt(field.replaceAll("^relationships\\[(\\d+)].*$", "$1"));
            return "adults[" + adultOfRelationship.getOrDefault(relationship, 0) + "].relation";
        }
        if (field.startsWith("mustNotKnow")) {
            return field.endsWith("why") ? "mustNotKnow[0].why" : "mustNotKnow[0].name";
        }
        return switch (field) {
            case "children" -> "children[0].givenName";
            case "address" -> "address.lines[0]";
            case "referrer" -> "referrer.name";
            default -> field.startsWith("worries") ? "worries" : field;
        };
    }
}
