package org.seedbank.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tables of a database, made by numbered scripts: resources {@code NAME-1.sql}, {@code NAME-2.sql} and so on, of
 * which each brings a database from the version before to its own. A script that was ever released never changes.
 *
 * @param owner a class in whose package the scripts are
 * @param name the beginning of their names
 * @param version the number of the last script, at least 1
 */
public record Schema(Class<?> owner, String name, int version) {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

    /** Throws {@link IllegalArgumentException} when there is no script. */
    public Schema {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        if (version < 1) {
            throw new IllegalArgumentException("no version of a schema: " + version);
        }
    }

    /** The version that a database has, 0 for an empty one. */
    static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA user_version")) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    /** Tells whether a database has tables, whosever they are. */
    static boolean hasTables(Connection connection) throws SQLException {
        return !tablesOf(connection).isEmpty();
    }

    /** Tells whether a database has at least one of the tables of the first script. */
    boolean isIn(Connection connection) throws SQLException {
        Set<String> found = tablesOf(connection);
        return TABLE.matcher(script(1)).results().anyMatch(table -> found.contains(table.group(1)));
    }

    private static Set<String> tablesOf(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            while (tables.next()) {
                names.add(tables.getString(1));
            }
        }
        return names;
    }

    /** Runs the scripts that a database has not had yet. The caller holds the write lock, and commits. */
    void bringUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int next = versionOf(connection) + 1; next <= version; next++) {
                statement.executeUpdate(script(next));
                statement.executeUpdate("PRAGMA user_version = " + next);
            }
        }
    }

    private String script(int number) {
        String resource = name + "-" + number + ".sql";
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, () -> "no resource " + resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
