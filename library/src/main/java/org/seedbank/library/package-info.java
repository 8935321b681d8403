/**
 * The Java face of seedbank: a home folder, and what can be done with it without the command line. Knows every other
 * module but {@code cli}.
 */
package org.seedbank.library;
