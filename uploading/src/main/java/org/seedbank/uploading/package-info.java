/** The publish use case. */
package org.seedbank.uploading;
