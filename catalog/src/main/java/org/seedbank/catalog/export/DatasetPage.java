package org.seedbank.catalog.export;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.TextSearch;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.catalog.metadata.Citation;
import org.seedbank.catalog.metadata.DatasetRecord;
import org.seedbank.catalog.metadata.SchemaOrg;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** The page of one dataset: what it is, how to get it, how to prove it, how to cite it. */
final class DatasetPage {

    private static final int DESCRIBED_FILES = 100;

    private final Site site;
    private final PageFrame frame;
    private final Listed listed;
    private final Entry entry;

    /** Empty where the torrent is not in the export, or was taken back. */
    private final Optional<Metainfo> torrent;

    private final Optional<String> files;
    private final Appendable out;

    private DatasetPage(
            Site site,
            PageFrame frame,
            Listed listed,
            Optional<Metainfo> torrent,
            Optional<String> files,
            Appendable out) {
        this.site = site;
        this.frame = frame;
        this.listed = listed;
        this.entry = listed.entry();
        this.torrent = torrent.filter(each -> !listed.entry().withdrawn());
        this.files = files;
        this.out = out;
    }

    /**
     * Writes the page.
     *
     * @param torrent the dataset's, where it is in the export
     * @param files where the dataset's files are, relative to the page; empty where they are not beside it
     */
    static void write(
            Site site,
            PageFrame frame,
            Listed listed,
            Optional<Metainfo> torrent,
            Optional<String> files,
            Appendable out)
            throws IOException {
        new DatasetPage(site, frame, listed, torrent, files, out).write();
    }

    private void write() throws IOException {
        frame.open(entry.title() + " · " + site.look().title(), head(), out);
        out.append("<article>\n<p class=\"kind\">")
                .append(kind())
                .append("</p>\n<h1 dir=\"auto\">")
                .append(HtmlText.line(entry.title()))
                .append("</h1>\n");
        if (!entry.creators().isEmpty()) {
            out.append("<p class=\"by\" dir=\"auto\">")
                    .append(HtmlText.line(ListPage.names(entry.creators())))
                    .append("</p>\n");
        }
        notes();
        out.append("<div class=\"split\">\n<div>\n");
        if (!entry.description().isEmpty()) {
            out.append("<div class=\"about\" dir=\"auto\">")
                    .append(HtmlText.block(entry.description()))
                    .append("</div>\n");
        }
        if (torrent.isPresent()) {
            new WaysToGet(site, listed, torrent.get(), files, out).write();
        }
        out.append("</div>\n<section class=\"facts\" aria-label=\"Facts\">\n");
        facts();
        out.append("</section>\n</div>\n");
        if (torrent.isPresent()) {
            new FileTable(torrent.get(), entry, out).write();
        }
        cite();
        versions();
        out.append("</article>\n<p id=\"said\" class=\"muted\" role=\"status\"></p>\n");
        frame.close(out);
    }

    private String head() {
        String canonical = site.look()
                .url()
                .map(url -> "<link rel=\"canonical\" href=\"%s\">\n"
                        .formatted(HtmlText.line(site.look().address(SiteFiles.page(entry.digest())))))
                .orElse("");
        return entry.withdrawn()
                ? canonical
                : canonical + "<script type=\"application/ld+json\">\n" + withoutHidden(SchemaOrg.jsonLd(described()))
                        + "</script>\n";
    }

    /** The same JSON, in which what turns text around is written by its number: who reads the page's source is not misled. */
    private static String withoutHidden(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.getType(c) == Character.FORMAT) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The dataset as standards describe it; files are in the page's table, and here where they are few. */
    private DatasetRecord described() {
        DatasetRecord dataset = cited().withVersions(
                        site.before(entry).map(this::address),
                        site.newest(entry).map(this::address));
        if (torrent.isEmpty()) {
            return dataset;
        }
        List<TorrentFile> all = torrent.get().published().files();
        return dataset.withTorrent(site.look().address(SiteFiles.torrent(entry.digest())))
                .withMagnet(torrent.get().magnetLink(entry.seedAddresses()))
                .withFiles(all.size() > DESCRIBED_FILES ? List.of() : all);
    }

    private String address(Listed other) {
        return site.look().address(SiteFiles.page(other.entry().digest()));
    }

    private DatasetRecord cited() {
        DatasetRecord dataset = DatasetRecord.of(entry);
        DatasetRecord published = site.look().isPlain()
                ? dataset
                : dataset.withPublisher(site.look().title());
        return site.look().url().isPresent()
                ? published.withPage(site.look().address(SiteFiles.page(entry.digest())))
                : published;
    }

    private void cite() throws IOException {
        DatasetRecord dataset = cited();
        out.append("<section aria-labelledby=\"cite\">\n<h2 id=\"cite\">Cite it</h2>\n");
        WaysToGet.block("citation", Citation.APA.of(dataset).strip(), "prose", out);
        folded("BibTeX", Citation.BIBTEX.of(dataset));
        folded("RIS", Citation.RIS.of(dataset));
        out.append("</section>\n");
    }

    private static String withoutLastEnd(String text) {
        return text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text.stripTrailing();
    }

    private void folded(String name, String text) throws IOException {
        out.append("<details>\n<summary>").append(name).append("</summary>\n");
        WaysToGet.block(name, withoutLastEnd(text), "", out);
        out.append("</details>\n");
    }

    private String kind() {
        return "Dataset " + listed.reference()
                + entry.version()
                        .map(version -> " · version <bdi>" + HtmlText.line(version) + "</bdi>")
                        .orElse("")
                + " · published " + date(listed.published());
    }

    private static String date(Instant moment) {
        return "<time datetime=\"%s\">%s</time>".formatted(moment, ListPage.DATE.format(moment));
    }

    private void notes() throws IOException {
        if (entry.withdrawn()) {
            out.append("<p class=\"note\" dir=\"auto\"><strong>Withdrawn by its publisher")
                    .append(entry.withdrawnAt()
                            .map(moment -> " on " + date(moment))
                            .orElse(""))
                    .append(".</strong> ");
            if (entry.withdrawal().reason().isPresent()) {
                out.append("Reason: ")
                        .append(HtmlText.line(entry.withdrawal().reason().get()))
                        .append(' ');
            }
            if (entry.withdrawal().supersededBy().isPresent()) {
                out.append("Its place takes ")
                        .append(link(entry.withdrawal().supersededBy().get()))
                        .append('.');
            }
            out.append("</p>\n");
        } else if (torrent.isEmpty()) {
            out.append(
                    "<p class=\"note\">The torrent of this dataset is missing from the catalog. Ask whoever keeps it.</p>\n");
        }
        Optional<Listed> newer = site.newest(entry);
        if (newer.isPresent()) {
            out.append("<p class=\"note\">There is a newer version: ")
                    .append(link(newer.get().entry().digest()))
                    .append("</p>\n");
        }
    }

    /** Another dataset by its title, or its digest where it is not in the catalog. */
    private String link(Sha256 digest) {
        return site.find(digest)
                .map(other -> "<a href=\"%s\"><bdi>%s</bdi></a> (dataset %s)"
                        .formatted(
                                SiteFiles.page(digest),
                                HtmlText.line(other.entry().title()),
                                other.reference()))
                .orElse("the dataset <code>" + digest + "</code>");
    }

    private void facts() throws IOException {
        out.append("<dl>\n");
        fact("Licence", entry.license().map(LicenceLinks::html));
        fact("DOI", entry.doi().map(DatasetPage::doi));
        if (!entry.keywords().isEmpty()) {
            fact("Keywords", Optional.of(keywords()));
        }
        fact("Version", entry.version().map(HtmlText::line));
        fact("Serial", Optional.of(listed.reference()));
        fact("Size", Optional.of(ExactText.bytes(entry.bytes())));
        fact("Files", Optional.of(ExactText.grouped(entry.files())));
        fact("Dataset digest (SHA-256)", Optional.of(code(entry.digest().hex())));
        fact("Infohash v1", entry.infohashV1().map(hash -> code(hash.hex())));
        fact("Infohash v2", entry.infohashV2().map(hash -> code(hash.hex())));
        fact("Last changed", entry.modified().map(DatasetPage::date));
        out.append("</dl>\n");
    }

    private void fact(String name, Optional<String> html) throws IOException {
        if (html.isPresent()) {
            out.append("<dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(html.get())
                    .append("</dd>\n");
        }
    }

    private static String code(String text) {
        return "<code>" + text + "</code>";
    }

    private static String doi(String doi) {
        return "<a href=\"https://doi.org/%s\">%s</a>".formatted(HtmlText.line(WebText.path(doi)), HtmlText.line(doi));
    }

    private String keywords() {
        return entry.keywords().stream()
                .map(word -> "<a href=\"%s#find=%s\"><bdi>%s</bdi></a>"
                        .formatted(SiteFiles.PAGE, WebText.encoded(TextSearch.words(word)), HtmlText.line(word)))
                .collect(Collectors.joining(", "));
    }

    private void versions() throws IOException {
        List<Listed> all = site.versions(entry);
        if (all.size() < 2 && entry.supersedes().isEmpty()) {
            return;
        }
        out.append("<section aria-labelledby=\"versions\">\n<h2 id=\"versions\">Versions</h2>\n<ol>\n");
        if (entry.supersedes().filter(before -> site.find(before).isEmpty()).isPresent()) {
            out.append("<li>An earlier version, <code>")
                    .append(entry.supersedes().get().hex())
                    .append("</code>, is not in this catalog.</li>\n");
        }
        for (Listed each : all) {
            Entry other = each.entry();
            boolean here = other.digest().equals(entry.digest());
            out.append("<li")
                    .append(here ? " aria-current=\"page\"" : "")
                    .append('>')
                    .append(date(each.published()))
                    .append(other.version()
                            .map(version -> " · version <bdi>" + HtmlText.line(version) + "</bdi>")
                            .orElse(""))
                    .append(" · ")
                    .append(here ? "this dataset" : link(other.digest()))
                    .append(other.withdrawn() ? ", withdrawn" : "")
                    .append("</li>\n");
        }
        out.append("</ol>\n</section>\n");
    }
}
