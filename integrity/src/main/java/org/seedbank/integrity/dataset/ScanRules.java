package org.seedbank.integrity.dataset;

import java.nio.file.Path;
import org.seedbank.integrity.IntegrityException;

/**
 * Rules by which a scan leaves files and folders out. They are asked on the way down; nothing below a folder that is left
 * out is looked at.
 */
public interface ScanRules {

    /** Leaves nothing out. */
    ScanRules NONE = new ScanRules() {
        @Override
        public ScanRules in(Path folder, String prefix) {
            return this;
        }

        @Override
        public boolean leavesOut(String path, boolean folder) {
            return false;
        }
    };

    /**
     * The rules for what lies in a folder, directly or deeper. The dataset's own folder is asked about first.
     *
     * @param folder where it is on this machine
     * @param prefix its path in the dataset with a {@code /} behind it, empty for the dataset's own folder
     * @throws IntegrityException when rules that lie in it cannot be read
     */
    ScanRules in(Path folder, String prefix);

    /**
     * Tells whether something in the folder of these rules is no part of the dataset. Asked once for each.
     *
     * @param path its path in the dataset
     * @param folder whether it is a folder, or a link to one
     */
    boolean leavesOut(String path, boolean folder);
}
