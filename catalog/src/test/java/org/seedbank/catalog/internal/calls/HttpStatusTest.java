package org.seedbank.catalog.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpStatusTest {

    @Test
    void some_statuses_may_pass() {
        assertThat(List.of(408, 429, 500, 502, 503, 504, 599)).allMatch(HttpStatus::isTransient);
        assertThat(List.of(200, 304, 400, 401, 403, 404, 409, 410, 499, 600)).noneMatch(HttpStatus::isTransient);
    }
}
