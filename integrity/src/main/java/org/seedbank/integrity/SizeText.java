package org.seedbank.integrity;

/** Numbers of bytes for people: three digits and a unit, in powers of 1000 as disks and {@code rclone --si} have them. */
public final class SizeText {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private SizeText() {}

    /**
     * Such as {@code 41.9 MB}.
     *
     * @param bytes from 0
     */
    public static String of(long bytes) {
        return text(bytes, 1000, UNITS);
    }

    /**
     * Such as {@code 40.0 MiB}, in powers of 1024 (IEC 80000-13).
     *
     * @param bytes from 0
     */
    public static String binary(long bytes) {
        return text(bytes, 1024, BINARY_UNITS);
    }

    private static String text(long bytes, int base, String[] units) {
        double value = bytes;
        int unit = 0;
        while (value >= base - 0.5 && unit < units.length - 1) {
            value /= base;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return fixed(value, decimals) + " " + units[unit];
    }

    /** Formats in a fraction of the time that a format string takes: a long table has a size in each row. */
    private static String fixed(double value, int decimals) {
        int one = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        long rounded = Math.round(value * one);
        String fraction =
                decimals == 0 ? "" : "." + Long.toString(one + rounded % one).substring(1);
        return rounded / one + fraction;
    }
}
