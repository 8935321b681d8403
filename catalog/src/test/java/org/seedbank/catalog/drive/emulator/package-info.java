/**
 * A Drive v3 server on loopback for tests: the wire as Google speaks it, unkind on purpose.
 *
 * <p>It needs nothing but the JDK and Gson. {@link org.seedbank.catalog.drive.emulator.DriveEmulator} starts it,
 * {@link org.seedbank.catalog.drive.emulator.EmulatedDrive} arranges and shows what it holds, and
 * {@link org.seedbank.catalog.drive.emulator.Faults} makes it fail.
 */
package org.seedbank.catalog.drive.emulator;
