/** Tests of the forms of databases. */
@NullMarked
package intelmq.bot.database;

import org.jspecify.annotations.NullMarked;
