package org.seedbank.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The version that this was built as, which Maven writes into resources. */
public final class Version {

    private Version() {}

    /** The bare number, such as {@code 0.1.0}. */
    public static String number() {
        return built("version.properties").getProperty("version");
    }

    /** The program's name and version, as it is noted in torrents and reports. */
    public static String program() {
        return "seedbank " + number();
    }

    /**
     * The commit that it was built from, such as {@code 8ff1b21f3c77}, with {@code -dirty} behind it where sources had changed
     * since; empty where the build could not ask git.
     */
    public static Optional<String> commit() {
        return Optional.of(built("commit.properties").getProperty("commit", "")).filter(each -> !each.isEmpty());
    }

    /** The version of the binding to libtorrent, such as {@code 2.0.6-26}, which begins with that of libtorrent. */
    public static String binding() {
        return built("version.properties").getProperty("libtorrent4j");
    }

    private static Properties built(String resource) {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(resource)) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built;
    }
}
