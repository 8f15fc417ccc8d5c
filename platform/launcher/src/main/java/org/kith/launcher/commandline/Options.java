package org.kith.launcher.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The words after a command. Each is taken once; what nobody took is said to the person. */
final class Options {

    private final List<String> words;

    Options(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    /** Something was typed that means nothing here. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    boolean flag(String name) {
        return words.remove(name);
    }

    OptionalLong number(String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return OptionalLong.empty();
        }
        if (at + 1 >= words.size()) {
            throw new NotUnderstood(name + " needs a number after it.");
        }
        var text = words.get(at + 1);
        try {
            var number = OptionalLong.of(Long.parseLong(text));
            words.subList(at, at + 2).clear();
            return number;
        } catch (NumberFormatException e) {
            throw new NotUnderstood(name + " needs a number after it, and \"" + text + "\" is none.");
        }
    }

    /** A number that counts something, or the usual one if none was typed. */
    int count(String name, int lowest, int usual) {
        long number = number(name).orElse(usual);
        if (number < lowest || number > Integer.MAX_VALUE) {
            throw new NotUnderstood(name + " needs a number from " + lowest + " on, and " + number + " is "
                    + (number < lowest ? "less" : "too much") + ".");
        }
        return (int) number;
    }

    Optional<String> text(String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 >= words.size() || words.get(at + 1).startsWith("--")) {
            throw new NotUnderstood(name + " needs a word after it.");
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    Optional<String> next() {
        return words.isEmpty() || words.getFirst().startsWith("--")
                ? Optional.empty()
                : Optional.of(words.removeFirst());
    }

    void requireNoMore() {
        if (!words.isEmpty()) {
            throw new NotUnderstood("This means nothing here: " + String.join(" ", words));
        }
    }
}
