package org.seedbank.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.internal.site.SiteFiles;

/**
 * What all pages of one kind have around their content. A policy in each page allows its own style and script alone, so that
 * a stranger's description cannot bring any along; nothing is loaded but the logo beside it.
 */
final class PageFrame {

    private static final Colour PAPER = new Colour("#ffffff");
    private static final Colour SOFT = new Colour("#f5f6f7");
    private static final Colour DARK_PAPER = new Colour("#15181b");
    private static final Colour DARK_SOFT = new Colour("#1e2226");

    /** The lab's colour for white is not for a dark page. */
    private static final String DARK_AGAIN = "@media (prefers-color-scheme: dark) { :root { --accent: #82bdf6; } }\n";

    private final Look look;
    private final String name;
    private final String before;
    private final String behind;

    private PageFrame(Look look, String name, String css, String script) {
        this.look = look;
        this.name = name.formatted(HtmlText.line(look.title()));
        String style = "\n" + text("page.css") + text(css) + colours(look);
        String code = "\n" + text(script);
        // Images are of 'self', which of a file is not every browser's word for its folder.
        String images = look.logo().isPresent() ? " img-src 'self' file:;" : "";
        this.before = """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s';%s base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                """.formatted(hash(code), hash(style), images);
        this.behind = """
                <link rel="alternate" type="application/atom+xml" title="%s" href="%s">
                <style>%s</style>
                <script>%s</script>
                </head>
                <body>
                """.formatted(HtmlText.line(look.title()), SiteFiles.FEED, style, code);
    }

    /** The frame of the list. */
    static PageFrame ofList(Look look) {
        return new PageFrame(look, "<h1 dir=\"auto\">%s</h1>", "list.css", "list.js");
    }

    /** The frame of the page of one dataset. */
    static PageFrame ofDataset(Look look) {
        return new PageFrame(
                look, "<a href=\"" + SiteFiles.PAGE + "\" dir=\"auto\">%s</a>", "dataset.css", "dataset.js");
    }

    /** Tells whether text and links of this colour can be read on our pages. */
    static boolean isReadable(Colour accent, boolean dark) {
        return accent.contrast(dark ? DARK_PAPER : PAPER) >= Colour.READABLE
                && accent.contrast(dark ? DARK_SOFT : SOFT) >= Colour.READABLE;
    }

    /**
     * Writes everything that stands before the content.
     *
     * @param title of the page, plain text
     * @param extra HTML for the page's head
     */
    void open(String title, String extra, Appendable out) throws IOException {
        out.append(before)
                .append("<title>")
                .append(HtmlText.line(title))
                .append("</title>\n")
                .append(extra)
                .append(behind);
        out.append("<header><div class=\"in\">");
        Optional<Logo> logo = look.logo();
        if (logo.isPresent()) {
            out.append("<img src=\"").append(logo.get().file()).append("\" alt=\"\">");
        }
        out.append(name).append("</div></header>\n<main class=\"in\">\n");
    }

    /** Writes everything that stands behind the content. */
    void close(Appendable out) throws IOException {
        out.append("</main>\n<footer><div class=\"in\">");
        if (look.contact().isPresent()) {
            String contact = look.contact().get();
            String href = contact.contains("://") ? contact : "mailto:" + contact;
            out.append("<p>Contact: <a href=\"%s\">%s</a></p>".formatted(HtmlText.line(href), HtmlText.line(contact)));
        }
        out.append(
                        "<p><a href=\"%s\">All datasets</a> · <a href=\"%s\">Index for programs</a> · <a href=\"%s\">Feed</a></p>"
                                .formatted(SiteFiles.PAGE, SiteFiles.INDEX, SiteFiles.FEED))
                .append("<p>Published with seedbank.</p></div></footer>\n</body>\n</html>\n");
    }

    private static String colours(Look look) {
        return look.accent()
                        .map(colour -> ":root { --accent: " + colour + "; }\n")
                        .orElse("")
                + look.accentDark()
                        .map(colour -> "@media (prefers-color-scheme: dark) { :root { --accent: " + colour + "; } }\n")
                        .orElse(look.accent().isPresent() ? DARK_AGAIN : "");
    }

    private static String hash(String text) {
        return Base64.encodeBase64String(DigestUtils.sha256(text));
    }

    private static String text(String resource) {
        try (InputStream in = PageFrame.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
