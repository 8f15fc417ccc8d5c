package org.kith.referral.names;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the words of people's names, so that the people are found by them. Runs in the transaction that writes the names. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class NameBook {

    /** A word not met before, in one order for everybody, so that two who write the same ones never wait for each other. */
    static final String NEW_WORD =
            "insert into name_word (council, word, sounds) values (?, ?, ?) on conflict (council, word) do nothing";

    static final String WORD_OF_PERSON =
            "insert into person_word (council, word, family_id, person_id) values (?, ?, ?, ?) on conflict do nothing";

    /** Sounds have no spaces. */
    private static final Rows NEW_WORDS = Rows.newOnesInto(
            "name_word", "council text", "word text", "(said text)", "sounds = string_to_array(v.said, ' ')");

    private static final Rows WORDS_OF_PEOPLE =
            Rows.newOnesInto("person_word", "council text", "word text", "family_id uuid", "person_id uuid");

    private final Statements statements;

    NameBook(Statements statements) {
        this.statements = statements;
    }

    /** A name somebody is known by. */
    public record Name(UUID person, UUID family, String givenName, String familyName) {

        @Override
        public String toString() {
            return "Name[not shown]";
        }
    }

    /** Adds names; those the people had before are kept, so that they are found by both. */
    public void add(Collection<Name> names) {
        var council = Council.current().value();
        var words = new TreeSet<String>();
        for (var name : names) {
            for (var word : NameWords.of(name.givenName(), name.familyName())) {
                words.add(word);
                statements.add(WORDS_OF_PEOPLE, council, word, name.family(), name.person());
            }
        }
        words.forEach(word -> statements.add(NEW_WORDS, council, word, String.join(" ", Sounds.of(word))));
    }

    static List<Object[]> newWords(String council, Collection<String> sorted) {
        return sorted.stream()
                .map(word -> new Object[] {council, word, Sounds.of(word).toArray(String[]::new)})
                .toList();
    }
}
