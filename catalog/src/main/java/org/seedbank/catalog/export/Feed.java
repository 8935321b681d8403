package org.seedbank.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.SizeText;

/**
 * What is new and what has changed, as an Atom feed (RFC 4287). Its names are UUIDs, which follow from the datasets' digests; its links are
 * relative where it is not known where the export will be, as the format allows.
 */
final class Feed {

    /** As many of those that changed last as programs keep; the others are in the index. */
    private static final int MOST = 100;

    private static final int SUMMARY = 1_000;

    private Feed() {}

    /** Writes the feed. */
    static void write(Site site, Appendable out) throws IOException {
        Look look = site.look();
        List<Listed> newest = site.entries().stream()
                .sorted(Comparator.comparing(Feed::updated)
                        .thenComparing(each -> each.entry().digest())
                        .reversed())
                .limit(MOST)
                .toList();
        Instant updated = newest.stream()
                .map(Feed::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        element("id", look.url().map(Object::toString).orElse(uuid(site)), out);
        element("title", look.title(), out);
        element("updated", updated.toString(), out);
        out.append("<author><name>").append(XmlText.of(look.title())).append("</name></author>\n");
        link("self", SiteFiles.FEED, look, out);
        link("alternate", SiteFiles.PAGE, look, out);
        for (Listed each : newest) {
            entry(each, look, out);
        }
        out.append("</feed>\n");
    }

    /** The same for as long as the first dataset is listed. */
    private static String uuid(Site site) {
        return uuid("catalog "
                + site.entries().stream()
                        .findFirst()
                        .map(each -> each.entry().digest().hex())
                        .orElse(""));
    }

    private static String uuid(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("seedbank " + name).getBytes(UTF_8));
    }

    private static Instant updated(Listed listed) {
        return listed.entry().modified().orElse(listed.published());
    }

    private static void entry(Listed listed, Look look, Appendable out) throws IOException {
        Entry entry = listed.entry();
        out.append("<entry>\n");
        element("id", uuid("dataset " + entry.digest().hex()), out);
        element("title", (entry.withdrawn() ? "Withdrawn: " : "") + entry.title(), out);
        element("published", listed.published().toString(), out);
        element("updated", updated(listed).toString(), out);
        for (String each : entry.creators().subList(0, Math.min(entry.creators().size(), MOST))) {
            out.append("<author><name>").append(XmlText.of(each)).append("</name></author>\n");
        }
        link("alternate", SiteFiles.page(entry.digest()), look, out);
        for (String each : entry.keywords().subList(0, Math.min(entry.keywords().size(), MOST))) {
            out.append("<category term=\"").append(XmlText.of(each)).append("\"/>\n");
        }
        if (entry.license().isPresent()) {
            element("rights", entry.license().get(), out);
        }
        element("summary", summary(entry), out);
        out.append("</entry>\n");
    }

    private static String summary(Entry entry) {
        if (entry.withdrawn()) {
            return "Its publisher has taken it back"
                    + entry.withdrawal().reason().map(reason -> ": " + reason).orElse(".")
                    + entry.withdrawal()
                            .supersededBy()
                            .map(digest -> " The dataset with digest %s takes its place.".formatted(digest.hex()))
                            .orElse("");
        }
        String text = entry.description().isBlank()
                ? "%s, %s".formatted(ExactText.files(entry.files()), SizeText.of(entry.bytes()))
                : entry.description();
        if (text.length() <= SUMMARY) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(SUMMARY - 1)) ? SUMMARY - 1 : SUMMARY) + "…";
    }

    private static void element(String name, String text, Appendable out) throws IOException {
        out.append('<')
                .append(name)
                .append('>')
                .append(XmlText.of(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static void link(String kind, String file, Look look, Appendable out) throws IOException {
        out.append("<link rel=\"%s\" href=\"%s\"/>\n".formatted(kind, XmlText.of(look.address(file))));
    }
}
