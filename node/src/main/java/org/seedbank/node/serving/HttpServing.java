package org.seedbank.node.serving;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;

/**
 * How a node is to serve its published datasets over HTTP.
 *
 * @param listen the address or host name, and the port, that it listens at; port 0 takes any free one
 * @param url the address under which others reach it, which ends with a slash; empty for the one that it listens at
 * @param fetched whether it serves what it has fetched too
 */
public record HttpServing(HostPort listen, Optional<String> url, boolean fetched) {

    /** The port where none is named: beside the one for peers. */
    public static final int USUAL_PORT = 6880;

    /** The host where none is named: a server in front of it, which has TLS, is on the same machine. */
    public static final String USUAL_HOST = "127.0.0.1";

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ANY = Pattern.compile("0\\.0\\.0\\.0|[0:]*:[0:]*");

    /** Throws {@link IllegalArgumentException} when {@code url} is no address of HTTP without a query that ends with a slash. */
    public HttpServing {
        url.ifPresent(HttpServing::requireBase);
    }

    /** At the usual place, for published datasets alone. */
    public static HttpServing usual() {
        return new HttpServing(new HostPort(USUAL_HOST, USUAL_PORT), Optional.empty(), false);
    }

    /**
     * Reads {@code ADDRESS:PORT}, or one of the two; the other is the usual one.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static HostPort place(String text) {
        if (text.isEmpty()) {
            return usual().listen();
        }
        if (PORT.matcher(text).matches()) {
            return new HostPort(USUAL_HOST, Integer.parseInt(text));
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        if (bracketed || bareIpv6 || text.indexOf(':') < 0) {
            return new HostPort(bracketed ? text.substring(1, text.length() - 1) : text, USUAL_PORT);
        }
        return HostPort.parse(text);
    }

    /**
     * Reads the address under which others reach a server, and adds a slash where it has none at its end.
     *
     * @throws IllegalArgumentException when it is no address of HTTP
     */
    public static String base(String text) {
        String base = text.endsWith("/") ? text : text + "/";
        requireBase(base);
        return base;
    }

    private static void requireBase(String text) {
        try {
            URI uri = new URI(text);
            boolean http = uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?");
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            if (http && uri.getHost() != null && bare && text.endsWith("/")) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'%s' is no address such as http://data.example.org/".formatted(text), e);
        }
        throw new IllegalArgumentException("'%s' is no address such as http://data.example.org/".formatted(text));
    }

    /** The same, listening at another port. */
    public HttpServing withPort(int port) {
        return new HttpServing(new HostPort(listen.host(), port), url, fetched);
    }

    /**
     * The address under which others reach it, which ends with a slash; empty where it listens at all addresses and nobody
     * has said which is its own.
     */
    public Optional<String> base() {
        return url.isPresent() || isEverywhere() ? url : Optional.of("http://%s/".formatted(listen));
    }

    /**
     * The URL of a dataset's web seed (BEP 19): of a folder the place in which it lies by its name, of a file its own, which is
     * what programs understand that append no name.
     *
     * @param base where the server is, with a slash at its end
     */
    public static String webSeed(String base, Sha256 digest, String name, boolean singleFile) {
        String place = base + "d/" + digest.hex() + "/";
        return singleFile ? place + UrlText.encoded(name) : place;
    }

    /** Tells whether it listens at all addresses of this machine. */
    public boolean isEverywhere() {
        return ANY.matcher(listen.host()).matches();
    }

    /** The place in the form of the option that sets it. */
    public String place() {
        return listen.toString();
    }
}
