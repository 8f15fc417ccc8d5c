package org.kith.referral.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kith.referral.names.Nicknames;
import org.kith.referral.names.Sounds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the words of the council's name book that are like those typed, in two statements however many they are. */
@Component
class LikeWords {

    private static final double OTHER_FORM = 0.9;
    private static final double SOUNDS = 0.78;
    private static final double BEGINS = 0.8;
    private static final double SPELT_LEAST = 0.3;
    private static final double SPELT_MORE = 0.6;

    private final JdbcClient jdbc;

    LikeWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(int clue, String word) {}

    List<LikeWord> of(List<String> typed) {
        if (typed.isEmpty()) {
            return List.of();
        }
        var best = new HashMap<Key, LikeWord>();
        for (int clue = 0; clue < typed.size(); clue++) {
            put(best, new LikeWord(clue, typed.get(clue), Likeness.SAME, 1));
            for (var other : Nicknames.of(typed.get(clue))) {
                put(best, new LikeWord(clue, other, Likeness.OTHER_FORM, OTHER_FORM));
            }
        }
        spelt(typed, best);
        sounding(typed, best);
        return List.copyOf(best.values());
    }

    private static void put(Map<Key, LikeWord> best, LikeWord found) {
        best.merge(
                new Key(found.clue(), found.word()), found, (one, other) -> one.score() >= other.score() ? one : other);
    }

    private void spelt(List<String> typed, Map<Key, LikeWord> best) {
        jdbc.sql("select n, word, alike, begins from words_like(?)")
                .param(typed.toArray(String[]::new))
                .query((row, n) -> row.getBoolean("begins")
                        ? new LikeWord(row.getInt("n") - 1, row.getString("word"), Likeness.BEGINS, BEGINS)
                        : new LikeWord(
                                row.getInt("n") - 1,
                                row.getString("word"),
                                Likeness.SPELT,
                                SPELT_LEAST + SPELT_MORE * row.getDouble("alike")))
                .list()
                .forEach(found -> put(best, found));
    }

    private void sounding(List<String> typed, Map<Key, LikeWord> best) {
        var clues = new ArrayList<Integer>();
        var keys = new ArrayList<String>();
        for (int clue = 0; clue < typed.size(); clue++) {
            for (var key : Sounds.of(typed.get(clue))) {
                clues.add(clue);
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        jdbc.sql("select n, word from words_sounding(?, ?)")
                .param(clues.toArray(Integer[]::new))
                .param(keys.toArray(String[]::new))
                .query((row, n) -> new LikeWord(row.getInt("n"), row.getString("word"), Likeness.SOUNDS, SOUNDS))
                .list()
                .forEach(found -> put(best, found));
    }
}
