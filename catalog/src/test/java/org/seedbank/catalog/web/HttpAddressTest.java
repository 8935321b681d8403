package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.CatalogException;

final class HttpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://soil.example/, https://soil.example/",
        "https://soil.example, https://soil.example/",
        "https://soil.example/a/b, https://soil.example/a/b/",
        "https://soil.example/a/catalog.json, https://soil.example/a/",
        "https://soil.example/a/index.html, https://soil.example/a/",
        "https://soil.example/mycatalog.json, https://soil.example/mycatalog.json/",
        "HTTPS://Soil.Example:8443/A/../B, https://soil.example:8443/B/",
        "http://127.0.0.1:8000/, http://127.0.0.1:8000/",
        "http://[::1]:8000/x, http://[::1]:8000/x/",
        "https://soil.example/50%25%20soil, https://soil.example/50%25%20soil/",
        "https://soil.example/größe, https://soil.example/gr%C3%B6%C3%9Fe/"
    })
    void is_the_folder_that_people_mean(String typed, String folder) {
        assertThat(HttpAddress.parse(typed)).hasToString(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "https:, this is not a web address",
        "https://, this is not a web address",
        "https:///path, it names no host",
        "https:soil.example, it names no host",
        "https://soil example/, this is not a web address",
        "https://soil.example/a b, this is not a web address",
        "https://soil.example/?list=1, it cannot have '?' or '#'",
        "https://soil.example/#top, it cannot have '?' or '#'",
        "https://soil.example:0/, there is no such port",
        "https://soil.example:99999/, there is no such port",
        "https://größe.example/, this is not a web address",
        "ftp://soil.example/, this is not a web address"
    })
    void is_refused_when_it_cannot_be_one(String typed, String reason) {
        assertThatThrownBy(() -> HttpAddress.parse(typed))
                .isInstanceOf(CatalogException.Unsupported.class)
                .hasMessage("cannot open the catalog '%s': %s".formatted(typed, reason));
    }

    @Test
    void shows_no_password() {
        assertThatThrownBy(() -> HttpAddress.parse("https://me:secret@soil.example/"))
                .hasMessage(
                        "cannot open the catalog 'https://…@soil.example/': a user or password cannot be part of it");
        assertThatThrownBy(() -> HttpAddress.parse("https://me:se@cret@soil example/"))
                .hasMessage("cannot open the catalog 'https://…@soil example/': this is not a web address");
    }
}
