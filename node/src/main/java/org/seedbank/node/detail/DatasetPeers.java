package org.seedbank.node.detail;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seedbank.swarm.PeerView;
import org.seedbank.swarm.Source;

/**
 * Those from whom a dataset comes and to whom it goes, at one moment.
 *
 * @param total how many peers are connected
 * @param peers the fastest of them, at most {@value #MOST_PEERS}
 * @param clients which programs all of them use, those of most peers first, at most {@value #MOST_CLIENTS}
 * @param webSeeds servers that have the files, as they stand, which are no peers
 */
public record DatasetPeers(int total, List<PeerView> peers, List<ClientCount> clients, List<Source> webSeeds) {

    /** Most peers that are told of. */
    public static final int MOST_PEERS = 200;

    /** Most programs that are told of: each peer may call its own as it likes. */
    public static final int MOST_CLIENTS = 50;

    /** Copies the lists. */
    public DatasetPeers {
        peers = List.copyOf(peers);
        clients = List.copyOf(clients);
        webSeeds = List.copyOf(webSeeds);
    }

    /**
     * Peers that use one program.
     *
     * @param client what it calls itself, see {@link PeerView#client}
     * @param peers how many they are
     * @param downloadRate bytes of pieces that come from them per second
     * @param uploadRate bytes of pieces that go to them per second
     */
    public record ClientCount(String client, int peers, long downloadRate, long uploadRate) {
        private static ClientCount of(PeerView peer) {
            return new ClientCount(peer.client(), 1, peer.downloadRate(), peer.uploadRate());
        }

        private ClientCount and(ClientCount other) {
            return new ClientCount(
                    client, peers + other.peers, downloadRate + other.downloadRate, uploadRate + other.uploadRate);
        }
    }

    /**
     * Counts peers.
     *
     * @param connected all of them, the fastest first
     * @param sources by what the dataset is found, web seeds among them
     */
    public static DatasetPeers of(List<PeerView> connected, List<Source> sources) {
        Map<String, ClientCount> clients = new LinkedHashMap<>();
        connected.forEach(peer -> clients.merge(peer.client(), ClientCount.of(peer), ClientCount::and));
        return new DatasetPeers(
                connected.size(),
                connected.stream().limit(MOST_PEERS).toList(),
                clients.values().stream()
                        .sorted(Comparator.comparingInt(ClientCount::peers)
                                .reversed()
                                .thenComparing(ClientCount::client))
                        .limit(MOST_CLIENTS)
                        .toList(),
                sources.stream()
                        .filter(each -> each.kind() == Source.Kind.WEB_SEED)
                        .toList());
    }
}
