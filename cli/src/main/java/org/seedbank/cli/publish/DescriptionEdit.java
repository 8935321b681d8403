package org.seedbank.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.uploading.description.DescriptionForm;
import org.seedbank.uploading.description.NotReadableException;

/** Has a person write a description in an editor. What was written is kept until it is of use. */
final class DescriptionEdit {

    private final Context context;

    DescriptionEdit(Context context) {
        this.context = context;
    }

    /**
     * The description as the person wants it.
     *
     * @param name the dataset's name
     * @return empty where the person gave up; where the text is kept is said then
     */
    Optional<Description> of(Description before, String name) throws InterruptedException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            folder = Files.createTempDirectory(folder, "seedbank-edit");
            byte[] text = DescriptionForm.of(before, name).getBytes(StandardCharsets.UTF_8);
            Path form = Files.write(folder.resolve("description.yaml"), text);
            Optional<Description> after = Optional.empty();
            try {
                after = edited(form, text, before);
            } finally {
                // Also of who interrupts it.
                if (after.isEmpty()) {
                    context.terminal().say(SafeText.line("what you wrote is kept in '%s'".formatted(form)));
                }
            }
            if (after.isPresent()) {
                delete(folder);
            }
            return after;
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(folder, e);
        }
    }

    private Optional<Description> edited(Path form, byte[] before, Description unchanged)
            throws IOException, InterruptedException {
        TextEditor editor = new TextEditor(context.environment());
        while (true) {
            Optional<String> fault = editor.edit(form);
            if (fault.isEmpty()) {
                byte[] after = read(form);
                try {
                    return Arrays.equals(before, after)
                            ? Optional.of(unchanged)
                            : DescriptionForm.parse(after).or(() -> Optional.of(unchanged));
                } catch (NotReadableException e) {
                    fault = Optional.of("the description cannot be used: " + e.getMessage());
                }
            }
            context.terminal().say("error: " + SafeText.line(fault.get()));
            if (!context.keyboard().isYes("edit it again?", context.terminal())) {
                return Optional.empty();
            }
        }
    }

    /** With what the editor left there, such as the file as it was before. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static byte[] read(Path form) throws IOException {
        try (InputStream in = Files.newInputStream(form)) {
            return in.readNBytes(DescriptionForm.MAX_BYTES + 1);
        }
    }
}
