package org.seedbank.cli.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.ProgramFolder;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;

/**
 * The files by which a desktop knows a program (Desktop Entry, Icon Theme and Shared MIME-info Specifications), below the folder in
 * which a user's programs keep data.
 */
final class DesktopFiles {

    static final String ENTRY = "seedbank.desktop";

    /** In all of them, so that nobody else's is replaced or deleted. */
    private static final String MARK = "Written by 'seedbank install-desktop'";

    private final Path root;
    private final Path data;

    /**
     * For the program in a folder.
     *
     * @param data where a user's programs keep data
     */
    DesktopFiles(Path root, Path data) {
        this.root = root;
        this.data = data;
    }

    Path applications() {
        return data.resolve("applications");
    }

    Path mime() {
        return data.resolve("mime");
    }

    /** Each file, with what it is made of. */
    private Map<Path, String> templates() {
        Map<Path, String> templates = new LinkedHashMap<>();
        templates.put(applications().resolve(ENTRY), ENTRY);
        templates.put(data.resolve("icons/hicolor/scalable/apps/seedbank.svg"), "seedbank.svg");
        templates.put(mime().resolve("packages/seedbank.xml"), "seedbank-mime.xml");
        return templates;
    }

    /**
     * Writes all of them.
     *
     * @param environment variables that the program needs to find its home and its Java
     * @return the files
     * @throws CommandFailure when somebody else's is in the way, or one cannot be written
     */
    List<Path> write(Map<String, String> environment) {
        templates().keySet().forEach(DesktopFiles::requireOurs);
        List<Path> written = new ArrayList<>();
        templates().forEach((file, template) -> {
            try {
                String text = Files.readString(ProgramFolder.part(root, "dist/" + template))
                        .replace("@COMMAND@", command(environment));
                DurableFolder.make(file.getParent());
                AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
                written.add(file);
            } catch (IOException e) {
                throw CommandFailure.unit(file, e);
            }
        });
        return written;
    }

    /** Deletes those that are there, and returns them. */
    List<Path> delete() {
        List<Path> there = templates().keySet().stream().filter(Files::exists).toList();
        there.forEach(DesktopFiles::requireOurs);
        for (Path file : there) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw CommandFailure.unit(file, e);
            }
        }
        return there;
    }

    private static void requireOurs(Path file) {
        try {
            if (Files.exists(file) && !Files.readString(file).contains(MARK)) {
                throw CommandFailure.unit(
                        file, "was not written by 'seedbank install-desktop'", "move it away if you do not need it");
            }
        } catch (IOException e) {
            throw CommandFailure.unit(file, e);
        } catch (UncheckedIOException e) {
            throw CommandFailure.unit(file, e.getCause());
        }
    }

    private String command(Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        if (!environment.isEmpty()) {
            words.add("env");
            environment.forEach((name, value) -> words.add(name + "=" + value));
        }
        words.add(root.resolve("seedbank").toString());
        return words.stream().map(DesktopFiles::quoted).collect(Collectors.joining(" "));
    }

    /** As {@code Exec} takes a word: quoted, and then once more as a text of the file is; a percent sign is doubled. */
    private static String quoted(String word) {
        if (word.matches("[A-Za-z0-9_./:@=+-]+")) {
            return word;
        }
        String quoted = word.replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%");
        return "\"" + quoted.replace("\\", "\\\\") + "\"";
    }
}
