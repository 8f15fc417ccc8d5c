package org.kith.referral.names;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the name book from the people who were there before it: as the owner of the tables, so for every council at once. */
@Component
class FillNameBook implements JavaMigration {

    private static final int AT_ONCE = 1_000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("012");
    }

    @Override
    public String getDescription() {
        return "fill the name book";
    }

    /** What it writes depends on the people there are, not on its own text. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        fillWords(connection);
        fillPeople(connection);
    }

    private static void fillWords(Connection connection) throws SQLException {
        try (var people = connection.prepareStatement(
                        "select distinct council, given_name, family_name from person order by council");
                var insert = connection.prepareStatement(NameBook.NEW_WORD)) {
            people.setFetchSize(AT_ONCE);
            var found = people.executeQuery();
            String council = "";
            var words = new TreeSet<String>();
            while (found.next()) {
                if (!council.equals(found.getString(1))) {
                    keep(connection, insert, council, words);
                    council = found.getString(1);
                    words.clear();
                }
                words.addAll(NameWords.of(found.getString(2), found.getString(3)));
            }
            keep(connection, insert, council, words);
        }
    }

    private static void keep(Connection connection, PreparedStatement insert, String council, Set<String> words)
            throws SQLException {
        int waiting = 0;
        for (var word : words) {
            insert.setString(1, council);
            insert.setString(2, word);
            insert.setArray(3, connection.createArrayOf("text", Sounds.of(word).toArray()));
            insert.addBatch();
            if (++waiting % AT_ONCE == 0) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
    }

    private static void fillPeople(Connection connection) throws SQLException {
        try (var people = connection.prepareStatement(
                        "select council, id, family_id, given_name, family_name from person");
                var insert = connection.prepareStatement(NameBook.WORD_OF_PERSON)) {
            people.setFetchSize(AT_ONCE);
            var found = people.executeQuery();
            int waiting = 0;
            while (found.next()) {
                for (var word : NameWords.of(found.getString(4), found.getString(5))) {
                    insert.setString(1, found.getString(1));
                    insert.setString(2, word);
                    insert.setObject(3, found.getObject(3, UUID.class));
                    insert.setObject(4, found.getObject(2, UUID.class));
                    insert.addBatch();
                    if (++waiting % AT_ONCE == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }
}
