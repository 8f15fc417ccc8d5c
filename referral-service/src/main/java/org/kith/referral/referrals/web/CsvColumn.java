package org.kith.referral.referrals.web;

import java.util.ArrayList;
import java.util.List;

/**
 * One column of a file of referrals.
 *
 * @param column its heading
 * @param required whether the file must have it
 * @param text what belongs in it
 */
public record CsvColumn(String column, boolean required, String text) {

    /** Children that fit in one row; a larger family is sent as JSON. */
    static final int CHILDREN = 6;

    /** Adults that fit in one row. */
    static final int ADULTS = 4;

    /** Address lines that fit in one row. */
    static final int LINES = 4;

    static final List<CsvColumn> ALL = all();

    private static List<CsvColumn> all() {
        var columns = new ArrayList<CsvColumn>();
        columns.add(must(
                "row_key",
                "Your own name for this referral, for ever the same; sent again, it gives the same receipt"));
        columns.add(may(
                "received_at", "When it reached the council, such as 2026-03-02T09:30:00Z; needs the scope backfill"));
        columns.add(must("source_code", "Census code of the referral source"));
        columns.add(must("referrer_name", "Who tells us; empty for source 9 (anonymous)"));
        columns.add(may("referrer_role", "What they do"));
        columns.add(may("referrer_organisation", "Where they work"));
        columns.add(may("referrer_telephone", "Their telephone"));
        columns.add(may("referrer_email", "Their e-mail"));
        for (int i = 1; i <= CHILDREN; i++) {
            columns.add(new CsvColumn("child%d_given_name".formatted(i), i == 1, "Child %d: given name".formatted(i)));
            columns.add(
                    new CsvColumn("child%d_family_name".formatted(i), i == 1, "Child %d: family name".formatted(i)));
            columns.add(may("child%d_date_of_birth".formatted(i), "Child %d: such as 2019-04-30".formatted(i)));
            columns.add(
                    may("child%d_age_years".formatted(i), "Child %d: age, where no birthday is known".formatted(i)));
            columns.add(may("child%d_expected_on".formatted(i), "Child %d: expected birth".formatted(i)));
            columns.add(may("child%d_sex".formatted(i), "Child %d: F, M or U".formatted(i)));
            columns.add(may("child%d_nhs_number".formatted(i), "Child %d: NHS number".formatted(i)));
            columns.add(may("child%d_school".formatted(i), "Child %d: school".formatted(i)));
        }
        for (int i = 1; i <= ADULTS; i++) {
            columns.add(may("adult%d_given_name".formatted(i), "Adult %d: given name".formatted(i)));
            columns.add(may("adult%d_family_name".formatted(i), "Adult %d: family name".formatted(i)));
            columns.add(may("adult%d_date_of_birth".formatted(i), "Adult %d: such as 1988-04-30".formatted(i)));
            columns.add(may("adult%d_telephone".formatted(i), "Adult %d: telephone".formatted(i)));
            columns.add(may(
                    "adult%d_relationship".formatted(i),
                    "Adult %d: what they are to every child of the row".formatted(i)));
        }
        for (int i = 1; i <= LINES; i++) {
            columns.add(may("address_line%d".formatted(i), "Line %d of the address".formatted(i)));
        }
        columns.add(may("postcode", "Postcode"));
        columns.add(may("address_unknown", "yes where nobody knows the address"));
        columns.add(must("worries", "Concern codes, parted by spaces or semicolons"));
        columns.add(must("what_was_seen", "What was seen or heard"));
        columns.add(may("must_not_know", "Name of somebody who must not know"));
        columns.add(may("must_not_know_why", "Why"));
        columns.add(may("safe_contact", "A safe way to make contact"));
        columns.add(may("family_knows", "YES, NO or UNSAFE_TO_TELL"));
        columns.add(may("immediate_danger", "yes where a child is in danger now"));
        return List.copyOf(columns);
    }

    private static CsvColumn must(String column, String text) {
        return new CsvColumn(column, true, text);
    }

    private static CsvColumn may(String column, String text) {
        return new CsvColumn(column, false, text);
    }
}
