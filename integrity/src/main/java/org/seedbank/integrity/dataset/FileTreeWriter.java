package org.seedbank.integrity.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.seedbank.integrity.bencode.BencodeWriter;

/** Writes the {@code file tree} of a v2 {@code info} (BEP 52) while it walks along the files. */
final class FileTreeWriter {

    private final BencodeWriter out;

    /** Names of the folders that are open, from the root down. */
    private final List<String> open = new ArrayList<>();

    FileTreeWriter(BencodeWriter out) {
        this.out = out;
    }

    /**
     * Writes the tree.
     *
     * @param files in the order of the tree: the names of each folder sorted by the bytes of their UTF-8 form
     * @param root the root of the Merkle tree of the file with this index, 32 bytes; asked for files that are not empty
     */
    void write(List<TorrentDraft.HashedFile> files, IntFunction<byte[]> root) {
        out.beginDict();
        for (int i = 0; i < files.size(); i++) {
            TorrentDraft.HashedFile file = files.get(i);
            List<String> names = file.path().names();
            enter(names.subList(0, names.size() - 1));
            out.key(names.get(names.size() - 1)).beginDict().key("").beginDict();
            out.key("length").integer(file.length());
            if (file.length() > 0) {
                out.key("pieces root").bytes(root.apply(i));
            }
            out.end().end();
        }
        enter(List.of());
        out.end();
    }

    /** Ends the folders that are left and begins those that are entered. */
    private void enter(List<String> folders) {
        int shared = 0;
        while (shared < open.size()
                && shared < folders.size()
                && open.get(shared).equals(folders.get(shared))) {
            shared++;
        }
        while (open.size() > shared) {
            open.remove(open.size() - 1);
            out.end();
        }
        for (String folder : folders.subList(shared, folders.size())) {
            open.add(folder);
            out.key(folder).beginDict();
        }
    }
}
