package org.seedbank.node.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.Sha256;

class HttpServingTest {

    @ParameterizedTest
    @CsvSource({
        "'',127.0.0.1:6880",
        "8080,127.0.0.1:8080",
        "0,127.0.0.1:0",
        "0.0.0.0,0.0.0.0:6880",
        "192.0.2.1:80,192.0.2.1:80",
        "data.example.org,data.example.org:6880",
        "data.example.org:80,data.example.org:80",
        "::,[::]:6880",
        "::1,[::1]:6880",
        "[::1],[::1]:6880",
        "[::1]:80,[::1]:80"
    })
    void a_place_is_an_address_a_port_or_both(String text, String place) {
        assertThat(HttpServing.place(text)).hasToString(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "a b", ":80", "host:", "host:99999", "[::1", "http://host/", "1.2.3.4.5"})
    void other_texts_are_no_place(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpServing.place(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/", "http:///", "http://a/?b", "http://a/#b", "http://u:p@a/", "a", "http://a b/"})
    void an_address_for_others_is_one_of_http_without_anything_behind(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpServing.base(text));
    }

    @Test
    void others_reach_it_where_it_listens_unless_that_is_everywhere() {
        HttpServing named = new HttpServing(HttpServing.place("192.0.2.1:80"), Optional.empty(), false);
        HttpServing everywhere = new HttpServing(HttpServing.place("[::]:80"), Optional.empty(), false);

        assertThat(named.base()).contains("http://192.0.2.1:80/");
        assertThat(everywhere.base()).isEmpty();
        assertThat(new HttpServing(everywhere.listen(), Optional.of(HttpServing.base("https://a.example/x")), false)
                        .base())
                .contains("https://a.example/x/");
    }

    @Test
    void a_web_seed_is_the_place_of_a_folder_and_a_file_itself() {
        Sha256 digest = new Sha256("ab".repeat(32));

        assertThat(HttpServing.webSeed("http://a/", digest, "so il", false)).isEqualTo("http://a/d/" + digest + "/");
        assertThat(HttpServing.webSeed("http://a/", digest, "so il#1%ü.csv", true))
                .isEqualTo("http://a/d/" + digest + "/so%20il%231%25%C3%BC.csv");
    }
}
