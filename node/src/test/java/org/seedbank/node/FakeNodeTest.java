package org.seedbank.node;

import java.nio.file.Path;

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
