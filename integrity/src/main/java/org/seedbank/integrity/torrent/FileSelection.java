package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Files that a magnet link chooses (BEP 53), by their places in the torrent's list, from 0. Where the torrent has v1
 * hashes, its padding files have places in that list too.
 *
 * @param ranges in the order of the link; at least one
 */
public record FileSelection(List<Range> ranges) {

    private static final int MOST = 10_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

    /** Places from one to another, both of them chosen. */
    public record Range(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /** Copies the list. */
    public FileSelection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a text such as {@code 0,2,4-6}; empty when no part of it is a range.
     *
     * @param unheeded takes each of its parts that is none
     */
    static Optional<FileSelection> parse(String text, Consumer<String> unheeded) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", MOST + 1)) {
            Optional<Range> range = ranges.size() < MOST ? range(part.strip()) : Optional.empty();
            range.ifPresentOrElse(ranges::add, () -> unheeded.accept(part));
        }
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new FileSelection(ranges));
    }

    private static Optional<Range> range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
    }

    /** Those ranges that name places which the torrent's list does not have, in whole or in part, or padding alone. */
    public List<Range> beyond(Metainfo torrent) {
        int[] places = places(torrent);
        int last = places.length == 0 ? -1 : places[places.length - 1];
        return ranges.stream()
                .filter(range -> range.last() > last || !hasFile(range, places))
                .toList();
    }

    /** The places ascend. */
    private static boolean hasFile(Range range, int[] places) {
        int at = Arrays.binarySearch(places, range.first());
        int next = at >= 0 ? at : -at - 1;
        return next < places.length && places[next] <= range.last();
    }

    /** The chosen files by their indexes in {@link Metainfo#files}, in its order; those that it does not have are left out. */
    public List<Integer> in(Metainfo torrent) {
        int[] places = places(torrent);
        return IntStream.range(0, places.length)
                .filter(i -> has(places[i]))
                .boxed()
                .toList();
    }

    /** The place of each file in the torrent's list. */
    private static int[] places(Metainfo torrent) {
        List<TorrentFile> files = torrent.files();
        boolean listsPadding = torrent.infoHashV1().isPresent();
        int[] places = new int[files.size()];
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            long end = i == 0 ? 0 : files.get(i - 1).offset() + files.get(i - 1).length();
            if (listsPadding && files.get(i).offset() > end) {
                place++;
            }
            places[i] = place++;
        }
        return places;
    }

    private boolean has(int place) {
        return ranges.stream().anyMatch(range -> range.first() <= place && place <= range.last());
    }

    /** The text; {@link #parse} is its inverse. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
