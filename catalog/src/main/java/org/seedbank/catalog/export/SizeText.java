package org.seedbank.catalog.export;

import java.util.Locale;

/** Numbers of bytes for people. */
final class SizeText {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private SizeText() {}

    /** In three digits, with powers of 1000 as disks have them. */
    static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /** To the byte as well. */
    static String exact(long bytes) {
        String count = grouped(bytes) + (bytes == 1 ? " byte" : " bytes");
        return bytes < 1000 ? count : of(bytes) + " (" + count + ")";
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
