package org.seedbank.integrity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seedbank.integrity.internal.bencode.BDict;
import org.seedbank.integrity.internal.bencode.BValue;

/** A folder of a v2 file tree (BEP 52) while it is put together. */
final class TreeFolder {

    private final Map<String, TreeFolder> folders = new TreeMap<>();
    private final Map<String, BValue> files = new TreeMap<>();

    void put(List<String> names, BValue file) {
        TreeFolder folder = this;
        for (String name : names.subList(0, names.size() - 1)) {
            folder = folder.folders.computeIfAbsent(BDict.key(name), key -> new TreeFolder());
        }
        folder.files.put(BDict.key(names.get(names.size() - 1)), file);
    }

    BDict toDict() {
        Map<String, BValue> all = new TreeMap<>(files);
        folders.forEach((name, folder) -> all.put(name, folder.toDict()));
        return BDict.of(all);
    }
}
