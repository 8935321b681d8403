package org.seedbank.catalog.drive;

import java.util.Optional;

/**
 * What the index calls a thing in a folder by: the id of the file, and of one that lies elsewhere the id of the shortcut to
 * it before that. The text form is that of the file, or {@code shortcut-ID>FILE}.
 *
 * @param shortcut the id of the shortcut, which lies in the folder
 * @param file the file to read
 */
record ItemId(Optional<String> shortcut, DriveItemId file) {

    private static final String SHORTCUT = "shortcut-";
    private static final char LEADS_TO = '>';

    /** Begins the text forms of all shortcuts. */
    static String beginningOfShortcuts() {
        return SHORTCUT;
    }

    /** Begins the text form of this shortcut, wherever it leads to. */
    static String beginning(String shortcut) {
        return SHORTCUT + shortcut + LEADS_TO;
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is none. */
    static ItemId parse(String text) {
        int leadsTo = text.indexOf(LEADS_TO);
        return text.startsWith(SHORTCUT) && leadsTo > 0
                ? new ItemId(
                        Optional.of(text.substring(SHORTCUT.length(), leadsTo)),
                        DriveItemId.parse(text.substring(leadsTo + 1)))
                : new ItemId(Optional.empty(), DriveItemId.parse(text));
    }

    @Override
    public String toString() {
        return shortcut.map(ItemId::beginning).orElse("") + file;
    }
}
