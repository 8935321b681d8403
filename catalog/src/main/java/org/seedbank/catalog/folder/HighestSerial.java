package org.seedbank.catalog.folder;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;

/** The highest serial that anybody is known to have given in a folder, also to what is not there any more. */
public final class HighestSerial {

    /** Begins the names of the file that tells it, and of copies that sync programs make. */
    public static final String NAME = ".seedbank-serials";

    /** Far more than the digits of a serial. */
    private static final int MOST_BYTES = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final CatalogFolder folder;

    HighestSerial(CatalogFolder folder) {
        this.folder = folder;
    }

    /** Reads it: of several copies the highest counts, and 0 where there is none. */
    int read() throws IOException {
        int highest = 0;
        for (String name : folder.names()) {
            if (name.startsWith(NAME)) {
                highest = Math.max(highest, number(folder.path().resolve(name)));
            }
        }
        return highest;
    }

    /** Reads a number. A file that cannot be read says nothing: entries and torrents tell their serials too. */
    private static int number(Path file) throws ClosedByInterruptException {
        try {
            String text = new String(BoundedFile.read(file, MOST_BYTES), StandardCharsets.UTF_8).strip();
            return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Notes a serial that is about to be given. */
    void write(int serial) throws IOException {
        AtomicFile.write(folder.path().resolve(NAME), (serial + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
