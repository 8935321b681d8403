package org.seedbank.uploading.edit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.Description;

/** Parts of a wish that a catalog has otherwise for the same bytes: its entry and its torrent stay as they are, unless they are edited. */
public final class Untaken {

    private Untaken() {}

    /**
     * Those addresses that an edit would add to what is there.
     *
     * @param what what they are, for a person, such as {@code tracker}
     */
    public static List<String> addresses(List<String> wanted, List<String> present, String what) {
        return new ListChange(wanted, List.of())
                .appliedTo(present, what).stream().skip(present.size()).toList();
    }

    /** What is to be said that an entry says otherwise or not at all: values by the name of their field in it. */
    public static Map<String, List<String>> said(Description wanted, Entry entry) {
        Map<String, Object> before = described(entry).fields();
        Map<String, List<String>> untaken = new TreeMap<>();
        wanted.fields().forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                List<?> values = value instanceof List<?> list ? list : List.of(value);
                untaken.put(field, values.stream().map(Object::toString).toList());
            }
        });
        return untaken;
    }

    private static Description described(Entry entry) {
        return new Description(
                Optional.of(entry.title()),
                Optional.of(entry.description()).filter(text -> !text.isEmpty()),
                entry.creators(),
                entry.license(),
                entry.doi(),
                entry.keywords(),
                entry.version());
    }
}
