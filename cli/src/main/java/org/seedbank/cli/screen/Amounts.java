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

    /** The two largest units, such as {@code 1 h 05 min}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds / 3600 % 24);
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
