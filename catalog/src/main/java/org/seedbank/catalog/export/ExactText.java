package org.seedbank.catalog.export;

import org.seedbank.integrity.SizeText;

/** Numbers to the last digit, for people. */
final class ExactText {

    private ExactText() {}

    /** A size in three digits, and to the byte as well. */
    static String bytes(long bytes) {
        String count = grouped(bytes) + (bytes == 1 ? " byte" : " bytes");
        return bytes < 1000 ? count : SizeText.of(bytes) + " (" + count + ")";
    }

    /** How many files. */
    static String files(long count) {
        return grouped(count) + (count == 1 ? " file" : " files");
    }

    /** A number from 0 with its thousands set apart. */
    static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
