/** The demonstration of the whole job. */
package org.seedbank.cli.demo;
