package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a path leads to: the catalog's files at the root, and each dataset below {@code d/DIGEST/}, under which its folder or
 * file has its published name, as BEP 19 wants it.
 */
final class SiteHandler extends Handler.Abstract {

    static final String METHODS = "GET, HEAD, OPTIONS";
    static final String MANIFEST = "manifest-sha256.txt";

    private static final Logger LOG = LoggerFactory.getLogger(SiteHandler.class);

    private static final String INDEX = "catalog.json";
    private static final String PAGE = "index.html";
    private static final String FEED = "feed.atom";
    private static final String DATASET_PAGE = ".html";
    private static final String DATASETS = "d";
    private static final String TORRENT = ".torrent";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern OF_DATASET =
            Pattern.compile("([0-9a-f]{64})(\\.html|\\.torrent|\\.manifest-sha256\\.txt)");

    private final Shelf shelf;
    private final ServedCatalog catalog;
    private final Traffic traffic;
    private final Runnable before;

    /**
     * Answers from these.
     *
     * @param before runs before each answer
     */
    SiteHandler(Shelf shelf, ServedCatalog catalog, Traffic traffic, Runnable before) {
        this.shelf = shelf;
        this.catalog = catalog;
        this.traffic = traffic;
        this.before = before;
    }

    /** What a path leads to: a content, or the same path with a slash behind it. */
    private sealed interface Target {
        record Found(Content content) implements Target {}

        record File(ServedCopy copy, int index) implements Target {}

        record Elsewhere(String name) implements Target {}
    }

    @Override
    public boolean handle(Request request, Response response, Callback done) {
        request.addIdleTimeoutListener(idle -> false);
        traffic.asked(request);
        before.run();
        response.getHeaders().put(traffic.mark());
        try {
            answer(request, response, done);
        } catch (Refused why) {
            Reply.refuse(why, request, response, done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Reply.refuse(Refused.busy("the node ends"), request, response, done);
        } catch (IOException | SeedbankException e) {
            LOG.debug("not served", e);
            Reply.refuse(Refused.busy("it cannot be read just now"), request, response, done);
        }
        return true;
    }

    private void answer(Request request, Response response, Callback done) throws IOException, InterruptedException {
        Reply.openToAll(response.getHeaders());
        String method = request.getMethod();
        if (HttpMethod.OPTIONS.is(method)) {
            Reply.options(response, done);
            return;
        }
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            response.setStatus(405);
            response.getHeaders().put(HttpHeader.ALLOW, METHODS).put(HttpHeader.CONTENT_LENGTH, 0L);
            response.write(true, null, done);
            return;
        }
        SitePath path = SitePath.parse(request.getHttpURI().getPath());
        Target target = target(path, request.getHeaders().contains(HttpHeader.RANGE));
        if (target instanceof Target.Elsewhere elsewhere) {
            Reply.redirect(elsewhere.name(), response, done);
        } else if (target instanceof Target.File file) {
            Shelf.requireSharing(file.copy().held());
            traffic.requireAllowed(file.copy().held());
            Reply reply = Reply.of(file.copy().file(file.index()), request, response);
            traffic.send(reply, file.copy().held(), request, response, done);
        } else if (target instanceof Target.Found found) {
            traffic.send(Reply.of(found.content(), request, response), request, response, done);
        }
    }

    private Target target(SitePath path, boolean ranged) throws InterruptedException {
        List<String> names = path.names();
        if (names.isEmpty()) {
            return new Target.Found(catalog.page());
        }
        if (names.size() == 1 && !path.folder()) {
            return atRoot(names.get(0));
        }
        if (!names.get(0).equals(DATASETS)
                || names.size() < 2
                || !DIGEST.matcher(names.get(1)).matches()) {
            throw Refused.nothing();
        }
        ServedCopy copy = standing(names.get(1));
        if (isOnlyFile(copy, names.subList(2, names.size()), ranged)) {
            return new Target.File(copy, 0);
        }
        if (names.size() == 2) {
            String torrent = names.get(1) + TORRENT;
            return path.folder()
                    ? new Target.Found(Content.page(FolderPage.dataset(copy, MANIFEST, torrent)))
                    : new Target.Elsewhere(names.get(1));
        }
        return inDataset(copy, names.subList(2, names.size()), path.folder());
    }

    /**
     * Tells whether a path means the only file of a dataset, as programs ask for that as a web seed: by the name of its folder
     * alone, which WebTorrent leaves out too, or without that name, or with its own name twice. Where such a path is also that of
     * a page, they are known by their range.
     */
    private static boolean isOnlyFile(ServedCopy copy, List<String> names, boolean ranged) {
        if (copy.torrent().files().size() != 1) {
            return false;
        }
        String name = copy.torrent().name();
        String file = copy.torrent().published().files().get(0).path().text();
        if (copy.isOneFile()) {
            return names.equals(List.of(name, name)) || (names.isEmpty() && ranged);
        }
        boolean page = names.isEmpty() || names.equals(List.of(name));
        return page ? ranged : String.join("/", names).equals(file);
    }

    private Target atRoot(String name) throws InterruptedException {
        if (name.equals(INDEX)) {
            return new Target.Found(catalog.index());
        }
        if (name.equals(PAGE)) {
            return new Target.Found(catalog.page());
        }
        if (name.equals(FEED)) {
            return new Target.Found(catalog.feed());
        }
        Matcher file = OF_DATASET.matcher(name);
        if (!file.matches()) {
            throw Refused.nothing();
        }
        String digest = file.group(1);
        return new Target.Found(
                switch (file.group(2)) {
                    case DATASET_PAGE -> catalog.page(new Sha256(digest));
                    case TORRENT -> standing(digest).torrentFile();
                    default -> standing(digest).manifest();
                });
    }

    private ServedCopy standing(String digest) throws InterruptedException {
        Sha256 wanted = new Sha256(digest);
        ServedCopy copy = shelf.find(wanted);
        catalog.requireStanding(wanted);
        return copy;
    }

    /** What was published comes first, whatever its name. */
    private static Target inDataset(ServedCopy copy, List<String> names, boolean folder) {
        String first = names.get(0);
        if (first.equals(copy.torrent().name())) {
            String rest = String.join("/", names.subList(1, names.size()));
            return copy.isOneFile() ? oneFile(copy, rest, folder) : inFolder(copy, rest, folder);
        }
        if (names.size() > 1 || folder) {
            throw Refused.nothing();
        }
        if (first.equals(MANIFEST)) {
            return new Target.Found(copy.manifest());
        }
        if (first.equals(copy.torrent().datasetDigest().orElseThrow().hex() + TORRENT)) {
            return new Target.Found(copy.torrentFile());
        }
        throw Refused.nothing();
    }

    private static Target oneFile(ServedCopy copy, String rest, boolean folder) {
        if (!rest.isEmpty() || folder) {
            throw Refused.nothing();
        }
        return new Target.File(copy, 0);
    }

    private static Target inFolder(ServedCopy copy, String rest, boolean folder) {
        if (!folder && !rest.isEmpty()) {
            Integer file = copy.find(rest).orElse(null);
            if (file != null) {
                return new Target.File(copy, file);
            }
            Content padding = Padding.at(rest, copy.torrent()).orElse(null);
            if (padding != null) {
                return new Target.Found(padding);
            }
        }
        if (!copy.hasFolder(rest)) {
            throw Refused.nothing();
        }
        String name = rest.isEmpty() ? copy.torrent().name() : rest.substring(rest.lastIndexOf('/') + 1);
        return folder ? new Target.Found(Content.page(FolderPage.folder(copy, rest))) : new Target.Elsewhere(name);
    }
}
