package org.seedbank.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.TextEditor;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.uploading.description.DescriptionForm;
import org.seedbank.uploading.description.NotReadableException;

/** Has a person write a description in an editor. What was written is kept until it is of use. */
final class DescriptionEdit {

    private final Context context;

    DescriptionEdit(Context context) {
        this.context = context;
    }

    /**
     * The description as the person wants it. What the person wrote is kept where it comes to nothing, and nothing else is.
     *
     * @param name the dataset's name
     * @return empty where the person gave up; that nothing was published, and where the text is kept, is said then
     */
    Optional<Description> of(Description before, String name) throws InterruptedException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        Optional<Description> after = Optional.empty();
        try {
            folder = Files.createTempDirectory(folder, "seedbank-edit");
            byte[] text = DescriptionForm.of(before, name).getBytes(StandardCharsets.UTF_8);
            Path form = folder.resolve("description.yaml");
            try {
                after = edited(form, text, before);
            } finally {
                // Also of who interrupts it.
                end(folder, form, text, after.isPresent());
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(folder, e);
        }
        return after;
    }

    private void end(Path folder, Path form, byte[] text, boolean done) {
        boolean written = !done && isWritten(form, text);
        if (written) {
            context.terminal().say(SafeText.line("what you wrote is kept in '%s'".formatted(form)));
        } else {
            delete(folder);
        }
        if (!done) {
            context.terminal().say("nothing was published");
        }
    }

    private static boolean isWritten(Path form, byte[] text) {
        try {
            return !Arrays.equals(text, read(form));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Description> edited(Path form, byte[] text, Description unchanged)
            throws IOException, InterruptedException {
        TextEditor editor = new TextEditor(context.environment());
        while (true) {
            if (!Files.exists(form)) {
                Files.write(form, text);
            }
            Optional<String> fault = editor.edit(form);
            if (fault.isEmpty()) {
                try {
                    byte[] after = read(form);
                    return Arrays.equals(text, after)
                            ? Optional.of(unchanged)
                            : DescriptionForm.parse(after).or(() -> Optional.of(unchanged));
                } catch (NotReadableException e) {
                    fault = Optional.of("the description cannot be used: " + e.getMessage());
                } catch (NoSuchFileException e) {
                    fault = Optional.of("the editor has left no description: '%s' is gone".formatted(form));
                } catch (IOException e) {
                    fault = Optional.of("the description cannot be read: " + IoReason.of(e));
                }
            }
            context.terminal().say("error: " + SafeText.line(fault.get()));
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

    private static byte[] read(Path form) throws IOException {
        try (InputStream in = Files.newInputStream(form)) {
            return in.readNBytes(DescriptionForm.MAX_BYTES + 1);
        }
    }
}
