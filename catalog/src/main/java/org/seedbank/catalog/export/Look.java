package org.seedbank.catalog.export;

import java.net.URI;
import java.util.Optional;

/**
 * How the pages of an export look, and where they are.
 *
 * @param title the name of the catalog or its lab, 1 to 200 characters
 * @param description what the catalog is about, at most 2,000 characters
 * @param contact a mail address, or an address by http or https
 * @param url where the export will be on the web; by http or https, with a slash at the end, and nothing behind that
 * @param logo a picture for the head of each page
 * @param accent the colour of links on white
 * @param accentDark the colour of links where the browser asks for a dark page
 */
public record Look(
        String title,
        Optional<String> description,
        Optional<String> contact,
        Optional<URI> url,
        Optional<Logo> logo,
        Optional<Colour> accent,
        Optional<Colour> accentDark) {

    /** Nobody has said anything. */
    public static final Look PLAIN = new Look(
            "Catalog of datasets",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Tells whether nobody has said who publishes this. */
    boolean isPlain() {
        return title.equals(PLAIN.title);
    }

    /** This at another place on the web. */
    public Look at(URI place) {
        return new Look(title, description, contact, Optional.of(place), logo, accent, accentDark);
    }

    /** The address of a file of the export, or its name alone where it is not known where the export will be. */
    String address(String file) {
        return url.map(base -> base.resolve(file).toString()).orElse(file);
    }
}
