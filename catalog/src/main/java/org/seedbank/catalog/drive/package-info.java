/** The catalog in folders of Google Drive, and who this machine is to Drive. */
package org.seedbank.catalog.drive;
