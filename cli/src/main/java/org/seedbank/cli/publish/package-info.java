/** Commands that publish and describe what is on this disk. */
package org.seedbank.cli.publish;
