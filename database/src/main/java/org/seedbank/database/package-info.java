/** SQLite for what is looked up and must survive: opening, schema versions, transactions, damage, backups. */
package org.seedbank.database;
