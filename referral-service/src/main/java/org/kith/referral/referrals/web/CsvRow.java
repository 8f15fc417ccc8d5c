package org.kith.referral.referrals.web;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.referral.referrals.web.ReferralForm.AddressForm;
import org.kith.referral.referrals.web.ReferralForm.AdultForm;
import org.kith.referral.referrals.web.ReferralForm.ChildForm;
import org.kith.referral.referrals.web.ReferralForm.MustNotKnowForm;
import org.kith.referral.referrals.web.ReferralForm.ReferrerForm;
import org.kith.referral.referrals.web.ReferralForm.RelationshipForm;

/** One row of a file as a form, and the way back from a form's fields to the file's columns. */
final class CsvRow {

    private final NamedCsvRecord row;
    private final Fields fields = new Fields();
    private final List<Integer> children = new ArrayList<>();
    private final List<Integer> adults = new ArrayList<>();

    CsvRow(NamedCsvRecord row) {
        this.row = row;
    }

    /** What is wrong with the row before it can be a form. */
    List<FieldProblem> problems() {
        return fields.problems();
    }

    @Nullable String field(String column) {
        return row.findField(column).filter(value -> !value.isBlank()).orElse(null);
    }

    ReferralForm form() {
        return new ReferralForm(
                field("received_at"),
                new ReferrerForm(
                        field("referrer_name"),
                        field("referrer_role"),
                        field("referrer_organisation"),
                        field("source_code"),
                        field("referrer_telephone"),
                        field("referrer_email")),
                childForms(),
                adultForms(),
                relationshipForms(),
                new AddressForm(addressLines(), field("postcode"), yes("address_unknown")),
                worries(),
                field("what_was_seen"),
                mustNotKnow(),
                field("safe_contact"),
                field("family_knows"),
                yes("immediate_danger"));
    }

    private List<@Nullable String> addressLines() {
        var lines = new ArrayList<@Nullable String>();
        for (int i = 1; i <= CsvColumn.LINES; i++) {
            lines.add(field("address_line" + i));
        }
        return lines;
    }

    private List<@Nullable ChildForm> childForms() {
        var forms = new ArrayList<@Nullable ChildForm>();
        for (int i = 1; i <= CsvColumn.CHILDREN; i++) {
            var form = new ChildForm(
                    field("child%d_given_name".formatted(i)),
                    field("child%d_family_name".formatted(i)),
                    field("child%d_date_of_birth".formatted(i)),
                    number("child%d_age_years".formatted(i)),
                    field("child%d_expected_on".formatted(i)),
                    field("child%d_sex".formatted(i)),
                    field("child%d_nhs_number".formatted(i)),
                    field("child%d_school".formatted(i)));
            if (!form.equals(new ChildForm(null, null, null, null, null, null, null, null))) {
                forms.add(form);
                children.add(i);
            }
        }
        return forms;
    }

    private List<@Nullable AdultForm> adultForms() {
        var forms = new ArrayList<@Nullable AdultForm>();
        for (int i = 1; i <= CsvColumn.ADULTS; i++) {
            var form = new AdultForm(
                    field("adult%d_given_name".formatted(i)),
                    field("adult%d_family_name".formatted(i)),
                    field("adult%d_date_of_birth".formatted(i)),
                    field("adult%d_telephone".formatted(i)));
            if (!form.equals(new AdultForm(null, null, null, null))
                    || field("adult%d_relationship".formatted(i)) != null) {
                forms.add(form);
                adults.add(i);
            }
        }
        return forms;
    }

    private List<@Nullable RelationshipForm> relationshipForms() {
        var forms = new ArrayList<@Nullable RelationshipForm>();
        for (int adult = 0; adult < adults.size(); adult++) {
            var kind = field("adult%d_relationship".formatted(adults.get(adult)));
            for (int child = 0; kind != null && child < children.size(); child++) {
                forms.add(new RelationshipForm("adults[%d]".formatted(adult), "children[%d]".formatted(child), kind));
            }
        }
        return forms;
    }

    private List<@Nullable String> worries() {
        var worries = field("worries");
        return worries == null ? List.of() : List.of(worries.strip().split("[;\\s]+", -1));
    }

    private List<@Nullable MustNotKnowForm> mustNotKnow() {
        var name = field("must_not_know");
        var why = field("must_not_know_why");
        return name == null && why == null ? List.of() : List.of(new MustNotKnowForm(null, name, why));
    }

    private @Nullable Integer number(String column) {
        var value = field(column);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value.strip());
        } catch (NumberFormatException notANumber) {
            fields.problem(column, "not-a-number", "Write a whole number");
            return null;
        }
    }

    private Boolean yes(String column) {
        var value = field(column);
        if (value == null) {
            return false;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> {
                fields.problem(column, "not-yes-or-no", "Write yes or no");
                yield false;
            }
        };
    }

    /** The same problem, named by the column it came from. */
    FieldProblem byColumn(FieldProblem problem) {
        var path = problem.field();
        for (var group : Map.of("children", children, "adults", adults).entrySet()) {
            for (int i = 0; i < group.getValue().size(); i++) {
                var start = "%s[%d].".formatted(group.getKey(), i);
                if (path.startsWith(start)) {
                    var prefix = "children".equals(group.getKey()) ? "child" : "adult";
                    return renamed(
                            problem, prefix + group.getValue().get(i) + "_" + snake(path.substring(start.length())));
                }
            }
        }
        return renamed(problem, column(path));
    }

    private String column(String path) {
        if (path.startsWith("relationships[")) {
            return "adult_relationship";
        }
        if (path.startsWith("worries")) {
            return "worries";
        }
        var known = new LinkedHashMap<String, String>();
        known.put("referrer.sourceCode", "source_code");
        known.put("address.postcode", "postcode");
        known.put("address.unknown", "address_unknown");
        known.put("address", "address_line1");
        known.put("children", "child1_given_name");
        known.put("mustNotKnow[0].why", "must_not_know_why");
        known.put("mustNotKnow[0].name", "must_not_know");
        known.put("mustNotKnow[0]", "must_not_know");
        for (int i = 0; i < CsvColumn.LINES; i++) {
            known.put("address.lines[%d]".formatted(i), "address_line" + (i + 1));
        }
        return known.getOrDefault(path, snake(path.replace("referrer.", "referrer_")));
    }

    private static FieldProblem renamed(FieldProblem problem, String column) {
        return new FieldProblem(column, problem.code(), problem.message());
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
