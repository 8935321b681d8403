/** Reading published bytes from plain web servers (BEP 17, BEP 19): what is asked, and what of the answers is taken. Knows no libtorrent. */
package org.seedbank.swarm.webseed;
