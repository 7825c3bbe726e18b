/** Forms of databases, which experts look things up in and their updater checks. */
@NullMarked
package intelmq.bot.database;

import org.jspecify.annotations.NullMarked;
