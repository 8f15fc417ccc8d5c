package org.kith.platform.infrastructure;

/**
 * Where one service keeps its rows, and the three roles that may touch them: the owner migrates, the application works under
 * row level security, the relay sees the queue only.
 *
 * @param url JDBC URL
 * @param name database name; the roles are this name with {@code _owner}, {@code _app} and {@code _relay}
 * @param password the password of all three
 */
public record ServiceDatabase(String url, String name, String password) {

    public String owner() {
        return name + "_owner";
    }

    public String app() {
        return name + "_app";
    }

    public String relay() {
        return name + "_relay";
    }
}
