package org.kith.platform.testkit.people;

import java.util.List;
import java.util.Locale;

/** Details of people who do not exist and cannot be taken for anybody who does. */
public final class MadeUp {

    private static final List<String> ANIMALS =
            List.of("Otter", "Heron", "Badger", "Wren", "Hare", "Newt", "Plover", "Marten", "Lapwing", "Vole");

    private MadeUp() {}

    /** A family name, such as Example-Otter 3; the number keeps families of one test apart. */
    public static String familyName(int number) {
        return "Example-" + ANIMALS.get(Math.floorMod(number, ANIMALS.size())) + " " + number;
    }

    /** A telephone number from the range kept for drama. */
    public static String telephone(int number) {
        return String.format(Locale.ROOT, "01632 960%03d", Math.floorMod(number, 1000));
    }

    /** A mobile number from the range kept for drama. */
    public static String mobile(int number) {
        return String.format(Locale.ROOT, "07700 900%03d", Math.floorMod(number, 1000));
    }

    /** An address that no mail server takes. */
    public static String email(int number) {
        return "person" + number + "@example.org";
    }
}
