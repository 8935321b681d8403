package org.seedbank.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.Order;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;

/** Bodies of requests to a node, and the file that leads to it. The first byte chooses. */
class ControlRequestFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("control", 1 << 20, 400);

    private static final List<Class<?>> KINDS = List.of(
            NewDataset.class,
            Limits.class,
            Order.class,
            Messages.Schedule.class,
            Messages.Magnet.class,
            Messages.Place.class,
            Messages.Withdrawal.class,
            Messages.Reach.class,
            ControlFile.class);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "\0{\"torrent\":\"ZDQ6aW5mb2Rl\",\"root\":\"/data/soil\"}",
                "\1{\"up\": 1000000, \"ratio\": 2.5}",
                "\2{\"kind\":\"watch\",\"folder\":\"/data/watch\",\"into\":\"/data\"}",
                "\3{\"rules\":[{\"days\":[\"monday\"],\"from\":\"08:00\",\"to\":\"18:00\",\"limits\":{\"up\":1}}]}",
                "\4{\"magnet\":\"magnet:?xt=urn:btih:161b1f6aae8204dbf6a5b2353c92a12b9889d8ee\",\"limit\":\"PT10S\"}",
                "\5{\"place\":\"/data/x\"}",
                "\6{\"why\":\"wrong\"}",
                "\7{\"network\":\"public\"}",
                "\b{\"schema\":1,\"pid\":1,\"port\":2,\"token\":\"t\",\"version\":\"v\",\"started\":\"2024-05-01T00:00:00.000Z\"}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        Class<?> kind = KINDS.get((input[0] & 0xff) % KINDS.size());
        String body = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        YARDSTICK.measure(input.length, () -> Wire.request(new StringReader(body), kind));
    }
}
