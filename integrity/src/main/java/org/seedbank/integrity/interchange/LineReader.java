package org.seedbank.integrity.interchange;

import java.util.List;

/** Understands the lines of one format of lists, one after another. */
interface LineReader {

    /**
     * Takes the next line.
     *
     * @throws IllegalArgumentException when it is not of the format, or says what cannot be
     */
    void accept(String line);

    /** What the format is called, when every line has been taken. */
    String format();

    /** What a person should know about the list. */
    List<String> warnings();
}
