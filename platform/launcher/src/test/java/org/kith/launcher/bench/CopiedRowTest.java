package org.kith.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.outbox.Parts;
import org.kith.referral.referrals.Reference;

class CopiedRowTest {

    private static final String FAMILY = "0198aaaa-1111-7222-8333-444455556666";
    private static final String PERSON = "0198aaaa-1111-7999-8333-444455556666";
    private static final String WORKER = "5f3c8a52-0000-3000-9000-00000000beef";

    private final CopiedRow copied = new CopiedRow(
            List.of("Heron", "Newt", "Otter", "Wren"), List.of("Amy", "Jack", "Zara"), Set.of(WORKER), 1, 45);

    @Test
    void an_id_becomes_the_same_new_one_wherever_it_stands_and_a_worker_stays() {
        var place = copy("family_place", List.of("family_id", "lead_worker_id"), List.of(FAMILY, WORKER), 7);
        var fact = copy("event_journal", List.of("payload"), List.of("{\"familyId\":\"" + FAMILY + "\"}"), 7);

        var family = place.getFirst();
        assertThat(family).isNotEqualTo(FAMILY);
        assertThat(UUID.fromString(family).version()).isEqualTo(7);
        assertThat(place.getLast()).isEqualTo(WORKER);
        assertThat(fact).containsExactly("{\"familyId\":\"" + family + "\"}");
    }

    @Test
    void no_two_copies_and_no_two_ids_become_the_same() {
        var ids = new HashSet<String>();

        for (int number = 1; number <= 1_000; number++) {
            ids.addAll(copy("person", List.of("id", "family_id"), List.of(PERSON, FAMILY), number));
        }

        assertThat(ids).hasSize(2_000);
    }

    @Test
    void a_stream_of_a_copy_last_moved_long_ago_on_the_same_day_in_every_database() {
        var said = copy("stream_head", List.of("last_at"), List.of("2026-11-28 02:52:01.5+00"), 7);
        var heard = copy("inbox_stream", List.of("last_at"), List.of("2026-11-28 02:52:01.5+00"), 7);

        assertThat(said).isEqualTo(heard).containsExactly("2026-01-14 02:52:01.5+00");
        assertThat(copy("folded_delta", List.of("day"), List.of("2026-11-28"), 7))
                .as("and was counted then")
                .containsExactly("2026-01-14");
    }

    @Test
    void a_stream_is_in_the_part_that_its_new_key_belongs_to() {
        var head = copy(
                "stream_head",
                List.of("council", "key", "part", "last_seq"),
                List.of("E10000017", FAMILY, "3", "4"),
                5);

        assertThat(head).element(2).isEqualTo(Integer.toString(Parts.of("E10000017", head.get(1))));
        assertThat(head.getLast()).isEqualTo("4");
    }

    @Test
    void a_person_has_another_made_up_name_and_is_found_by_its_words() {
        var person = copy("person", List.of("given_name", "family_name"), List.of("Jack", "Example-Otter-Newt"), 2);
        var words = List.of("jack", "example", "otter", "newt").stream()
                .map(word ->
                        copy("person_word", List.of("word"), List.of(word), 2).getFirst())
                .toList();

        assertThat(person).doesNotContain("Example-Otter-Newt");
        assertThat((person.getFirst() + "-" + person.getLast())
                        .toLowerCase(Locale.ROOT)
                        .split("-", -1))
                .containsExactlyElementsOf(words);
    }

    @Test
    void two_words_of_a_person_that_become_the_same_are_one() {
        var columns = List.of("word", "person_id");

        assertThat(copy("person_word", columns, List.of("heron", PERSON), 1).getFirst())
                .isEqualTo("otter");
        assertThat(copy("person_word", columns, List.of("newt", PERSON), 1)).containsExactly("");
        assertThat(copy("person_word", columns, List.of("heron", FAMILY), 1)).hasSize(2);
        assertThat(copy("person_word", columns, List.of("heron", PERSON), 5)).hasSize(2);
    }

    @Test
    void a_reference_is_new_and_can_be_read_out() {
        var references = new HashSet<String>();

        for (int number = 1; number <= 500; number++) {
            references.addAll(copy("referral", List.of("reference"), List.of("7KD-M2R-XQ4"), number));
        }

        assertThat(references)
                .hasSize(500)
                .allMatch(reference -> Reference.read(reference).isPresent());
    }

    @Test
    void what_is_not_there_stays_away() {
        assertThat(copy("person", List.of("child_number", "same_as"), List.of("\\N", "\\N"), 3))
                .containsOnly("\\N");
    }

    private List<String> copy(String table, List<String> columns, List<String> row, int number) {
        var text = new StringBuilder();
        copied.write(table, columns, row, number, text);
        return List.of(text.toString().stripTrailing().split("\t", -1));
    }
}
