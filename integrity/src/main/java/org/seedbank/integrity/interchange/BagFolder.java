package org.seedbank.integrity.interchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;

/**
 * Describes what is in a bag's folder.
 *
 * @param payloadBytes length of all files of the payload together
 * @param payloadFiles how many files the payload has
 * @param unlisted files of the payload that no manifest lists
 * @param extras what is neither payload nor a tag file that is listed or has a meaning of its own, sorted
 */
record BagFolder(long payloadBytes, long payloadFiles, List<FileFinding> unlisted, List<String> extras) {

    private static final Set<String> TAG_FILES = Set.of(BagDeclaration.FILE, Bag.FETCH);

    /**
     * Looks at everything in the folder.
     *
     * @param otherForms names under which listed files were found that differ from the listed ones in their Unicode form
     */
    static BagFolder of(Bag bag, Collection<String> otherForms) throws InterruptedException {
        Inventory inventory = new Inventory(bag, Set.copyOf(otherForms));
        FolderWalk.below(bag.folder(), (file, path, length) -> inventory.add(path, length));
        inventory.extras.sort(null);
        return new BagFolder(inventory.bytes, inventory.files, inventory.unlisted, inventory.extras);
    }

    /** Takes the files of the folder one by one. */
    private static final class Inventory {

        private final Bag bag;
        private final Set<String> otherForms;
        private final List<FileFinding> unlisted = new ArrayList<>();
        private final List<String> extras = new ArrayList<>();
        private long bytes;
        private long files;

        Inventory(Bag bag, Set<String> otherForms) {
            this.bag = bag;
            this.otherForms = otherForms;
        }

        void add(String text, long length) {
            boolean payload = text.startsWith(Bag.PAYLOAD + "/");
            if (payload) {
                files++;
                bytes += length;
            }
            try {
                DatasetPath path = new DatasetPath(text);
                if (!bag.files().contains(path) && !otherForms.contains(text)) {
                    addUnlisted(path, payload, length);
                }
            } catch (IllegalArgumentException e) {
                unlisted.add(new FileFinding.Invalid(
                        new DatasetPath(text.split("/", 2)[0]),
                        length,
                        "a file below it cannot be listed: " + e.getMessage()));
            }
        }

        private void addUnlisted(DatasetPath path, boolean payload, long length) {
            if (payload) {
                unlisted.add(new FileFinding.Unlisted(path, length));
            } else if (!TAG_FILES.contains(path.text())
                    && !path.text().equals(bag.declaration().infoFile())
                    && !BagManifest.isName(path.text())
                    && extras.size() < FixityReport.MAX_EXTRAS) {
                extras.add(path.text());
            }
        }
    }
}
