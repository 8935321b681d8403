/** An authorization server on this machine, and a browser for it, for tests. Knows nothing of the code under test. */
package org.seedbank.catalog.drive.oauth;
