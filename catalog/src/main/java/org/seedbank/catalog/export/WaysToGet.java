package org.seedbank.catalog.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** How a dataset is fetched, in three ways, and how a copy is proved without seedbank. */
final class WaysToGet {

    /** Of more files the web seed's commands would fill the page. */
    private static final int MOST_COMMANDS = 10;

    private final Site site;
    private final Listed listed;
    private final Entry entry;
    private final Metainfo torrent;
    private final Optional<String> files;
    private final Appendable out;

    WaysToGet(Site site, Listed listed, Metainfo torrent, Optional<String> files, Appendable out) {
        this.site = site;
        this.listed = listed;
        this.entry = listed.entry();
        this.torrent = torrent.published();
        this.files = files;
        this.out = out;
    }

    void write() throws IOException {
        out.append("<section aria-labelledby=\"get\">\n<h2 id=\"get\">Get it</h2>\n");
        out.append("<h3>With seedbank</h3>\n<p>It fetches from everybody who has it, and checks each file.</p>\n");
        block("command for seedbank", seedbank());
        String torrentFile = SiteFiles.torrent(entry.digest());
        out.append(
                "<h3>With any BitTorrent program</h3>\n<p><a href=\"%s\" type=\"application/x-bittorrent\">Torrent file</a> · <a href=\"%s\">Magnet link</a></p>\n"
                        .formatted(torrentFile, HtmlText.line(torrent.magnetLink(entry.seedAddresses()))));
        web();
        out.append("</section>\n");
        prove();
    }

    private String seedbank() {
        return site.look()
                .url()
                .map(url ->
                        "seedbank get --catalog %s %s".formatted(WebText.quoted(url.toString()), listed.reference()))
                .orElse("seedbank get " + SiteFiles.torrent(entry.digest()));
    }

    private void web() throws IOException {
        Optional<FileAddresses> addresses = FileAddresses.of(torrent);
        if (addresses.isEmpty() && files.isEmpty()) {
            return;
        }
        out.append("<h3>From a web server</h3>\n");
        if (files.isPresent()) {
            out.append("<p><a href=\"%s\">All files and folders</a></p>\n".formatted(files.get()));
        }
        if (addresses.isPresent()) {
            List<String> commands = curl(addresses.get());
            if (!commands.isEmpty()) {
                block("commands for curl", String.join("\n", commands));
            }
            if (torrent.files().size() > commands.size()) {
                out.append("<p>The other files are linked in the table below.</p>\n");
            }
        }
    }

    /** One command for each file, or one for the first where there are many. */
    private List<String> curl(FileAddresses addresses) {
        List<TorrentFile> all = torrent.files();
        List<String> commands = new ArrayList<>();
        for (TorrentFile each : all.subList(0, all.size() > MOST_COMMANDS ? 1 : all.size())) {
            String place = torrent.isSingleFile()
                    ? torrent.name()
                    : torrent.name() + "/" + each.path().text();
            // What is not shown as it is cannot be copied.
            if (!HtmlText.hides(place)) {
                commands.add("curl -f --create-dirs -o %s %s"
                        .formatted(WebText.quoted(place), WebText.quoted(addresses.of(each))));
            }
        }
        return commands;
    }

    private void prove() throws IOException {
        if (torrent.manifest().isEmpty()) {
            return;
        }
        String manifest = SiteFiles.manifest(entry.digest());
        out.append("<section aria-labelledby=\"prove\">\n<h2 id=\"prove\">Check it without seedbank</h2>\n");
        out.append(
                "<p>Save <a href=\"%s\">the manifest</a> beside what you fetched. Each file is as it was published if this says <samp>OK</samp> of all of them:</p>\n"
                        .formatted(manifest));
        String name = torrent.name();
        if (torrent.isSingleFile()) {
            block("commands to check it", "sha256sum -c " + manifest);
        } else if (!HtmlText.hides(name)) {
            block(
                    "commands to check it",
                    "cd %s\nsha256sum -c ../%s"
                            .formatted(WebText.quoted(name.startsWith("-") ? "./" + name : name), manifest));
        }
        out.append(
                "<p>The manifest is the right one if its own SHA-256 is the dataset digest, <code>%s</code>.</p>\n</section>\n"
                        .formatted(entry.digest()));
    }

    private void block(String label, String text) throws IOException {
        block(label, text, "", out);
    }

    /** A text that can be copied, of one line or several. */
    static void block(String label, String text, String kind, Appendable out) throws IOException {
        out.append("<div class=\"block\"><pre%s data-what=\"%s\">%s</pre></div>\n"
                .formatted(kind.isEmpty() ? "" : " class=\"" + kind + "\"", label, HtmlText.block(text)));
    }
}
