package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;

class DatasetViewsTest {

    private static final DatasetView SOIL = FakeView.named("soil").view();
    private static final DatasetView WATER = FakeView.named("water").view();
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final DatasetViews board = new DatasetViews();

    @Test
    void tells_what_is_new_since_a_change() throws Exception {
        board.show(SOIL);
        board.show(WATER);

        assertThat(board.changes(1, AT_ONCE)).contains(new Changes(2, List.of(WATER), List.of()));
        assertThat(board.changes(2, AT_ONCE)).isEmpty();
    }

    @Test
    void the_same_view_again_is_no_change() throws Exception {
        board.show(SOIL);
        board.show(SOIL);

        assertThat(board.changes(1, AT_ONCE)).isEmpty();
    }

    @Test
    void tells_what_is_gone() throws Exception {
        board.show(SOIL);
        board.remove(SOIL.key());
        board.remove(SOIL.key());

        assertThat(board.changes(1, AT_ONCE)).contains(new Changes(2, List.of(), List.of(SOIL.key())));
        assertThat(board.find(SOIL.key())).isEmpty();
        assertThat(board.size()).isZero();
    }

    @Test
    void what_is_gone_and_back_is_not_gone() throws Exception {
        board.show(SOIL);
        board.remove(SOIL.key());
        board.show(SOIL);

        assertThat(board.changes(1, AT_ONCE)).contains(new Changes(3, List.of(SOIL), List.of()));
    }

    @Test
    void who_knows_a_change_of_an_earlier_process_is_told_everything() throws Exception {
        board.show(SOIL);
        board.show(WATER);

        Changes all = board.changes(70, AT_ONCE).orElseThrow();

        assertThat(all.number()).isEqualTo(2);
        assertThat(all.datasets()).containsExactlyInAnyOrder(SOIL, WATER);
    }

    @Test
    void who_knows_a_change_of_an_earlier_process_waits_for_the_first_of_this_one() throws Exception {
        CompletableFuture<Optional<Changes>> changes = CompletableFuture.supplyAsync(() -> waitFrom(70));

        board.show(SOIL);

        assertThat(changes.get(1, TimeUnit.MINUTES)).contains(new Changes(1, List.of(SOIL), List.of()));
    }

    @Test
    void who_waits_hears_of_a_removal() throws Exception {
        board.show(SOIL);
        CompletableFuture<Optional<Changes>> changes = CompletableFuture.supplyAsync(() -> waitFrom(1));

        board.remove(SOIL.key());

        assertThat(changes.get(1, TimeUnit.MINUTES)).contains(new Changes(2, List.of(), List.of(SOIL.key())));
    }

    @Test
    void shows_the_same_order_each_time() {
        board.show(SOIL);
        board.show(WATER);
        List<DatasetView> before = board.all();
        board.remove(before.get(0).key());
        board.show(before.get(0));

        assertThat(board.all()).isEqualTo(before);
    }

    private Optional<Changes> waitFrom(long seen) {
        try {
            return board.changes(seen, LIMIT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
