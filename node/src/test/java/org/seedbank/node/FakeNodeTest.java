package org.seedbank.node;

import java.nio.file.Path;
import org.seedbank.node.api.NodeControl;

class FakeNodeTest implements NodeControlContract {

    @Override
    public NodeControl node() {
        return new FakeNode();
    }

    @Override
    public Path folder() {
        return Path.of("/data");
    }
}
