package org.seedbank.integrity;

/** Numbers of bytes for people: three digits and a unit, in powers of 1000 as disks and {@code rclone --si} have them. */
public final class SizeText {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private SizeText() {}

    /**
     * Such as {@code 41.9 MB}.
     *
     * @param bytes from 0
     */
    public static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return fixed(value, decimals) + " " + UNITS[unit];
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
