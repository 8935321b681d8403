package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.network.AddressRange;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.swarm.network.NetworkSettings;

/** What holds for every way to command a node, whatever the node does with its datasets. */
interface NodeControlContract {

    /** A new node without datasets. */
    NodeControl node() throws Exception;

    /** A folder that is there and that nothing is in. */
    Path folder() throws Exception;

    SwarmKey UNKNOWN = new SwarmKey("0".repeat(40));

    /** It waits, so that nothing happens to it meanwhile. */
    private NewDataset waiting(String name) throws Exception {
        return new NewDataset(
                SampleTorrents.named(name), folder(), false, Optional.empty(), List.of(), true, true, "get");
    }

    @Test
    default void knows_what_it_was_given_oldest_first() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        DatasetView peat = node.add(waiting("peat"));
        assertThat(node.datasets()).containsExactly(soil, peat);
        assertThat(node.dataset(peat.key())).isEqualTo(peat);
        assertThat(node.facts().datasets()).isEqualTo(2);
    }

    @Test
    default void waits_for_the_torrent_of_a_magnet_link() throws Exception {
        NodeControl node = node();
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=soil&x.pe=192.0.2.1:6881";
        NewMagnet request = new NewMagnet(
                link,
                folder(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                "get",
                Optional.of(true),
                Optional.empty());
        DatasetView waiting = node.addMagnet(request);
        assertThat(waiting)
                .returns("ab".repeat(20), view -> view.key().hex())
                .returns("soil", DatasetView::name)
                .returns(DatasetState.NO_TORRENT, DatasetView::state);
        assertThat(node.datasets()).containsExactly(waiting);
        assertThat(node.waiting(waiting.key())).isEqualTo(request);
        node.remove(waiting.key(), false);
        assertThat(node.datasets()).isEmpty();
        assertThatThrownBy(() -> node.waiting(waiting.key())).isInstanceOf(NodeException.UnknownDataset.class);
    }

    @Test
    default void takes_the_same_dataset_once() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        assertThat(node.add(waiting("soil"))).isEqualTo(soil);
        assertThat(node.datasets()).containsExactly(soil);
    }

    @Test
    default void refuses_a_dataset_at_another_place() throws Exception {
        NodeControl node = node();
        node.add(waiting("soil"));
        NewDataset elsewhere = NewDataset.fetched(SampleTorrents.named("soil"), folder().resolve("other"), "get");
        assertThatThrownBy(() -> node.add(elsewhere))
                .isInstanceOf(NodeException.HeldElsewhere.class)
                .hasMessage("the node has 'soil' already, at '%s'".formatted(folder().resolve("soil")));
    }

    @Test
    default void forgets_what_is_removed() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        node.remove(soil.key(), true);
        assertThat(node.datasets()).isEmpty();
        assertThatThrownBy(() -> node.dataset(soil.key()))
                .isInstanceOf(NodeException.UnknownDataset.class)
                .hasMessage("the node has no dataset '%s'".formatted(soil.key()));
    }

    @Test
    default void tells_of_a_dataset_that_it_does_not_have() throws Exception {
        NodeControl node = node();
        assertThatThrownBy(() -> node.remove(UNKNOWN, false)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.pause(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.resume(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.check(UNKNOWN, false)).isInstanceOf(NodeException.UnknownDataset.class);
        FixityFindings none = new FixityFindings(Instant.EPOCH, true, Set.of());
        assertThatThrownBy(() -> node.found(UNKNOWN, none)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.mend(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.mended(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.move(UNKNOWN, folder())).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.relocate(UNKNOWN, folder())).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.files(UNKNOWN, 0, 1)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.pieces(UNKNOWN, 1)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.peers(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.rates(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.entry(UNKNOWN)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.limit(UNKNOWN, Limits.NONE)).isInstanceOf(NodeException.UnknownDataset.class);
    }

    @Test
    default void tells_of_a_dataset_in_depth() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        assertThat(node.files(soil, 0, 10))
                .isEqualTo(new DatasetFiles(
                        1,
                        0,
                        List.of(new DatasetFiles.FileView(
                                "soil", 3, Optional.empty(), FileVerdict.ARRIVING, Optional.empty()))));
        assertThat(node.files(soil, 1, 10)).isEqualTo(new DatasetFiles(1, 1, List.of()));
        assertThat(node.pieces(soil, 10)).isEqualTo(new PieceMap(1, List.of(), List.of(), List.of()));
        assertThat(node.peers(soil)).isEqualTo(DatasetPeers.of(List.of(), List.of()));
        assertThat(node.entry(soil)).isEqualTo(DatasetEntry.NONE);
        assertThat(node.rates(soil).step()).isEqualTo(Duration.ofSeconds(10));
        assertThat(node.rates(soil).upload()).allMatch(rate -> rate == 0);
        assertThat(node.rates().download()).allMatch(rate -> rate == 0);
        assertThat(node.disks()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    default void tells_what_has_happened_from_the_newest_on() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        SwarmKey peat = node.add(waiting("peat")).key();

        HistoryPage newest = node.history(Optional.empty(), Optional.empty(), 1);
        assertThat(newest.entries()).extracting(HistoryEntry::key).containsExactly(peat);
        HistoryPage rest = node.history(Optional.empty(), newest.before(), 10);
        assertThat(rest.entries()).extracting(HistoryEntry::key).containsExactly(soil);
        assertThat(rest.before()).isEmpty();
        assertThat(node.history(Optional.of(soil), Optional.empty(), 10).entries())
                .isEqualTo(rest.entries());
        assertThat(node.history(Optional.of(UNKNOWN), Optional.empty(), 10).entries())
                .isEmpty();
        assertThatThrownBy(() -> node.history(Optional.empty(), Optional.empty(), 0))
                .isInstanceOf(NodeException.BadRequest.class);
    }

    @Test
    default void takes_in_what_was_changed_beside_the_info_of_a_torrent() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        Metainfo torrent = SampleTorrents.named("soil");
        Metainfo edited = torrent.withUrls(List.of(List.of("udp://127.0.0.1:9/announce")), List.of());
        assertThat(node.replace(edited)).isEqualTo(soil);
        assertThat(node.datasets()).containsExactly(soil);
        assertThatThrownBy(() -> node.replace(SampleTorrents.named("peat")))
                .isInstanceOf(NodeException.UnknownDataset.class);
    }

    @Test
    default void pauses_and_resumes() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        assertThat(node.pause(soil).state()).isEqualTo(DatasetState.PAUSED);
        assertThat(node.resume(soil).state()).isNotEqualTo(DatasetState.PAUSED);
    }

    @Test
    default void leaves_what_waits_as_it_is_when_it_is_to_look_at_it() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        assertThat(node.check(soil.key(), true)).isEqualTo(soil);
        assertThat(node.found(soil.key(), new FixityFindings(Instant.EPOCH, false, Set.of(0))))
                .isEqualTo(soil);
        assertThatThrownBy(() -> node.found(soil.key(), new FixityFindings(Instant.EPOCH, false, Set.of(-1))))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage("files are named by their indexes in the torrent");
    }

    @Test
    default void moves_nothing_that_is_not_complete_and_takes_nothing_for_it_that_is_not() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        assertThatThrownBy(() -> node.mend(soil)).isInstanceOf(NodeException.Refused.class);
        assertThat(node.mended(soil)).isEqualTo(MendingReport.NOTHING);
        assertThatThrownBy(() -> node.move(soil, folder().resolve("elsewhere")))
                .isInstanceOf(NodeException.Refused.class);
        assertThatThrownBy(() -> node.relocate(soil, folder().resolve("elsewhere")))
                .isInstanceOf(NodeException.Refused.class);
    }

    @Test
    default void a_limit_of_nothing_is_not_no_limit() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        Limits off = new Limits(Optional.of(0L), Optional.empty(), Optional.of(1.5));
        assertThat(node.limit(soil, off).limits()).isEqualTo(off);
        assertThat(node.limits()).isEqualTo(Limits.NONE);
        assertThat(node.limit(off)).isEqualTo(off);
        assertThat(node.limits()).isEqualTo(off);
        assertThat(node.limit(Limits.NONE)).isEqualTo(Limits.NONE);
    }

    @Test
    default void replaces_the_schedule() throws Exception {
        NodeControl node = node();
        ScheduleRule day = new ScheduleRule(
                LocalTime.of(8, 0),
                LocalTime.of(18, 30),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                Optional.of(0L),
                Optional.empty());
        assertThat(node.schedule(List.of(day))).containsExactly(day);
        assertThat(node.schedule()).containsExactly(day);
        assertThat(node.schedule(List.of())).isEmpty();
    }

    @Test
    default void keeps_how_far_it_is_to_reach() throws Exception {
        NodeControl node = node();
        assertThat(node.reach()).isEmpty();
        node.reach(Network.PRIVATE);
        assertThat(node.reach()).contains(Network.PRIVATE);
    }

    @Test
    default void keeps_how_it_is_to_use_the_network() throws Exception {
        NodeControl node = node();
        assertThat(node.network()).isEqualTo(NetworkText.of(NetworkSettings.USUAL));
        assertThat(node.facts().networking()).contains(NetworkText.of(NetworkSettings.USUAL));
        NetworkSettings changed = NetworkSettings.USUAL
                .withEncryption(Encryption.REQUIRED)
                .withRanges(List.of(AddressRange.parse("141.20.0.0/16")));
        node.network(NetworkText.of(changed));
        assertThat(node.network()).isEqualTo(NetworkText.of(changed));
        node.network(NetworkText.NOTHING);
        assertThat(node.network()).isEqualTo(NetworkText.of(changed));
        assertThatThrownBy(() -> node.network(NetworkText.ofRanges(List.of("campus"))))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessageContaining("'campus' is no range of addresses such as 10.1.0.0/16");
    }

    @Test
    default void takes_the_same_order_once() throws Exception {
        NodeControl node = node();
        Order drop = new Order.Drop(folder(), Optional.empty());
        OrderView given = node.order(drop);
        assertThat(given.order()).isEqualTo(drop);
        assertThat(node.order(drop).id()).isEqualTo(given.id());
        assertThat(node.orders()).extracting(OrderView::id).containsExactly(given.id());
        assertThat(node.orders()).extracting(OrderView::since).containsExactly(given.since());
    }

    @Test
    default void the_same_order_is_done_as_often_as_was_said_last() throws Exception {
        NodeControl node = node();
        Optional<Duration> hourly = Optional.of(Duration.ofHours(1));
        OrderView given = node.order(new Order.Follow(Optional.empty(), Optional.empty(), folder(), hourly));

        Order again = new Order.Follow(Optional.empty(), Optional.empty(), folder());
        assertThat(node.order(again).order()).isEqualTo(given.order());
        Order daily = new Order.Follow(Optional.empty(), Optional.empty(), folder(), Optional.of(Duration.ofDays(1)));
        assertThat(node.order(daily).order()).isEqualTo(daily);
        assertThat(node.orders()).extracting(OrderView::id).containsExactly(given.id());
    }

    @Test
    default void an_order_looks_when_it_is_told_to() throws Exception {
        NodeControl node = node();
        OrderView given = node.order(new Order.Drop(folder(), Optional.empty()));
        assertThat(node.look(given.id()).id()).isEqualTo(given.id());
        assertThatThrownBy(() -> node.look("drop-7")).isInstanceOf(NodeException.UnknownOrder.class);
    }

    @Test
    default void is_told_what_people_call_a_dataset() throws Exception {
        NodeControl node = node();
        SwarmKey soil = node.add(waiting("soil")).key();
        node.listed(soil, "group/3");
        assertThatThrownBy(() -> node.listed(UNKNOWN, "3")).isInstanceOf(NodeException.UnknownDataset.class);
        assertThatThrownBy(() -> node.listed(soil, "")).isInstanceOf(NodeException.BadRequest.class);
    }

    @Test
    default void ends_an_order() throws Exception {
        NodeControl node = node();
        OrderView given = node.order(new Order.Follow(Optional.empty(), Optional.of("soil"), folder()));
        node.cancel(given.id());
        assertThat(node.orders()).isEmpty();
        assertThatThrownBy(() -> node.cancel("no/such order"))
                .isInstanceOf(NodeException.UnknownOrder.class)
                .hasMessage("the node has no order 'no/such order'");
    }

    @Test
    default void tells_what_has_changed_since() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        Changes first = node.changes(0, Duration.ofSeconds(20)).orElseThrow();
        assertThat(first.datasets()).containsExactly(soil);

        node.add(waiting("peat"));
        node.remove(soil.key(), false);
        Changes second = node.changes(first.number(), Duration.ofSeconds(20)).orElseThrow();
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(second.gone()).containsExactly(soil.key());
        assertThat(second.datasets()).extracting(DatasetView::name).containsExactly("peat");
    }

    @Test
    default void tells_nothing_when_nothing_has_changed_in_time() throws Exception {
        NodeControl node = node();
        node.add(waiting("soil"));
        long seen = node.changes(0, Duration.ZERO).orElseThrow().number();
        assertThat(node.changes(seen, Duration.ofMillis(20))).isEmpty();
    }

    @Test
    default void tells_everything_to_who_knows_a_number_of_its_last_life() throws Exception {
        NodeControl node = node();
        DatasetView soil = node.add(waiting("soil"));
        Changes all = node.changes(1L << 40, Duration.ofSeconds(20)).orElseThrow();
        assertThat(all.datasets()).containsExactly(soil);
        assertThat(all.number()).isLessThan(1L << 40);
    }
}
