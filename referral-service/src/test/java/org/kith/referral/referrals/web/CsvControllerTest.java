package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class CsvControllerTest {

    private static final String HEADINGS =
            "row_key,source_code,referrer_name,child1_given_name,child1_family_name,child1_date_of_birth,child3_given_name,"
                    + "child3_family_name,adult1_given_name,adult1_family_name,adult1_relationship,address_line1,postcode,worries,what_was_seen\n";

    @Autowired
    private MockMvc mvc;

    @Test
    void good_rows_are_taken_and_a_bad_one_is_named_by_column() throws Exception {
        var keys = UUID.randomUUID().toString();
        var file = HEADINGS
                + keys
                + "1,6,Sgt Example,Ash,Example-Csv,2015-01-02,,,Kim,Example-Csv,MOTHER,7 Example Row,BB11 3BT,3B;16A,\"Loud, often\"\n"
                + keys + "2,66,Sgt Example,Ash,Example-Csv,2999-01-02,Bo,,,,,7 Example Row,QQ,3B,Seen\n"
                + keys + "3,6,Sgt Example,Elm,Example-Csvtwo,2014-01-02,,,,,,8 Example Row,BB11 3BT,16A,Seen\n";

        var answer = send(file, 200);

        assertThat(answer.path("taken").asInt()).isEqualTo(2);
        assertThat(answer.path("refused").asInt()).isEqualTo(1);
        assertThat(answer.path("rows").get(0).path("reference").asString()).isNotEmpty();
        assertThat(answer.path("rows").get(1).path("row").asInt()).isEqualTo(3);
        assertThat(answer.path("rows").get(1).path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("source_code", "child1_date_of_birth", "child3_family_name", "postcode");
        assertThat(answer.path("rows").get(2).path("receiptToken").asString()).hasSize(32);
    }

    @Test
    void rows_are_counted_as_a_spreadsheet_does_also_where_some_are_empty_or_have_several_lines() throws Exception {
        var key = UUID.randomUUID().toString();
        var good = key
                + ",6,Sgt Example,Yew,Example-Empty,2015-01-02,,,,,,9 Example Row,BB11 3BT,16A,\"Seen\nand heard\"\n";

        var answer = send("\n" + HEADINGS + "\n" + good + "\n\n" + key + "x,6\n", 200);

        assertThat(answer.path("rows").findValuesAsString("row")).containsExactly("4", "7");
        assertThat(answer.path("taken").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_file_again_gives_the_same_receipts() throws Exception {
        var row = UUID.randomUUID()
                + ",6,Sgt Example,Ivy,Example-Twice,2015-01-02,,,,,,9 Example Row,BB11 3BT,16A,Seen\n";
        var first = send(HEADINGS + row, 200);

        var second = send(HEADINGS + row, 200);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_row_of_another_length_and_a_key_named_twice_are_refused() throws Exception {
        var key = UUID.randomUUID().toString();
        var good = key + ",6,Sgt Example,Oak,Example-Length,2015-01-02,,,,,,9 Example Row,BB11 3BT,16A,Seen\n";

        var answer = send(HEADINGS + good + good + key + "x,6\n", 200);

        assertThat(answer.path("taken").asInt()).isEqualTo(1);
        assertThat(answer.path("rows").findValuesAsString("code"))
                .containsExactly("said-twice", "wrong-number-of-fields");
    }

    @Test
    void unknown_and_missing_columns_refuse_the_file() throws Exception {
        var answer = send("row_key,shoe_size\n1,42\n", 422);

        assertThat(answer.path("errors").findValuesAsString("code")).contains("unknown-column", "required");
    }

    @Test
    void text_that_is_not_utf_8_and_an_empty_file_are_refused() throws Exception {
        assertThat(send(new byte[] {(byte) 0xC3, 0x28}, 422).path("code").asString())
                .isEqualTo("not-utf-8");
        assertThat(send("", 400).path("code").asString()).isNotEmpty();
        assertThat(send(HEADINGS, 422).path("code").asString()).isEqualTo("empty-file");
    }

    @Test
    void a_file_separated_by_semicolons_or_tabs_is_refused_whole_with_what_to_do() throws Exception {
        var row = UUID.randomUUID()
                + ",6,Sgt Example,Fir,Example-Semicolon,2015-01-02,,,,,,9 Example Row,BB11 3BT,16A,Seen\n";

        var answer = send((HEADINGS + row).replace(',', ';'), 422);

        assertThat(answer.path("code").asString()).isEqualTo("not-separated-by-commas");
        assertThat(answer.path("detail").asString())
                .isEqualTo("The columns of this file are separated by semicolons; nothing was taken");
        assertThat(answer.path("hint").asString()).contains("separated by commas");
        assertThat(send((HEADINGS + row).replace(',', '\t'), 422).path("detail").asString())
                .contains("separated by tabs");
        assertThat(send("PK\u0003\u0004", 422).path("code").asString()).isEqualTo("not-csv");
    }

    private JsonNode send(String file, int status) throws Exception {
        return send(file.getBytes(StandardCharsets.UTF_8), status);
    }

    private JsonNode send(byte[] file, int status) throws Exception {
        var response = mvc.perform(post("/referrals/csv")
                        .with(Tokens.agency("POLICE"))
                        .contentType("text/csv")
                        .content(file))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.getContentAsString());
    }
}
