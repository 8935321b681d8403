package org.seedbank.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this was built as, which Maven writes into a resource. */
public final class Version {

    private Version() {}

    /** The bare number, such as {@code 0.1.0}. */
    public static String number() {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built.getProperty("version");
    }

    /** The program's name and version, as it is noted in torrents and reports. */
    public static String program() {
        return "seedbank " + number();
    }
}
