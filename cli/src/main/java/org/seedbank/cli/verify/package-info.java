/** Commands that verify and repair copies. */
package org.seedbank.cli.verify;
