/** Logs in to Google Drive, keeps what that takes, and signs requests with it. */
package org.seedbank.catalog.drive.login;
