package org.seedbank.catalog.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.SizeText;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** The files of a dataset on its page. */
final class FileTable {

    /** A table of more is folded. */
    private static final int OPEN = 25;

    /** Files beyond these are in the manifest alone, so that a million of them do not make a page that no browser opens. */
    static final int MOST = 1_000;

    private final Metainfo torrent;
    private final Entry entry;
    private final Optional<FileAddresses> addresses;
    private final Appendable out;

    FileTable(Metainfo torrent, Entry entry, Appendable out) {
        this.torrent = torrent.published();
        this.entry = entry;
        this.addresses = FileAddresses.of(torrent.published());
        this.out = out;
    }

    void write() throws IOException {
        List<TorrentFile> files = torrent.files();
        boolean folded = files.size() > OPEN;
        out.append("<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n");
        if (folded) {
            out.append("<details>\n<summary>")
                    .append(ExactText.grouped(files.size()))
                    .append(" files, ")
                    .append(SizeText.of(entry.bytes()))
                    .append("</summary>\n");
        }
        out.append(
                        "<div class=\"wide\" role=\"group\" aria-label=\"Table of files\" tabindex=\"0\">\n<table class=\"files\">\n")
                .append("<thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">Bytes</th>")
                .append("<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
        for (TorrentFile each : files.subList(0, Math.min(files.size(), MOST))) {
            row(each);
        }
        out.append("</tbody>\n</table>\n</div>\n");
        if (files.size() > MOST) {
            out.append("<p>These are the first %s. All %s are in <a href=\"%s\">the manifest</a>.</p>\n"
                    .formatted(
                            ExactText.grouped(MOST),
                            ExactText.grouped(files.size()),
                            SiteFiles.manifest(entry.digest())));
        }
        out.append(folded ? "</details>\n</section>\n" : "</section>\n");
    }

    private void row(TorrentFile file) throws IOException {
        String name = "<bdi>" + HtmlText.line(file.path().text()) + "</bdi>";
        String linked = addresses
                .map(each -> "<a href=\"" + HtmlText.line(each.of(file)) + "\">" + name + "</a>")
                .orElse(name);
        out.append("<tr><th scope=\"row\">")
                .append(linked)
                .append("</th><td class=\"n\">")
                .append(ExactText.grouped(file.length()))
                .append("</td><td>")
                .append(file.digest()
                        .map(digest -> "<code>" + digest + "</code>")
                        .orElse("not stated"))
                .append("</td></tr>\n");
    }
}
