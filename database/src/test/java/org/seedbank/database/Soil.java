package org.seedbank.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database of soil samples, in two versions of its tables. */
final class Soil {

    static final Duration PATIENCE = Duration.ofMillis(300);

    private Soil() {}

    static DatabaseSettings settings(Path file, int version) {
        return new DatabaseSettings(
                file,
                new Schema(Soil.class, "soil", version),
                Durability.EVERY_COMMIT,
                PATIENCE,
                Path.of("target/native").toAbsolutePath());
    }

    static Database open(Path file) throws InterruptedException {
        return Database.open(settings(file, 1));
    }

    static void add(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sample (name) VALUES (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
    }

    static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sample ORDER BY id")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    static List<String> names(Database database) throws InterruptedException {
        return database.read(Soil::names);
    }

    static void add(Database database, String name) throws InterruptedException {
        database.write(connection -> add(connection, name));
    }
}
