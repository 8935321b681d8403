package org.seedbank.cli.frame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.TextEditor;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;

/**
 * Has a person write a text in an editor, in a folder of its own where nobody else reads it. What was written is kept until it is
 * of use, {@value #DAYS_KEPT} days at most.
 */
public final class EditedText {

    /** Then what was kept, or what a command that was killed has left, goes when something is edited again. */
    private static final int DAYS_KEPT = 30;

    private final Context context;
    private final String what;
    private final String otherwise;

    /**
     * An editor for one kind of text.
     *
     * @param what what the text is, such as {@code description}
     * @param otherwise what is told when it comes to nothing, such as {@code nothing was published}
     */
    public EditedText(Context context, String what, String otherwise) {
        this.context = context;
        this.what = what;
        this.otherwise = otherwise;
    }

    /** Makes something of what was written. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Takes the text.
         *
         * @throws Unusable when it cannot be taken; the person may edit it again
         */
        T read(byte[] text) throws Unusable;
    }

    /** Tells a person what is wrong with a text. */
    public static final class Unusable extends Exception {
        /** In words that stand alone. */
        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Opens a text in the editor, until it can be taken or the person gives up. What the person wrote is kept where it comes to
     * nothing, and nothing else is.
     *
     * @param name the name of the file that the editor opens
     * @param most bytes that are read of it; a longer text is cut one byte behind
     * @return empty where the person gave up, which was said then, with where the text is kept
     * @throws IntegrityException.CannotWrite when there is no room for the text
     */
    public <T> Optional<T> edit(String name, byte[] text, int most, Reader<T> reader) throws InterruptedException {
        Path folder = context.home().edited();
        Optional<T> taken = Optional.empty();
        try {
            AtomicFile.makeSecretFolder(folder);
            deleteOld(folder);
            folder = Files.createTempDirectory(folder, "");
            Path file = folder.resolve(name);
            try {
                taken = edited(file, text, most, reader);
            } finally {
                // Also of who interrupts it.
                end(folder, file, text, taken.isPresent());
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(folder, e);
        }
        return taken;
    }

    private void deleteOld(Path all) throws IOException {
        Instant then = Instant.now().minus(Duration.ofDays(DAYS_KEPT));
        List<Path> old;
        try (Stream<Path> found = Files.list(all)) {
            old = found.filter(each -> isOlder(each, then)).toList();
        }
        old.forEach(this::delete);
    }

    private static boolean isOlder(Path folder, Instant then) {
        try {
            return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(then);
        } catch (IOException e) {
            return false; // Another command has deleted it just now.
        }
    }

    private void end(Path folder, Path file, byte[] text, boolean done) {
        boolean written = !done && isWritten(file, text);
        if (written) {
            context.terminal().tell(SafeText.line("what you wrote is kept in '%s'".formatted(file)));
        } else {
            delete(folder);
        }
        if (!done) {
            context.terminal().say(otherwise);
        }
    }

    private static boolean isWritten(Path file, byte[] text) {
        try {
            return !Arrays.equals(text, read(file, text.length));
        } catch (IOException e) {
            return false;
        }
    }

    private <T> Optional<T> edited(Path file, byte[] text, int most, Reader<T> reader)
            throws IOException, InterruptedException {
        TextEditor editor = new TextEditor(context.environment());
        while (true) {
            if (!Files.exists(file)) {
                Files.write(file, text);
            }
            Optional<String> fault = editor.edit(file);
            if (fault.isEmpty()) {
                try {
                    return Optional.of(reader.read(read(file, most)));
                } catch (Unusable e) {
                    fault = Optional.of(e.getMessage());
                } catch (NoSuchFileException e) {
                    fault = Optional.of("the editor has left no %s: '%s' is gone".formatted(what, file));
                } catch (IOException e) {
                    fault = Optional.of("the %s cannot be read: %s".formatted(what, IoReason.of(e)));
                }
            }
            context.terminal().tell("error: " + SafeText.line(fault.get()));
            if (!context.keyboard().isYes("edit it again?", context.terminal())) {
                return Optional.empty();
            }
        }
    }

    /** With what the editor left there, such as the file as it was before. */
    private void delete(Path folder) {
        try {
            FolderDeletion.delete(folder);
        } catch (IOException e) {
            context.terminal().warn("'%s' cannot be deleted: %s".formatted(folder, IoReason.of(e)));
        }
    }

    private static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        }
    }
}
