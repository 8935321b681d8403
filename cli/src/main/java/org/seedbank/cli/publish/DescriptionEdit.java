package org.seedbank.cli.publish;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.EditedText;
import org.seedbank.uploading.description.DescriptionForm;
import org.seedbank.uploading.description.NotReadableException;

/** Has a person write a description in an editor. */
final class DescriptionEdit {

    private final EditedText editor;

    DescriptionEdit(Context context) {
        this.editor = new EditedText(context, "description", "nothing was published");
    }

    /**
     * The description as the person wants it.
     *
     * @param name the dataset's name
     * @return empty where the person gave up, which was said then
     */
    Optional<Description> of(Description before, String name) throws InterruptedException {
        byte[] text = DescriptionForm.of(before, name).getBytes(StandardCharsets.UTF_8);
        return editor.edit(
                "description.yaml",
                text,
                DescriptionForm.MAX_BYTES,
                after -> Arrays.equals(text, after) ? before : parsed(after).orElse(before));
    }

    private static Optional<Description> parsed(byte[] text) throws EditedText.Unusable {
        try {
            return DescriptionForm.parse(text);
        } catch (NotReadableException e) {
            throw new EditedText.Unusable("the description cannot be used: " + e.getMessage(), e);
        }
    }
}
