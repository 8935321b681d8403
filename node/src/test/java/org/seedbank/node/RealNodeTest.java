package org.seedbank.node;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeControl;

/** A node with a session and files, commanded directly and through HTTP. */
class RealNodeTest {

    @TempDir
    private Path temp;

    private NodeBench bench;
    private Node node;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(temp);
        Files.createDirectory(bench.path("data"));
        node = bench.node("station");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Nested
    class Directly implements NodeControlContract {
        @Override
        public NodeControl node() {
            return node;
        }

        @Override
        public Path folder() {
            return bench.path("data");
        }
    }

    @Nested
    class ThroughHttp implements NodeControlContract {
        @Override
        public NodeControl node() throws InterruptedException {
            return NodeClient.connect(bench.path("station/node"));
        }

        @Override
        public Path folder() {
            return bench.path("data");
        }
    }
}
