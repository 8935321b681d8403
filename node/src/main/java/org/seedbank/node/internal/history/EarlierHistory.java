package org.seedbank.node.internal.history;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.Sql;
import org.seedbank.swarm.SwarmKey;

/** The files {@code history} and {@code history.1} to {@code history.4}, in which earlier versions kept it line by line. */
public final class EarlierHistory {

    private static final List<String> NEWEST_LAST =
            List.of("history.4", "history.3", "history.2", "history.1", "history");

    private EarlierHistory() {}

    /** Those of the files that are in a node's folder. */
    public static List<Path> files(Path nodeFolder) {
        return NEWEST_LAST.stream()
                .map(nodeFolder::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Takes the events into a database that has none yet. */
    public static void takeInto(NodeDatabase database, Path nodeFolder) {
        database.write(connection -> {
            if (Sql.first(connection, "SELECT 1 FROM history", row -> true).isEmpty()) {
                HistoryTable.add(connection, read(nodeFolder), HistoryTable.MOST);
            }
        });
    }

    /** All events, oldest first; a line that cannot be understood is passed over. */
    public static List<HistoryEntry> read(Path nodeFolder) {
        List<HistoryEntry> all = new ArrayList<>();
        for (Path file : files(nodeFolder)) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(EarlierHistory::entry)
                        .flatMap(Optional::stream)
                        .forEach(all::add);
            } catch (IOException | UncheckedIOException e) {
                throw new NodeException.StateUnusable("cannot read '%s'".formatted(file), e);
            }
        }
        return all;
    }

    /** Empty for a line that is torn, or of a later version. */
    private static Optional<HistoryEntry> entry(String line) {
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            return Optional.of(new HistoryEntry(
                    Instant.parse(text(json, "time").orElseThrow()),
                    kind(text(json, "event").orElseThrow()),
                    new SwarmKey(text(json, "key").orElseThrow()),
                    text(json, "name").orElseThrow(),
                    text(json, "digest").map(Sha256::new),
                    text(json, "serial"),
                    text(json, "detail").orElseThrow()));
        } catch (RuntimeException e) {
            return Optional.empty(); // Whatever a value's own rules throw, such a line says nothing.
        }
    }

    private static HistoryEntry.Kind kind(String word) {
        return HistoryEntry.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
    }
}
