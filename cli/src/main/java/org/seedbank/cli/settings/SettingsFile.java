package org.seedbank.cli.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.library.Home;

/**
 * The file of a person's settings: a line {@code key = value} for each, and comments behind {@code #}. Each call reads it anew, and
 * a change takes its place in one step. Every call throws {@link CommandFailure} when the file cannot be used; it stays as it is
 * then.
 */
final class SettingsFile {

    static final int MAX_BYTES = 1 << 20;

    private static final String HEAD = """
            # Settings of seedbank, as 'seedbank config' shows them. A line is: key = value
            # The catalog, the reach and limits are not here: 'seedbank config set' and
            # their own commands keep them.

            """;

    private final Path path;

    SettingsFile(Home home) {
        this.path = home.config().resolve("settings.conf");
    }

    Path path() {
        return path;
    }

    /** The text, or one to begin with. */
    String text() {
        try {
            if (Files.exists(path)) {
                return new String(BoundedFile.read(path, MAX_BYTES), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw CommandFailure.settings(
                    "cannot read the settings '%s': %s".formatted(path, IoReason.of(e)), "check who may read it");
        }
        StringBuilder text = new StringBuilder(HEAD);
        for (SettingKey key : SettingKey.values()) {
            if (key.isInFile()) {
                text.append("# ")
                        .append(key.about())
                        .append("\n# ")
                        .append(key.label())
                        .append(" = \n\n");
            }
        }
        return text.toString();
    }

    /** What is set. */
    Map<SettingKey, String> read() {
        return Files.exists(path) ? parse(text()) : Map.of();
    }

    Optional<String> find(SettingKey key) {
        return Optional.ofNullable(read().get(key));
    }

    /** What a text sets. */
    Map<SettingKey, String> parse(String text) {
        Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw wrong(i, "'%s' is not key = value".formatted(line));
            }
            String label = line.substring(0, equals).strip();
            int number = i;
            SettingKey key = SettingKey.of(label).orElseThrow(() -> wrong(number, SettingKey.unknown(label)));
            String value = line.substring(equals + 1).strip();
            fault(key, value).ifPresent(fault -> {
                throw wrong(number, label + ": " + fault);
            });
            if (values.put(key, value) != null) {
                throw wrong(i, "'%s' is set twice".formatted(label));
            }
        }
        return values;
    }

    private CommandFailure wrong(int line, String what) {
        return CommandFailure.settings(
                "the settings '%s' cannot be used: line %d: %s".formatted(path, line + 1, what),
                "put it right with 'seedbank config edit'");
    }

    /** What is wrong with a value of the file; empty where nothing is. */
    static Optional<String> fault(SettingKey key, String value) {
        if (!key.isInFile()) {
            return Optional.of("it is not kept in the file; set it with 'seedbank config set'");
        }
        if (value.isBlank() || value.chars().anyMatch(each -> each < ' ')) {
            return Optional.of("it needs a value of one line");
        }
        return key == SettingKey.FOLDER && !isAbsolute(value)
                ? Optional.of("'%s' is not an absolute path".formatted(value))
                : Optional.empty();
    }

    private static boolean isAbsolute(String value) {
        try {
            return Path.of(value).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Sets one, or with an empty value takes it out; everything else in the file stays as it is. */
    void change(SettingKey key, Optional<String> value) {
        read();
        List<String> lines = new ArrayList<>(text().lines().toList());
        lines.removeIf(line -> line.strip().matches(key.label().replace(".", "\\.") + "\\s*=.*"));
        value.ifPresent(text -> lines.add(key.label() + " = " + text));
        write(String.join("\n", lines) + "\n");
    }

    /** Puts a text in the place of another that was read before, if it can be used and the other is still there. */
    void replace(String before, String text) {
        parse(text);
        if (!text().equals(before)) {
            throw CommandFailure.settings(
                    "the settings were changed meanwhile by another command", "take what it set into your text");
        }
        write(text);
    }

    private void write(String text) {
        parse(text);
        try {
            AtomicFile.makeSecretFolder(path.getParent());
            AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CommandFailure.settings(
                    "cannot write the settings '%s': %s".formatted(path, IoReason.of(e)),
                    "check that you may write there and that the disk is not full");
        }
    }
}
