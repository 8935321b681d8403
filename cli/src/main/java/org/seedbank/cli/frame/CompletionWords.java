package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.files.AtomicFile;

/**
 * Words that shells complete, in files that their scripts read: to start Java for them would take too long. A line has a
 * word, a tab, and what it stands for. They are as of the command that saw them last.
 */
public final class CompletionWords {

    /** A list in a file of its own. */
    public enum Kind {
        /** Serials, those of other catalogs than the default behind the catalog's name. */
        REFS("refs"),
        /** Names of catalogs. */
        CATALOGS("catalogs"),
        /** Names of datasets that the node has. */
        NAMES("names");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    /**
     * A word with what it stands for, as strangers may have written both.
     *
     * @param word what is completed
     * @param about a title or a place, for shells that show it
     */
    public record Word(String word, String about) {}

    /** More than this nobody looks through, and a shell has to read all of it. */
    private static final int MOST = 20_000;

    private static final int LONGEST_ABOUT = 60;

    /** Nothing that any shell expands or takes for an option: bash puts words into the line as they are. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._+@/-]{0,199}");

    private final Context context;
    private final Path folder;

    public CompletionWords(Context context) {
        this.context = context;
        this.folder = context.home().cache().resolve("completion");
    }

    /** Keeps these words of a kind in place of those that were kept. */
    public void keep(Kind kind, Stream<Word> words) {
        String text = words.filter(each -> PLAIN.matcher(each.word).matches())
                .limit(MOST)
                .map(CompletionWords::line)
                .collect(Collectors.joining());
        write(folder.resolve(kind.file), text);
    }

    /** Keeps the names of all catalogs. */
    public void keepCatalogs() {
        keep(
                Kind.CATALOGS,
                context.catalogs().registry().all().stream().map(each -> new Word(each.name(), each.location())));
    }

    /** Keeps one more word. */
    public void add(Kind kind, Word word) {
        Path file = folder.resolve(kind.file);
        String line = line(word);
        String kept = read(file);
        boolean known = kept.lines().anyMatch(line.stripTrailing()::equals);
        if (!known && PLAIN.matcher(word.word).matches() && kept.lines().count() < MOST) {
            write(file, kept + line);
        }
    }

    private static String line(Word word) {
        String about = SafeText.line(word.about);
        int end = about.offsetByCodePoints(0, Math.min(LONGEST_ABOUT, about.codePointCount(0, about.length())));
        return word.word + "\t" + about.substring(0, end) + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static void write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                AtomicFile.makeSecretFolder(file.getParent());
                AtomicFile.write(file, bytes);
            }
        } catch (IOException e) {
            // A home that cannot be written has no words to complete; what the command was for is done all the same.
        }
    }
}
