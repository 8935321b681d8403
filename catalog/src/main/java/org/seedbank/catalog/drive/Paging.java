package org.seedbank.catalog.drive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.CatalogException;
import org.seedbank.integrity.Sha256;

/** Holds a listing in pages to an end, whatever tokens the server makes up. For one listing, by one thread. */
final class Paging {

    /** Drive promises half a million files in a folder, and seldom fills a page with less than fifty. */
    static final int MOST_PAGES = 20_000;

    /** Pages in a row with nothing on them; Drive sends some of these where a search takes it long. */
    static final int MOST_EMPTY = 100;

    /** Tokens of Drive have some hundred characters. */
    private static final int LONGEST_TOKEN = 4_000;

    private final URI catalog;

    /** Digests of the tokens so far, which are shorter than tokens. */
    private final Set<Sha256> seen = new HashSet<>();

    private int pages;
    private int empty;

    Paging(URI catalog) {
        this.catalog = catalog;
    }

    /**
     * Takes note of a page.
     *
     * @param token of the page after it, or null
     * @param things how much was on it
     * @return the token, while there is one
     * @throws CatalogException.Unreachable when the listing would go on without end
     */
    Optional<String> next(String token, int things) {
        pages++;
        empty = things == 0 ? empty + 1 : 0;
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        if (token.length() > LONGEST_TOKEN) {
            throw endless("the name of its next page has more than %d characters".formatted(LONGEST_TOKEN));
        }
        if (!seen.add(Sha256.digestOf(token.getBytes(StandardCharsets.UTF_8)))) {
            throw endless("it names a page as the next one that came before");
        }
        if (empty >= MOST_EMPTY) {
            throw endless("%d pages in a row had nothing on them".formatted(empty));
        }
        if (pages >= MOST_PAGES) {
            throw endless("it goes on after %d pages".formatted(pages));
        }
        return Optional.of(token);
    }

    /** The listing begins anew; its pages count on. */
    void restart() {
        seen.clear();
    }

    private CatalogException endless(String reason) {
        return new CatalogException.Unreachable(
                catalog,
                "Google Drive's listing does not end: " + reason,
                "try again later; if it stays so, use a catalog folder with fewer files",
                null);
    }
}
