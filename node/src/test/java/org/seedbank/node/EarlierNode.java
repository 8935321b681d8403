package org.seedbank.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

/** What versions before the database have left in a node's folder. */
public final class EarlierNode {

    private EarlierNode() {}

    /** A dataset that is to be fetched to a place. */
    public static Path write(Path folder, Metainfo torrent, Path root) throws IOException {
        Path place = Files.createDirectories(folder.resolve("datasets/" + SwarmKey.of(torrent)));
        Files.write(place.resolve("torrent"), torrent.bytes());
        return Files.writeString(place.resolve("record.json"), """
                {"schema":1,"root":"%s","mount":"/","published":false,"seed":true,"origin":"get","added":"2024-05-17T12:00:00Z",
                 "paused":true,"limits":{"up":5},"peers":["127.0.0.1:1"],"begun":false,"damaged":[],"damagedFiles":0,"done":0,
                 "downloaded":7,"uploaded":0,"rejected":0,"banned":0,"files":[0],"existing":"adopt",
                 "moving":{"target":"/new/place","inode":7}}
                """.formatted(root));
    }
}
