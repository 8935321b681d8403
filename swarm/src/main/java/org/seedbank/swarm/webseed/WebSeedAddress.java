package org.seedbank.swarm.webseed;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/** The address of a web seed, and what is asked there: files by their published names (BEP 19), or pieces by number (BEP 17). */
public final class WebSeedAddress {

    /** RFC 3986: what stands for itself or delimits, and the sign of what is encoded already. */
    private static final String KEPT = "-._~:/?[]@!$&'()*+,;=%";

    private static final String UNRESERVED = "-._~";

    private static final Pattern PARTS =
            Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    private static final Pattern ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final String text;
    private final boolean byNumber;
    private final String authority;
    private final String path;
    private final Optional<String> query;

    private WebSeedAddress(String text, boolean byNumber, String authority, Matcher parts) {
        this.text = text;
        this.byNumber = byNumber;
        this.authority = parts.group(1).toLowerCase(java.util.Locale.ROOT) + "://" + authority;
        this.path = encoded(ENCODED.matcher(parts.group(3)).replaceAll("%25"), KEPT);
        this.query = Optional.ofNullable(parts.group(4)).map(each -> encoded(each, KEPT));
    }

    /** Returns an address of BEP 19; empty where the text is none of {@code http} or {@code https}. */
    public static Optional<WebSeedAddress> ofFiles(String text) {
        return of(text, false);
    }

    /** Returns an address of BEP 17 ({@code httpseeds}); empty where the text is none of {@code http} or {@code https}. */
    public static Optional<WebSeedAddress> ofPieces(String text) {
        return of(text, true);
    }

    private static Optional<WebSeedAddress> of(String text, boolean byNumber) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            WebSeedAddress address = new WebSeedAddress(text.strip(), byNumber, ascii(parts.group(2)), parts);
            return new URI(address.authority + "/").getHost() == null ? Optional.empty() : Optional.of(address);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A host of other letters than ASCII has a name of ASCII too (RFC 3490). */
    private static String ascii(String authority) {
        if (authority.chars().allMatch(letter -> letter < 0x80)) {
            return authority;
        }
        int port = authority.lastIndexOf(':');
        boolean named = port >= 0 && authority.substring(port + 1).chars().allMatch(Character::isDigit);
        String host = named ? authority.substring(0, port) : authority;
        return IDN.toASCII(host) + (named ? authority.substring(port) : "");
    }

    /** The address as the torrent has it: a stranger's text. */
    public String text() {
        return text;
    }

    /** The address without what looks like a personal key. */
    public String shown() {
        return AddressKeys.hidden(text);
    }

    /** Tells whether pieces are asked for by number (BEP 17), not files by name. */
    public boolean isByNumber() {
        return byNumber;
    }

    /** Its scheme, host and port, of which a rule about hosts can judge. */
    public String host() {
        return authority + "/";
    }

    /**
     * Where the server has a file (BEP 19). The name of a folder, and paths in it, are added to the address, before its query
     * unless that ends in {@code =} or {@code /}; the address of a dataset of one file may be that of the file itself.
     *
     * @param file index in {@link Metainfo#files()}
     */
    public URI file(Metainfo torrent, int file) {
        Metainfo published = torrent.published();
        return file(
                published.name(),
                published.isSingleFile(),
                published.files().get(file).path());
    }

    /** Where the server has a file of a dataset of which there is no torrent yet, as {@link #file(Metainfo, int)} tells it. */
    public URI file(String name, boolean singleFile, DatasetPath inside) {
        if (singleFile) {
            boolean folder = query.isEmpty() && (path.isEmpty() || path.endsWith("/"));
            boolean open = query.map(WebSeedAddress::isOpen).orElse(path.endsWith("/"));
            return folder || open ? with(escaped(name)) : whole();
        }
        return with(escaped(name) + "/" + escaped(inside.text()));
    }

    private static boolean isOpen(String query) {
        return query.endsWith("=") || query.endsWith("/");
    }

    private URI with(String below) {
        if (query.filter(WebSeedAddress::isOpen).isPresent()) {
            return URI.create(authority + path + "?" + query.get() + below);
        }
        String slash = path.endsWith("/") ? "" : "/";
        return URI.create(
                authority + path + slash + below + query.map(each -> "?" + each).orElse(""));
    }

    private URI whole() {
        return URI.create(authority + path + query.map(each -> "?" + each).orElse(""));
    }

    /** What BEP 17 asks a server for a piece, from a byte of it on. */
    URI piece(InfoHash v1, int piece, int from, int length) {
        StringBuilder asked = new StringBuilder(authority).append(path).append('?');
        query.filter(each -> !each.isEmpty())
                .ifPresent(each -> asked.append(each).append('&'));
        asked.append("info_hash=");
        for (byte each : v1.bytes()) {
            asked.append("%%%02X".formatted(each & 0xff));
        }
        asked.append("&piece=").append(piece);
        if (from > 0) {
            asked.append("&ranges=").append(from).append('-').append(length - 1);
        }
        return URI.create(asked.toString());
    }

    private static String escaped(String name) {
        return encoded(name, UNRESERVED + "/");
    }

    private static String encoded(String text, String kept) {
        StringBuilder url = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || kept.indexOf(letter) >= 0);
            url.append(plain ? String.valueOf(letter) : "%%%02X".formatted(each & 0xff));
        }
        return url.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebSeedAddress that && text.equals(that.text) && byNumber == that.byNumber;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return shown();
    }
}
