package org.seedbank.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.Sha256;

class SqliteLibraryTest {

    @Test
    void the_list_of_digests_is_that_of_the_driver() throws Exception {
        try (InputStream list = SqliteLibrary.class.getResourceAsStream("natives.sha256")) {
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String resource = line.substring(line.indexOf("  ") + 2);
                try (InputStream library = SqliteLibrary.class.getClassLoader().getResourceAsStream(resource)) {
                    assertThat(Sha256.digestOf(library.readAllBytes()) + "  " + resource)
                            .isEqualTo(line);
                }
            }
        }
    }

    @Test
    void each_system_has_its_own_library() {
        assertThat(SqliteLibrary.resourceName("Linux", "amd64"))
                .contains("org/sqlite/native/Linux/x86_64/libsqlitejdbc.so");
        assertThat(SqliteLibrary.resourceName("Mac OS X", "aarch64"))
                .contains("org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib");
        assertThat(SqliteLibrary.resourceName("Windows 11", "amd64"))
                .contains("org/sqlite/native/Windows/x86_64/sqlitejdbc.dll");
        assertThat(SqliteLibrary.resourceName("Plan 9", "amd64")).isEqualTo(Optional.empty());
    }
}
