package org.seedbank.downloading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.seedbank.integrity.SizeText;

/**
 * Files of a fetch that did not have to come from the swarm, since other versions of the dataset on this machine had them.
 * Whatever turned out to be damaged in them was fetched all the same.
 *
 * @param files how many, empty ones not counted
 * @param bytes their lengths together
 * @param from what these versions are called, at most {@value #MOST_NAMED}
 */
public record TakenFiles(int files, long bytes, List<String> from) {

    /** More versions are not named. */
    public static final int MOST_NAMED = 20;

    /** Nothing. */
    public static final TakenFiles NONE = new TakenFiles(0, 0, List.of());

    /** Copies the list. */
    public TakenFiles {
        from = List.copyOf(from);
    }

    /** True when there are none. */
    public boolean isNone() {
        return files == 0;
    }

    /** These and those of other versions. */
    public TakenFiles and(TakenFiles more) {
        List<String> all = new ArrayList<>(from);
        all.addAll(more.from);
        return new TakenFiles(
                files + more.files,
                bytes + more.bytes,
                new LinkedHashSet<>(all).stream().limit(MOST_NAMED).toList());
    }

    private String count() {
        return files == 1 ? "1 file" : files + " files";
    }

    private String whence() {
        return String.join(" and ", from);
    }

    /** In words while they are being taken, such as {@code taking 12 files (3.40 GB) from 'soil' (lab/3)}. */
    public String toldBefore() {
        return "taking %s (%s) from %s".formatted(count(), SizeText.of(bytes), whence());
    }

    /** In words, such as {@code 3.40 GB in 12 files taken from 'soil' (lab/3)}. */
    public String told() {
        return "%s in %s taken from %s".formatted(SizeText.of(bytes), count(), whence());
    }

    /** In words before anything is done, such as {@code 12 files (3.40 GB) would be from 'soil' (lab/3)}. */
    public String toldWouldBe() {
        return "%s (%s) would be from %s".formatted(count(), SizeText.of(bytes), whence());
    }

    /** The same with what had to be fetched. */
    public String toldWith(long fetched) {
        return "%s, %s fetched".formatted(told(), SizeText.of(fetched));
    }
}
