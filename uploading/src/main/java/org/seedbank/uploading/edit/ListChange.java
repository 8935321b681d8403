package org.seedbank.uploading.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.uploading.UploadingException;

/**
 * Addresses to add to a list, and to take out of it.
 *
 * @param added those to add, behind the others; one that is there already stays where it is
 * @param removed those to take out, which must be there
 */
public record ListChange(List<String> added, List<String> removed) {

    /** Changes nothing. */
    public static final ListChange NONE = new ListChange(List.of(), List.of());

    private static final Pattern SCHEME_AND_HOST = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");

    /** Adds these. */
    public static ListChange adding(String... addresses) {
        return new ListChange(List.of(addresses), List.of());
    }

    /** Copies the lists. Throws {@link IllegalArgumentException} when one is to be added and taken out. */
    public ListChange {
        added = List.copyOf(new LinkedHashSet<>(added));
        removed = List.copyOf(new LinkedHashSet<>(removed));
        for (String each : added) {
            if (removed.stream().anyMatch(other -> isSame(each, other))) {
                throw new IllegalArgumentException("'%s' is added and removed at once".formatted(each));
            }
        }
    }

    /** True when nothing is to change. */
    public boolean isNone() {
        return added.isEmpty() && removed.isEmpty();
    }

    /**
     * Those of a list that are to be taken out of it, as they are there.
     *
     * @param what what they are, for a person, such as {@code tracker}
     * @throws UploadingException.NotThere when one is not in the list
     */
    Set<String> goneFrom(List<String> present, String what) {
        Set<String> gone = new LinkedHashSet<>();
        for (String each : removed) {
            Optional<String> found =
                    present.stream().filter(there -> isNamedBy(there, each)).findFirst();
            gone.add(found.orElseThrow(() -> new UploadingException.NotThere(
                    what, each, present.stream().map(AddressKeys::hidden).toList())));
        }
        return gone;
    }

    /** Those that are to be added to a list and are not in it. */
    List<String> newTo(List<String> present) {
        List<String> more = new ArrayList<>();
        for (String each : added) {
            if (present.stream().noneMatch(there -> isSame(there, each))
                    && more.stream().noneMatch(other -> isSame(other, each))) {
                more.add(each);
            }
        }
        return more;
    }

    /**
     * The list after the change.
     *
     * @param what what the addresses are, for a person, such as {@code tracker}
     * @throws UploadingException.NotThere when one that is to be taken out is not in the list
     */
    public List<String> appliedTo(List<String> present, String what) {
        Set<String> gone = goneFrom(present, what);
        List<String> after = new ArrayList<>(
                present.stream().filter(each -> !gone.contains(each)).toList());
        after.addAll(newTo(after));
        return after;
    }

    /** A person may copy an address from where its personal key is not shown. */
    private static boolean isNamedBy(String there, String named) {
        return isSame(there, named) || isSame(AddressKeys.hidden(there), named);
    }

    /** Scheme and host are the same in small letters and large, and a folder is the same with its slash. */
    private static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String url) {
        String stripped = url.strip();
        Matcher front = SCHEME_AND_HOST.matcher(stripped);
        String lower = front.find()
                ? front.group().toLowerCase(Locale.ROOT) + stripped.substring(front.end())
                : stripped.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
