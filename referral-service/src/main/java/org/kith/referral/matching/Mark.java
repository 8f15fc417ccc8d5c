package org.kith.referral.matching;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.kith.referral.households.HouseholdTold;

/** Something by which the same family can be recognised, in plain form; it is blinded before it is kept. */
record Mark(MarkKind kind, String text) implements Comparable<Mark> {

    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::kind).thenComparing(Mark::text);

    /** Everything in what was told by which the family could be known. */
    static Set<Mark> of(HouseholdTold told) {
        var marks = new TreeSet<Mark>();
        var address = told.address();
        var postcode = address == null || address.postcode() == null
                ? null
                : address.postcode().value();
        for (var child : told.children()) {
            var name = Plain.of(child.givenName()) + "/" + Plain.of(child.familyName());
            if (child.nhsNumber() != null) {
                marks.add(new Mark(MarkKind.NHS_NUMBER, child.nhsNumber().value()));
            }
            if (child.dateOfBirth() != null) {
                marks.add(new Mark(MarkKind.CHILD_NAME_AND_BIRTHDAY, name + "/" + child.dateOfBirth()));
            }
            if (postcode != null) {
                marks.add(new Mark(MarkKind.CHILD_NAME_AND_POSTCODE, name + "/" + postcode));
            }
        }
        for (var adult : told.adults()) {
            if (adult.dateOfBirth() != null) {
                var name = Plain.of(adult.givenName()) + "/" + Plain.of(adult.familyName());
                marks.add(new Mark(MarkKind.ADULT_NAME_AND_BIRTHDAY, name + "/" + adult.dateOfBirth()));
            }
            if (adult.telephone() != null) {
                marks.add(new Mark(MarkKind.ADULT_TELEPHONE, digits(adult.telephone())));
            }
        }
        if (address != null && postcode != null && !address.lines().isEmpty()) {
            marks.add(new Mark(
                    MarkKind.HOME, postcode + "/" + Plain.of(address.lines().getFirst())));
        }
        return marks;
    }

    /** A telephone number in one form: 0044 and +44 are a 0. */
    private static String digits(String telephone) {
        var digits = telephone.replace("(0)", "").replaceAll("[^0-9+]", "");
        return digits.replaceFirst("^(\\+44|0044)", "0");
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }

    /** A mark is made of a person's details. */
    @Override
    public String toString() {
        return "Mark[" + kind + "]";
    }
}
