package org.seedbank.node.api;

import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** JSON of the node: its interface, its state and what commands print have one form for each value. */
public final class NodeJson {

    private NodeJson() {}

    /** A mapper that knows the values of this package; more can be told to it. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .text(SwarmKey.class, SwarmKey::new, SwarmKey::hex, "40 lower-case hex digits")
                .text(InfoHash.class, InfoHash::new, InfoHash::hex, "40 or 64 lower-case hex digits")
                .words(DatasetState.class, DatasetState::label)
                .words(HistoryEntry.Kind.class, HistoryEntry.Kind::label)
                .words(FileVerdict.class, FileVerdict::label)
                .words(Finding.Kind.class, Finding.Kind::label)
                .words(Finding.Health.class, Finding.Health::label)
                .words(Source.Kind.class, Source.Kind::label)
                .words(Source.State.class, Source.State::label)
                .words(Source.Fault.class, Source.Fault::label)
                .kinds(Order.class, "kind");
    }
}
