package org.seedbank.integrity.internal.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageDeviceTest {

    @TempDir
    private Path sysfs;

    @Test
    void a_disk_tells_whether_it_turns() throws Exception {
        disk("sda", "1");
        disk("nvme0n1", "0");
        link("8:0", "devices/sda");
        link("259:0", "devices/nvme0n1");

        assertThat(StorageDevice.isRotational(sysfs, 8, 0)).isTrue();
        assertThat(StorageDevice.isRotational(sysfs, 259, 0)).isFalse();
    }

    @Test
    void a_partition_is_on_its_disk() throws Exception {
        disk("sda", "1");
        Files.createDirectories(sysfs.resolve("devices/sda/sda1"));
        link("8:1", "devices/sda/sda1");

        assertThat(StorageDevice.isRotational(sysfs, 8, 1)).isTrue();
    }

    @Test
    void nothing_is_known_of_what_is_no_block_device() throws Exception {
        assertThat(StorageDevice.isRotational(sysfs, 0, 45)).isFalse();
    }

    /** {@code python3 -c 'import os; print(os.makedev(8, 1), os.makedev(259, 70000), os.makedev(5000, 3))'}. */
    @Test
    void device_numbers_are_taken_apart_as_glibc_does() {
        assertThat(StorageDevice.major(2049)).isEqualTo(8);
        assertThat(StorageDevice.minor(2049)).isEqualTo(1);
        assertThat(StorageDevice.major(286327664L)).isEqualTo(259);
        assertThat(StorageDevice.minor(286327664L)).isEqualTo(70000);
        assertThat(StorageDevice.major(17592186275843L)).isEqualTo(5000);
        assertThat(StorageDevice.minor(17592186275843L)).isEqualTo(3);
    }

    private void disk(String name, String rotational) throws Exception {
        Path queue = Files.createDirectories(sysfs.resolve("devices/" + name + "/queue"));
        Files.writeString(queue.resolve("rotational"), rotational + "\n");
    }

    private void link(String name, String target) throws Exception {
        Files.createSymbolicLink(sysfs.resolve(name), Path.of(target));
    }
}
