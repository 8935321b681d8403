/** Finding out why something does not work. */
package org.seedbank.cli.doctor;
