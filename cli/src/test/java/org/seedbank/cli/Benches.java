package org.seedbank.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.seedbank.cli.frame.FolderDeletion;

/** Gives each test that asks for one a fresh {@link Bench}; ends its commands and deletes its folder afterwards. */
public final class Benches implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(Namespace.create(Benches.class))
                .getOrComputeIfAbsent("bench", key -> new Borrowed(), Borrowed.class)
                .bench;
    }

    /** A bench for the time of one test. */
    private static final class Borrowed implements AutoCloseable {

        private final Path folder;
        private final Bench bench;

        Borrowed() {
            try {
                folder = Files.createTempDirectory("seedbank-bench-");
                bench = new Bench(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Exception {
            try {
                bench.close();
            } finally {
                FolderDeletion.delete(folder);
            }
        }
    }
}
