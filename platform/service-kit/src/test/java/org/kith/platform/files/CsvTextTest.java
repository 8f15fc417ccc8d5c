package org.kith.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kith.platform.refusal.Refusal;

class CsvTextTest {

    @Test
    void a_text_separated_by_commas_is_taken_without_its_mark() {
        assertThat(CsvText.of(utf8("\uFEFFa,b;c\n1,é;2\n"))).isEqualTo("a,b;c\n1,é;2\n");
        assertThat(CsvText.of(new byte[0]))
                .as("nobody knows what an empty file was")
                .isEmpty();
    }

    @Test
    void other_separators_are_named_with_what_to_do() {
        assertThat(refused(utf8("a;b\n1;2,5\n")))
                .returns("not-separated-by-commas", Refusal::code)
                .returns("The columns of this file are separated by semicolons; nothing was taken", Refusal::getMessage)
                .returns("Save it as CSV UTF-8 with columns separated by commas, and send that file", Refusal::hint);
        assertThat(refused(utf8("\n\"a\"\t\"b\"\n")).getMessage()).contains("separated by tabs");
        assertThat(refused(utf8("sep=;\na;b\n")).getMessage()).contains("separated by semicolons");
        assertThat(refused(utf8("a|b\n")).getMessage()).contains("separated by upright lines");
    }

    @Test
    void a_spreadsheet_and_other_letters_are_named_with_what_to_do() {
        assertThat(refused(utf8("PK\u0003\u0004"))).returns("not-csv", Refusal::code);
        assertThat(refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11})).returns("not-csv", Refusal::code);
        assertThat(refused("a,é\n".getBytes(StandardCharsets.UTF_16)).getMessage())
                .contains("UTF-16");
        assertThat(refused("a,b\n".getBytes(StandardCharsets.UTF_16LE)).getMessage())
                .contains("UTF-16");
        assertThat(refused("a,é\n".getBytes(Charset.forName("windows-1252"))))
                .returns("not-utf-8", Refusal::code)
                .returns(422, Refusal::status)
                .satisfies(refusal -> assertThat(refusal.hint()).contains("Save as, CSV UTF-8"));
    }

    @Test
    void a_quotation_that_never_ends_is_named_with_its_line_since_rows_would_be_lost_in_it() {
        assertThat(refused(utf8("key,seen\nw1,\"he was hungry\nw2,fine\n")))
                .returns("quotation-not-closed", Refusal::code)
                .returns(422, Refusal::status)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains("line 2", "nothing was taken"));
        assertThat(refused(utf8("a,b\n1,\"said \"\"no\"\"\n2,x"))).returns("quotation-not-closed", Refusal::code);
        for (var fine : new String[] {
            "a,b\n1,\"two\nlines\"\n", "a,b\n1,\"\"\n", "a,b\n1,5\" pipe\n", "a,b\n\"1\",\"a \"\"word\"\", said\"\n"
        }) {
            assertThat(CsvText.of(utf8(fine))).isEqualTo(fine);
        }
    }

    private static Refusal refused(byte[] file) {
        return catchThrowableOfType(Refusal.class, () -> CsvText.of(file));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_heading_that_is_empty_or_there_twice_is_named_by_its_column() {
        assertThat(refused(utf8("row_key,worries,\r\n1,3B,\r\n")).getMessage()).contains("Column 3 has no heading");
        assertThat(refused(utf8("row_key,worries, row_key\n")).getMessage()).contains("column 3 stands there already");
    }
}
