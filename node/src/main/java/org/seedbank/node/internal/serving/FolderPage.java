package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.seedbank.catalog.export.HtmlText;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.node.serving.UrlText;

/**
 * A page with a link to each file and folder in a folder of a dataset. Links are relative, so that it works behind another server;
 * names are strangers' texts, and a policy forbids whatever they might bring along. It is made as it is sent.
 */
final class FolderPage implements Iterable<String> {

    private static final String STYLE = """

            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { margin: 0 auto; max-width: 75rem; padding: 1rem; }
            h1 { overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            caption { padding: .5rem 0; text-align: start; }
            th, td { border-bottom: 1px solid GrayText; padding: .25rem .5rem; text-align: start; vertical-align: top; }
            th[scope=row] { font-weight: inherit; overflow-wrap: anywhere; }
            td { font-variant-numeric: tabular-nums; text-align: end; white-space: nowrap; }
            th[scope=col] + th { text-align: end; }
            """;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            <p>%s</p>
            <div class="wide" role="region" aria-labelledby="files" tabindex="0">
            <table>
            <caption id="files">Files and folders</caption>
            <thead><tr><th scope="col">Name</th><th scope="col">Bytes</th></tr></thead>
            <tbody>
            """;

    private static final String TAIL = """
            </tbody>
            </table>
            </div>
            </main>
            </body>
            </html>
            """;

    private static final String POLICY = Base64.getEncoder()
            .encodeToString(
                    Sha256.of(Sha256.newDigest().digest(STYLE.getBytes(UTF_8))).bytes());

    private final String head;
    private final Rows rows;

    /** Goes through a folder, as {@link ServedCopy#next} does. */
    @FunctionalInterface
    private interface Rows {
        int next(int from, BiConsumer<String, Optional<TorrentFile>> each);
    }

    private FolderPage(String title, String about, Rows rows) {
        String text = HtmlText.line(title);
        this.head = HEAD.formatted(POLICY, text, STYLE, text, about);
        this.rows = rows;
    }

    /** The page of a dataset: its folder or file, and what proves it. */
    static FolderPage dataset(ServedCopy copy, String manifest, String torrent) {
        String name = copy.torrent().name();
        String about =
                ("The dataset <code>%s</code>. <code>sha256sum -c</code> checks what was fetched by <a href=\"./%s\">its manifest</a>;"
                                + " <a href=\"./%s\">its torrent</a> is for BitTorrent programs. <a href=\"../../\">All datasets</a>")
                        .formatted(copy.torrent().datasetDigest().orElseThrow(), UrlText.encoded(manifest), torrent);
        Optional<TorrentFile> file = copy.isOneFile()
                ? Optional.of(copy.torrent().published().files().get(0))
                : Optional.empty();
        return new FolderPage(name, about, (from, each) -> {
            if (from == 0) {
                each.accept(name, file);
            }
            return from == 0 ? 1 : -1;
        });
    }

    /** The page of a folder in a dataset, by its path below that; empty for the dataset's own. */
    static FolderPage folder(ServedCopy copy, String path) {
        String title = path.isEmpty() ? copy.torrent().name() : copy.torrent().name() + "/" + path;
        return new FolderPage(title, "<a href=\"../\">Up</a>", (from, each) -> copy.next(path, from, each));
    }

    private static String row(String name, Optional<TorrentFile> file) {
        return "<tr><th scope=\"row\"><a href=\"./%s%s\">%s%s</a></th><td>%s</td></tr>\n"
                .formatted(
                        UrlText.encoded(name),
                        file.isPresent() ? "" : "/",
                        HtmlText.line(name),
                        file.isPresent() ? "" : "/",
                        file.map(each -> Long.toString(each.length())).orElse(""));
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {

            private int stage;
            private int at;

            @Override
            public boolean hasNext() {
                return stage < 3;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (stage == 0) {
                    stage = 1;
                    return head;
                }
                if (stage == 1) {
                    List<String> row = new ArrayList<>();
                    at = rows.next(at, (name, file) -> row.add(row(name, file)));
                    if (at >= 0) {
                        return String.join("", row);
                    }
                    stage = 2;
                }
                stage = 3;
                return TAIL;
            }
        };
    }
}
