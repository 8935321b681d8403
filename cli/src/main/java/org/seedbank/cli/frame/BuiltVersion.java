package org.seedbank.cli.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version this program was built as, which Maven writes into a resource. */
public final class BuiltVersion implements IVersionProvider {

    private static final String RESOURCE = "/org/seedbank/cli/seedbank.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"seedbank " + number()};
    }

    /** The bare number, such as {@code 0.1.0}. */
    public static String number() throws IOException {
        Properties built = new Properties();
        try (InputStream in = BuiltVersion.class.getResourceAsStream(RESOURCE)) {
            built.load(in);
        }
        return built.getProperty("version");
    }
}
