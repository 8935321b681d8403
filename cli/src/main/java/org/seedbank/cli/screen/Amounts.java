package org.seedbank.cli.screen;

import java.time.Duration;
import java.util.Locale;
import org.seedbank.integrity.SizeText;

/** Sizes, rates and times in words. Sizes use powers of 1000, as disks and {@code rclone --si} do. */
public final class Amounts {

    private Amounts() {}

    /** Three digits and a unit, such as {@code 41.9 MB}. */
    public static String bytes(long bytes) {
        return SizeText.of(bytes);
    }

    public static String rate(long bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /** Bytes sent for each byte received, with two decimals. */
    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** One unit, such as {@code 0.4 s}, {@code 58 s}, {@code 3 min} or {@code 2 h}; tenths below ten seconds that are not whole. */
    public static String duration(Duration duration) {
        long tenths = Math.round(duration.toMillis() / 100.0);
        if (tenths < 100) {
            return (tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10) + " s";
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = Math.round(seconds / 3600.0);
        return hours < 48 ? hours + " h" : Math.round(seconds / 86_400.0) + " d";
    }

    /** How long ago something was, by its largest unit, such as {@code 3 hours ago}. */
    public static String ago(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 1) {
            return "just now";
        }
        if (minutes < 60) {
            return count(minutes, "minute") + " ago";
        }
        return minutes < 48 * 60 ? count(minutes / 60, "hour") + " ago" : count(minutes / (24 * 60), "day") + " ago";
    }

    /** A number with its noun, such as {@code 1 dataset} and {@code 2 datasets}. */
    public static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + (noun.endsWith("s") ? "es" : "s");
    }

    /** A number of files with its noun. */
    public static String files(long count) {
        return count(count, "file");
    }
}
