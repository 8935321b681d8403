package org.seedbank.node.internal.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns of the node's tables as values. */
public final class Row {

    private Row() {}

    /** A text of ISO 8601, or nothing. */
    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return text(row, column).map(Instant::parse);
    }

    /** A text, or nothing. */
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A path as it was written. */
    public static Path path(ResultSet row, String column) throws SQLException {
        return Path.of(row.getString(column));
    }

    /** A whole number, or nothing. */
    public static Optional<Long> whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A number, or nothing. */
    public static Optional<Double> number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A list of texts, kept as JSON. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        JsonParser.parseString(row.getString(column)).getAsJsonArray().forEach(each -> texts.add(each.getAsString()));
        return texts;
    }

    /** The JSON of a list of texts. */
    public static String json(List<String> texts) {
        JsonArray array = new JsonArray(texts.size());
        texts.forEach(array::add);
        return array.toString();
    }
}
